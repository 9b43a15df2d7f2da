import type { AppContract } from "#app/contract.ts";
import type { OutputOf, WrittenInputOf } from "#base/contract.ts";
import type { Seat } from "./community.ts";
import { type Desk, openTestCore, type TestCore } from "./test-core.ts";

type Registered = WrittenInputOf<AppContract["council.registerAppeal"]>;
type DirectTask = WrittenInputOf<AppContract["council.addDirectTask"]>;
type ResolutionTask = WrittenInputOf<AppContract["council.addResolutionTask"]>;
type Unit = { leadOrganisationId: string; responsibleId: string };

/** A desk that somebody comes back to: it signs in again where it was locked meanwhile. */
const keptDesk = (test: TestCore, seat: Seat): Desk =>
  Object.assign((name: string, input: unknown, requestId?: string) => test.as(seat).raw(name, input, requestId), {
    raw: (name: string, input: unknown, requestId?: string) => test.as(seat).raw(name, input, requestId),
    ok: (name: never, input: never) => test.as(seat).ok(name, input),
    code: (name: never, input: never) => test.as(seat).code(name, input),
  }) as Desk;

/** A centre with everybody at a desk and one unit that takes orders. */
export const openCouncil = (at?: string) => {
  const test = openTestCore(at === undefined ? {} : { at });
  const clerk = keptDesk(test, "clerk");
  return {
    test,
    clerk,
    secretary: keptDesk(test, "secretary"),
    director: keptDesk(test, "director"),
    viewer: keptDesk(test, "viewer"),
    admin: keptDesk(test, "admin"),
    unit: addUnit(clerk, "第一物业"),
  };
};

export type Council = ReturnType<typeof openCouncil>;

/** A unit with one person who can be made responsible. */
export const addUnit = (desk: Desk, name: string): Unit => {
  const { id } = desk.ok("people.addOrganisation", { kind: "property", name });
  const contact = desk.ok("people.addContact", { organisationId: id, name: `${name}经理`, post: "经理" });
  return { leadOrganisationId: id, responsibleId: contact.id };
};

export const register = (desk: Desk, content: string, more: Partial<Registered> = {}): string =>
  desk.ok("council.registerAppeal", {
    voice: "self",
    reporterName: "孙大姐",
    reporterPhone: "13812341234",
    channel: "window",
    nature: "help",
    content,
    ...more,
  }).id;

export const appealOf = (desk: Desk, id: string): OutputOf<AppContract["council.appeal"]> =>
  desk.ok("council.appeal", { id });
export const topicOf = (desk: Desk, id: string): OutputOf<AppContract["council.topic"]> =>
  desk.ok("council.topic", { id });
export const meetingOf = (desk: Desk, id: string): OutputOf<AppContract["council.meeting"]> =>
  desk.ok("council.meeting", { id });
export const taskOf = (desk: Desk, id: string): OutputOf<AppContract["council.task"]> =>
  desk.ok("council.task", { id });

export const taskWords = {
  title: "修路灯",
  publicWording: "修复小区主路路灯",
  track: "immediate" as const,
  limit: { unit: "workdays" as const, count: 1 },
};

export const addTask = (desk: Desk, unit: Unit, appealIds: string[], more: Partial<DirectTask> = {}): string =>
  desk.ok("council.addDirectTask", { ...taskWords, ...unit, appealIds, ...more }).id;

export const report = { result: "已修好", evidence: "现场照片存档", isResidentTold: true };

export const acceptTask = (desk: Desk, id: string): void => {
  desk.ok("council.acceptTask", { id, version: taskOf(desk, id).version });
};

export const finishTask = (desk: Desk, id: string): void => {
  desk.ok("council.finishTask", { id, version: taskOf(desk, id).version, ...report });
};

/** A direct task that was dispatched, accepted and reported done. */
export const addFinishedTask = (
  desk: Desk,
  unit: Unit,
  appealIds: string[],
  more: Partial<DirectTask> = {},
): string => {
  const id = addTask(desk, unit, appealIds, more);
  acceptTask(desk, id);
  finishTask(desk, id);
  return id;
};

export const openFollowUps = (desk: Desk, taskId: string) =>
  taskOf(desk, taskId).followUps.filter((followUp) => followUp.state === "open");

export const hear = (
  desk: Desk,
  followUp: { id: string; version: number },
  answer: { isSolved: boolean; satisfaction?: "satisfied" | "fairly" | "unsatisfied"; words?: string },
) =>
  desk.ok("council.recordTry", {
    id: followUp.id,
    version: followUp.version,
    way: "phone",
    isReached: true,
    satisfaction: answer.isSolved ? "satisfied" : "unsatisfied",
    ...answer,
  });

/** Everybody who waits to be asked says that it is solved. */
export const hearAll = (desk: Desk, taskId: string): void => {
  for (const followUp of openFollowUps(desk, taskId)) hear(desk, followUp, { isSolved: true });
};

export const addTopic = (
  { secretary, director }: Pick<Council, "secretary" | "director">,
  appealIds: string[],
  more: { title?: string; visibility?: "public" | "internal" | "confidential" } = {},
): string => {
  const { id } = secretary.ok("council.proposeTopic", { title: "小区停车怎么管", appealIds, ...more });
  director.ok("council.confirmTopic", { id, version: 1, ruleId: "major" });
  secretary.ok("council.skipStep", { id, step: "research", reason: "情况已经清楚" });
  return id;
};

export const planMeeting = (
  desk: Desk,
  topicIds: string[],
  more: Partial<WrittenInputOf<AppContract["council.planMeeting"]>> = {},
): string =>
  desk.ok("council.planMeeting", {
    kind: "council",
    title: "十一月议事会",
    place: "一楼议事厅",
    plannedAt: "2026-11-20T06:00:00.000Z",
    entitledCount: 5,
    topicIds,
    ...more,
  }).id;

/** A meeting in session with three of five present. */
export const startMeeting = (desk: Desk, topicIds: string[], more: Parameters<typeof planMeeting>[2] = {}): string => {
  const id = planMeeting(desk, topicIds, more);
  desk.ok("council.startMeeting", { id, version: meetingOf(desk, id).version });
  for (const name of ["代表甲", "代表乙", "代表丙"])
    desk.ok("council.addAttendance", { id, name, presence: "present" });
  return id;
};

export const itemOf = (desk: Desk, meetingId: string, topicId: string): string => {
  const item = meetingOf(desk, meetingId).items.find(({ topic }) => topic?.id === topicId);
  if (!item) throw new Error("The topic is not on the agenda");
  return item.id;
};

export const decide = (
  desk: Desk,
  meetingId: string,
  topicId: string,
  outcome: "passed" | "deferred" | "rejected" | "noted",
): string =>
  desk.ok("council.decideItem", {
    id: meetingId,
    itemId: itemOf(desk, meetingId, topicId),
    outcome,
    wording: "由物业十日内划出车位线",
  }).resolutionId;

export const endMeeting = (desk: Desk, id: string): void => {
  desk.ok("council.endMeeting", { id, version: meetingOf(desk, id).version });
};

/** A meeting that has ended with the topic passed. */
export const passTopic = ({ secretary }: Pick<Council, "secretary">, topicId: string) => {
  const meetingId = startMeeting(secretary, [topicId]);
  const resolutionId = decide(secretary, meetingId, topicId, "passed");
  endMeeting(secretary, meetingId);
  return { meetingId, resolutionId };
};

export const addResolutionTask = (
  desk: Desk,
  unit: Unit,
  resolutionId: string,
  more: Partial<ResolutionTask> = {},
): string =>
  desk.ok("council.addResolutionTask", {
    ...taskWords,
    title: "划车位线",
    publicWording: "在小区主路两侧划出停车线",
    track: "consult",
    limit: { unit: "workdays", count: 15 },
    ...unit,
    resolutionId,
    ...more,
  }).id;

/** What a refusal says besides its code. */
export const refusalOf = (desk: Desk, name: string, input: unknown) => {
  const reply = desk.raw(name, input);
  if (reply.ok) throw new Error(`${name} was not refused`);
  return reply;
};

/** The paths of the fields that an input was refused for. */
export const fieldsOf = (desk: Desk, name: string, input: unknown): string[] =>
  (refusalOf(desk, name, input).fields ?? []).map(({ path }) => path);

type Part = Record<string, { needs: string; kind: string }>;

/** The names of a contract's operations, by who may. */
export const namesByNeed = (part: Part): Record<string, string[]> =>
  Object.fromEntries(
    [...Map.groupBy(Object.entries(part), ([, operation]) => operation.needs)].map(([need, operations]) => [
      need,
      operations.map(([name]) => name.slice(name.indexOf(".") + 1)).sort(),
    ]),
  );

/** For each seat the operations of a contract that answer NotAllowed; an empty input gets no further than that. */
export const closedTo = (council: Council, part: Part): Record<string, number> => {
  const { viewer, clerk, secretary, director, admin } = council;
  const isClosed = (desk: Desk, name: string) => {
    const reply = desk.raw(name, {});
    return !reply.ok && reply.code === "NotAllowed";
  };
  return Object.fromEntries(
    Object.entries({ viewer, clerk, secretary, director, admin }).map(([seat, desk]) => [
      seat,
      Object.keys(part).filter((name) => isClosed(desk, name)).length,
    ]),
  );
};

export const commandsOf = (part: Part): string[] =>
  Object.entries(part)
    .filter(([, { kind }]) => kind === "command")
    .map(([name]) => name)
    .sort();

/** The operations of a contract that an action leaves in the audit log, each with somebody who did it. */
export const auditedBy = ({ test }: Council, part: Part, action: () => void): string[] => {
  const rows = test.auditOf(action).filter(({ operation }) => operation in part);
  if (rows.some(({ accountId, payload }) => accountId === null || payload === null))
    throw new Error("An audit row names nobody or nothing");
  return [...new Set(rows.map(({ operation }) => operation))].sort();
};

/** A record without what every command changes of it. */
export const withoutTrace = ({ version: _version, events: _events, ...record }: { version: number; events: unknown }) =>
  record;

/** One direct task that was dispatched, and what a step on it answers. */
export const oneTask = (more: Parameters<typeof addTask>[3] = {}) => {
  const council = openCouncil();
  const appealId = register(council.clerk, "路灯不亮");
  const id = addTask(council.clerk, council.unit, [appealId], more);
  const step = (name: string, input: object = {}, desk = council.clerk) => {
    const reply = desk.raw(`council.${name}`, { id, version: taskOf(council.director, id).version, ...input });
    return reply.ok ? "ok" : reply.code;
  };
  return { ...council, appealId, id, step, task: () => taskOf(council.clerk, id) };
};
