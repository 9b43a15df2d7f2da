import type { AppContract } from "#app/contract.ts";
import type { OutputOf } from "#base/contract.ts";
import type { TestCore } from "../support/test-core.ts";

/** Who casts which vote of a meeting now; where the list names nobody as entitled, whoever is there. */
export const seatsNow = (core: TestCore, id: unknown) => {
  const reply = core.as("director").raw("council.meeting", { id });
  if (!reply.ok) return null;
  const { seats, attendances } = reply.value as OutputOf<AppContract["council.meeting"]>;
  const here = attendances.filter(({ presence, leftAt }) => presence === "present" && leftAt === null);
  return seats.length > 0
    ? seats.map(({ entitledId, way }) => ({ attendanceId: entitledId, way }))
    : here.map(({ id: attendanceId }) => ({ attendanceId, way: "self" }));
};

export const frozenSeats = (core: TestCore, voteId: unknown) =>
  core.db.all("SELECT attendanceId, way FROM vote_seats WHERE voteId = :voteId ORDER BY position", {
    voteId: String(voteId),
  });
