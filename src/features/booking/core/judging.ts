import { addDays, type Day, dayOf, instantAt, timeOf } from "#base/dates.ts";
import type { QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { audiencesOf, findResident } from "#features/people/core/resident-store.ts";
import type { Objection } from "../booking-contract.ts";
import { eligibilityObjections, noticeObjections } from "../booking-rules.ts";
import type { Span } from "../holding.ts";
import { periodOf, quotaProblem, quotaWords } from "../quota.ts";
import type { Service } from "../service-contract.ts";
import { type KnownOf, type Reason, verdictOf, whoMayReasons } from "../who-may.ts";
import * as store from "./booking-store.ts";

type Who = { residentId: string | null; householdId: string | null };

const knownOf = (db: ReadableDatabase, residentId: string | null): KnownOf => {
  const resident = residentId === null ? undefined : findResident(db, residentId);
  if (!resident) return null;
  return {
    birthDate: resident.birthDate,
    audiences: audiencesOf(db, [resident.id]).get(resident.id) ?? [],
    isLivingHere: resident.householdId !== null && resident.movedOutDate === null,
  };
};

/** A household is judged by nobody's age; it lives here. A group is not judged at all. */
const reasonsFor = (db: ReadableDatabase, service: Service, who: Who, day: Day): Reason[] => {
  if (who.residentId === null && who.householdId !== null)
    return whoMayReasons(
      { ...service.whoMay, minAge: null, maxAge: null },
      { birthDate: null, audiences: service.whoMay.audiences, isLivingHere: true },
      day,
    );
  return whoMayReasons(service.whoMay, knownOf(db, who.residentId), day);
};

const quotaUses = (db: ReadableDatabase, service: Service, who: Who, day: Day, exceptBookingId: string | null) => {
  const home =
    who.householdId ?? (who.residentId === null ? null : (findResident(db, who.residentId)?.householdId ?? null));
  return service.quotas.flatMap((quota) => {
    const of =
      quota.per === "person"
        ? { residentId: who.residentId, householdId: null }
        : { residentId: who.residentId, householdId: home };
    if (of.residentId === null && of.householdId === null) return [];
    const { from, to } = periodOf(quota.period, day);
    const at = { serviceId: service.id, from: instantAt(from), to: instantAt(addDays(to, 1)) };
    return [{ quota, usedCount: store.quotaCount(db, { ...of, ...at }, exceptBookingId) }];
  });
};

/** Everything that speaks for and against one booking more. */
export const judged = (
  { db, now }: Pick<QueryContext<never>, "db" | "now">,
  service: Service,
  who: Who & { isGroup: boolean },
  span: Span,
  exceptBookingId: string | null = null,
) => {
  const day = dayOf(span.startAt);
  const reasons = who.isGroup ? [] : reasonsFor(db, service, who, day);
  const uses = who.isGroup ? [] : quotaUses(db, service, who, day, exceptBookingId);
  const met = who.residentId === null ? [] : store.sameTime(db, who.residentId, span, exceptBookingId);
  const objections: Objection[] = [
    ...eligibilityObjections(reasons),
    ...uses.flatMap(({ quota, usedCount }): Objection[] => {
      const words = quotaProblem(quota, usedCount);
      return words === null ? [] : [{ kind: "overQuota", words }];
    }),
    ...noticeObjections(service, span.startAt, now),
    ...met.map(
      ({ serviceName, startAt, endAt }): Objection => ({
        kind: "sameTime",
        words: `这个时间已约“${serviceName}”（${timeOf(startAt)}–${timeOf(endAt)}）`,
      }),
    ),
  ];
  return {
    verdict: verdictOf(reasons),
    reasons,
    objections,
    quotaWords: uses.map(({ quota, usedCount }) => `${quotaWords(quota)}，已约 ${usedCount} 次`),
  };
};
