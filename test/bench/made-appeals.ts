import { instantOf } from "#base/dates.ts";
import { appendAudit } from "#core/audit.ts";
import type { SqliteFile } from "#core/database.ts";
import { insertEvent } from "#core/events.ts";
import { channels, natures } from "#features/council/appeal-contract.ts";
import * as appeals from "#features/council/core/appeal-store.ts";
import { insertFollowUp } from "#features/council/core/follow-up-store.ts";
import { insertHandover } from "#features/council/core/handover-store.ts";
import { refreshStages } from "#features/council/core/link-store.ts";
import { indexPromiseAgain } from "#features/council/core/promise-operations.ts";
import { findPromise, insertPromise, updatePromise } from "#features/council/core/promise-store.ts";
import { findTask } from "#features/council/core/task-store.ts";
import { councilOf } from "./made-meetings.ts";
import { makeTask } from "./made-tasks.ts";
import { matterOf } from "./made-words.ts";
import type { World } from "./made-world.ts";

const dayMs = 86_400_000;
/** A busy desk; more appeals mean more years and not a larger pile of open ones. */
const appealsPerDay = 40;
const appealsPerTransaction = 2_000;

type Fate = "history" | "answered" | "rejected" | "escalated" | "merged" | "task" | "topic";

const fates: readonly [share: number, fate: Fate][] = [
  [0.08, "history"],
  [0.37, "answered"],
  [0.03, "rejected"],
  [0.04, "escalated"],
  [0.05, "merged"],
  [0.38, "task"],
  [0.05, "topic"],
];

const fateOf = ({ chance }: World): Fate => {
  let rest = chance.part();
  for (const [share, fate] of fates) {
    rest -= share;
    if (rest < 0) return fate;
  }
  return "task";
};

/** The state of an appeal when the made time ends; `answeredMs` is when its answer was given. */
const outcomeOf = (world: World, fate: Fate, atMs: number) => {
  const { chance, endMs } = world;
  const firstMs = atMs + chance.part() * dayMs;
  const answeredMs = fate === "escalated" ? atMs + 12 * dayMs : atMs + chance.part() * 3 * dayMs;
  // A task, a topic or a merging takes an appeal on by itself.
  const isTakenOn = fate === "task" || fate === "topic" || fate === "merged";
  const isAnswered = answeredMs <= endMs && !isTakenOn;
  const states = { history: "answered", answered: "answered", rejected: "rejected", escalated: "answered" } as const;
  const isHeard = firstMs <= endMs;
  return {
    state: isAnswered
      ? states[fate as keyof typeof states]
      : fate === "escalated"
        ? ("escalated" as const)
        : isTakenOn || isHeard
          ? ("accepted" as const)
          : ("received" as const),
    firstAnsweredAt: isHeard ? instantOf(firstMs) : null,
    answer: isAnswered ? "已当面说明处理办法和时间" : "",
    answeredAt: isAnswered ? instantOf(answeredMs) : null,
  };
};

const audit = ({ db, chance, clerkId }: World, operation: string, subjectId: string, at: string, payload: unknown) =>
  appendAudit(db, {
    at,
    accountId: clerkId,
    operation,
    subjectId,
    requestId: null,
    payload: JSON.stringify(payload),
    reply: "null",
    salt: String(chance.int(0, 2 ** 31 - 1)),
  });

const addAttachment = ({ db, chance, newId, clerkId }: World, appealId: string, atMs: number) => {
  const sha256 = Array.from({ length: 64 }, () => chance.int(0, 15).toString(16)).join("");
  const at = instantOf(atMs);
  db.run("INSERT INTO stored_files (sha256, byteCount, addedAt) VALUES (:sha256, 200000, :at)", { sha256, at });
  db.run(
    `INSERT INTO attachments (id, subjectKind, subjectId, sha256, name, mediaType, byteCount, addedAt, addedBy)
     VALUES (:id, 'appeal', :appealId, :sha256, '现场.jpg', 'image/jpeg', 200000, :at, :clerkId)`,
    { id: newId(atMs), appealId, sha256, at, clerkId },
  );
};

/** One promise in fifty appeals, most of them kept; what is open falls due around the made end. */
const addPromise = ({ db, newId, clerkId, endMs }: World, appealId: string, atMs: number): void => {
  const id = newId(atMs);
  const isOpen = endMs - atMs < 3 * dayMs;
  const [madeAt, dueAt] = [instantOf(atMs), instantOf(atMs + dayMs)];
  const year = Number(madeAt.slice(0, 4));
  const whom = { appealId, residentId: null, name: "", phone: "" };
  insertPromise(db, { id, year, ...whom, words: "明天给您回话", dueAt, madeAt, madeBy: clerkId, keeperId: clerkId });
  if (!isOpen) updatePromise(db, { id, version: 1 }, { state: "kept", endedAt: dueAt, said: "已告知办理进度" });
  insertEvent(db, { of: "promise", id, kind: "promised", to: "open" }, madeAt, clerkId);
  const promise = findPromise(db, id);
  if (promise) indexPromiseAgain(db, promise);
};

type Lead = { id: string; taskId: string };

/** Whoever was merged in is asked like the first reporter, once the task is done. */
const joinLead = ({ db, newId, clerkId }: World, lead: Lead, id: string, atMs: number): void => {
  const at = instantOf(atMs);
  appeals.updateAppeal(db, { id, version: 1 }, { leadId: lead.id });
  insertEvent(db, { of: "appeal", id, kind: "merged" }, at, clerkId);
  const { taskId } = lead;
  const task = findTask(db, taskId);
  if (task?.state !== "closed") return;
  const heard = { state: "evaluated" as const, openedAt: at, endedAt: at };
  insertFollowUp(db, { id: newId(atMs), taskId, round: 1, appealId: id, ...heard });
};

const makeAppeal = (world: World, atMs: number, fate: Fate, lead: Lead | null) => {
  const { db, chance, newId, town, clerkId } = world;
  const id = newId(atMs);
  const home = chance.pick(town.homes);
  const isAnonymous = chance.isLucky(0.06);
  const nature = chance.isLucky(0.02) ? ("report" as const) : chance.pick(natures.filter((one) => one !== "report"));
  const isHistory = fate === "history";
  const receivedAt = instantOf(atMs);
  const appeal: appeals.NewAppeal = {
    id,
    series: isHistory ? "史" : "诉",
    receivedAt,
    receivedBy: clerkId,
    channel: chance.pick(channels),
    nature,
    urgency: chance.isLucky(0.02) ? "urgent" : "ordinary",
    ownership: "own",
    categoryCode: chance.isLucky(0.95) ? chance.pick(town.categoryCodes) : null,
    voice: isAnonymous ? "anonymous" : "self",
    reporterId: isAnonymous || isHistory ? null : home.residentId,
    reporterName: isHistory ? home.name : "",
    reporterPhone: "",
    behalfOf: "",
    behalfRelation: "",
    estateId: home.estateId,
    buildingId: home.buildingId,
    unitId: home.unitId,
    householdId: home.householdId,
    placeNote: "",
    gridId: home.gridId,
    ...matterOf(chance),
    isConfidential: nature === "report",
    ...outcomeOf(world, fate, atMs),
    firstAnswerDueAt: isHistory ? null : instantOf(atMs + dayMs),
    firstAnswerWhy: isHistory ? "" : "1个工作日",
    isFirstAnswerEstimated: false,
    calendarVersion: "",
    sourceNumber: "",
    sourceKey: isHistory ? `旧台账#${id}` : null,
    sourceDigest: "",
    isHistory,
    importId: null,
  };
  const { year, number } = appeals.insertAppeal(db, appeal);
  const named = { reporterName: isAnonymous ? "" : home.name, reporterPhone: isAnonymous ? "" : home.phone };
  const pieces = appeals.appealPieces({ ...appeal, ...named, year, number, placeLabel: home.label });
  appeals.indexAppeal(db, appeal, pieces);
  insertEvent(db, { of: "appeal", id, kind: "registered", to: "received" }, receivedAt, clerkId);
  if (appeal.firstAnsweredAt !== null)
    insertEvent(db, { of: "appeal", id, kind: appeal.state, from: "received" }, appeal.firstAnsweredAt, clerkId);
  if (chance.isLucky(0.05)) addAttachment(world, id, atMs);
  if (chance.isLucky(0.02)) addPromise(world, id, atMs);
  if (lead !== null) joinLead(world, lead, id, atMs);
  const { title, content, channel } = appeal;
  audit(world, "council.registerAppeal", id, receivedAt, { title, content, channel, nature, ...named });
  audit(world, "council.acceptAppeal", id, receivedAt, { id, version: 1, isResidentTold: true, note: "" });
  return { id, isAnonymous, atMs, gridId: home.gridId, title };
};

/** Fills a centre with so many appeals and all that came of them, ending at `endMs`. */
export const makeAppeals = (world: World, file: SqliteFile, count: number, tell: (done: number) => void): void => {
  const stepMs = dayMs / appealsPerDay;
  const startMs = world.endMs - count * stepMs;
  const council = councilOf(world, startMs);
  const refreshed: string[] = [];
  let lead: Lead | null = null;
  file.exec("BEGIN IMMEDIATE");
  for (let at = 0; at < count; at += 1) {
    const atMs = Math.round(startMs + (at + world.chance.part()) * stepMs);
    const drawn = fateOf(world);
    const fate = drawn === "merged" && lead === null ? "task" : drawn;
    const appeal = makeAppeal(world, atMs, fate, fate === "merged" ? lead : null);
    if (fate === "topic") council.hear(appeal);
    if (fate === "task") {
      const track = world.chance.pick(["immediate", "online"] as const);
      const { title, gridId } = appeal;
      const longestDays = track === "immediate" ? 2 : 8;
      const ordered = { title, track, resolutionId: null, gridId, reporters: [appeal], atMs, longestDays };
      lead = { id: appeal.id, taskId: makeTask(world, ordered) };
    }
    if (fate === "task" || fate === "topic" || fate === "merged") refreshed.push(appeal.id);
    if (at % appealsPerTransaction !== appealsPerTransaction - 1) continue;
    file.exec("COMMIT; BEGIN IMMEDIATE");
    tell(at + 1);
  }
  council.close();
  const madeAt = instantOf(world.endMs);
  const untilAt = instantOf(world.endMs + dayMs);
  const shift = { id: world.newId(world.endMs), year: 2026, madeAt, madeBy: world.clerkId, untilAt };
  insertHandover(world.db, { ...shift, keys: "", notes: "", items: [] });
  refreshStages(world.db, refreshed);
  file.exec("COMMIT");
};
