import { choose, type Draw, on, type Step, type World } from "./council-world.ts";

type Standing = { id: string; version: number; name: string };

const bodyIn = (world: World, draw: Draw): Standing | undefined =>
  choose(world.test.db.all<Standing>("SELECT id, version, name FROM bodies ORDER BY rowid"), draw.a);

/** Who stands in a body: a person of a unit, or somebody on no register. */
const person = (world: World, draw: Draw) =>
  draw.b % 3 === 0 ? { contactId: world.unit.responsibleId } : { name: `委员${draw.b % 6}` };

/** Standing bodies, and meetings that they are asked to as a whole. */
export const bodySteps = {
  addBody: (world: World, draw: Draw) =>
    bodyIn(world, draw) && draw.c % 6 !== 0
      ? null
      : { name: "council.addBody", input: { name: `大党委${draw.b % 4}`, kind: "partyCommittee" } },
  changeBody: (world: World, draw: Draw) => {
    const body = bodyIn(world, draw);
    const changed = { kind: "council", note: "每季度", isRetired: draw.b % 3 === 0 };
    return body ? { name: "council.changeBody", input: { ...body, ...changed } } : null;
  },
  addMember: (world: World, draw: Draw) => {
    const bodyId = bodyIn(world, draw)?.id;
    const served = { role: choose(["committee", "partner"], draw.c), termFrom: "2026-01-01" };
    return bodyId
      ? { name: "council.addBodyMember", input: { bodyId, ...person(world, draw), ...served, isEntitled: false } }
      : null;
  },
  endTerm: (world: World, draw: Draw) => {
    const members = world.test.db.all<{ id: string }>("SELECT id FROM body_members ORDER BY rowid");
    const member = choose(members, draw.a);
    const term = { termFrom: "2026-01-01", termTo: choose([null, "2026-10-31", "2025-12-31"], draw.b) };
    return member ? { name: "council.changeBodyMember", input: { id: member.id, role: "committee", ...term } } : null;
  },
  inviteBody: on("meetings", ["preparing", "notified", "inSession"], "council.inviteGroup", (world, draw) => ({
    group: { kind: "body", bodyId: bodyIn(world, draw)?.id ?? "x" },
    isEntitled: draw.b % 8 === 0,
  })),
} satisfies Record<string, Step>;
