import { mayDo, type Role } from "#base/contract.ts";
import { addDays, dayOf, instantAt, yearOf } from "#base/dates.ts";
import { maskPhone } from "#base/privacy.ts";
import type { AnyCommandContext, Caller, Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { timelineOf } from "#core/events.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { isResident, residentsById } from "#features/people/core/resident-store.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import { accountNames, accountsOf, findAccount, findCommunity } from "#features/system/core/store.ts";
import { titleOf } from "../appeal-rules.ts";
import { numberText } from "../numbers.ts";
import type { PromiseLine, promiseContract } from "../promise-contract.ts";
import * as rules from "../promise-rules.ts";
import { appealsById, type KeptAppeal, reporterOf } from "./appeal-store.ts";
import { eventLines, maskedReporter, reporterLabels } from "./lines.ts";
import { knownBeside, knownByAppeal } from "./paper-names.ts";
import { paperText } from "./paper-text.ts";
import * as store from "./promise-store.ts";
import { askerOf, seesAppeal, visibleAppeal } from "./visibility.ts";

const promiseNumber = (promise: { year: number; number: number }) => numberText("回", promise.year, promise.number);

type Finding = Pick<QueryContext<never>, "db" | "refuse"> & { caller: Caller };

/** A promise about a confidential appeal is as hidden as the appeal. */
const visiblePromise = (context: Finding, id: string): store.KeptPromise => {
  const promise = store.findPromise(context.db, id);
  if (!promise) throw context.refuse("NotFound");
  if (promise.appealId !== null) visibleAppeal(context, promise.appealId);
  return promise;
};

type Whom = Pick<store.KeptPromise, "appealId" | "residentId" | "name" | "phone">;

/** Whom a promise was given to, from where the name and the phone are kept. */
export const promiseWhom = (db: ReadableDatabase, promise: Whom): { name: string; phone: string } => {
  const [appeal] = promise.appealId === null ? [] : appealsById(db, [promise.appealId]);
  if (appeal) {
    const reporter = reporterOf(db, appeal);
    return { ...reporter, phone: promise.phone || reporter.phone };
  }
  const resident =
    promise.residentId === null ? undefined : residentsById(db, [promise.residentId]).get(promise.residentId);
  return { name: resident?.name ?? promise.name, phone: promise.phone || (resident?.phone ?? "") };
};

/** What the search knows of a promise; made again when the search is rebuilt. */
export const indexPromiseAgain = (db: AnyCommandContext["db"], promise: store.KeptPromise): void => {
  const [appeal] = promise.appealId === null ? [] : appealsById(db, [promise.appealId]);
  store.indexPromise(db, promise, promiseWhom(db, promise), appeal?.isConfidential ?? false);
};

/** Rows with the names of what they point at, in one query for each kind of name. */
export const promiseLines = (
  { db, now }: Pick<QueryContext<never>, "db" | "now">,
  rows: readonly store.PromiseRow[],
): PromiseLine[] => {
  const calendar = workCalendarOf(db);
  const accounts = accountNames(db);
  const appeals = new Map(
    appealsById(
      db,
      rows.flatMap(({ appealId }) => appealId ?? []),
    ).map((appeal) => [appeal.id, appeal]),
  );
  const reporters = reporterLabels(db, [...appeals.values()]);
  const residents = residentsById(db, [
    ...rows.flatMap(({ residentId }) => residentId ?? []),
    ...[...appeals.values()].flatMap(({ reporterId }) => reporterId ?? []),
  ]);
  return rows.map((row) => {
    const appeal = row.appealId === null ? undefined : appeals.get(row.appealId);
    const residentId = row.residentId ?? appeal?.reporterId ?? null;
    const resident = residentId === null ? undefined : residents.get(residentId);
    return {
      id: row.id,
      numberText: promiseNumber(row),
      whom: appeal ? (reporters.get(appeal.id) ?? "") : (resident?.name ?? row.name),
      maskedPhone: maskPhone(row.phone || (appeal?.reporterPhone ?? "") || (resident?.phone ?? "")),
      words: row.words,
      appeal: appeal ? briefOf(appeal) : null,
      residentId,
      keeperName: accounts.get(row.keeperId) ?? "",
      state: row.state,
      band: rules.promiseBand(row, now, calendar),
      dueAt: row.dueAt,
      madeAt: row.madeAt,
      missedCount: row.missedCount,
      moveCount: row.moveCount,
    };
  });
};

const briefOf = (appeal: KeptAppeal) => ({
  id: appeal.id,
  numberText: numberText(appeal.series, appeal.year, appeal.number),
  title: titleOf(appeal.title, appeal.content),
});

/** What whoever opens the appeal has to know of its promise. */
const toldOnAppeal = ["kept", "moved", "calledOff", "undone"];

/** Changes a promise and says so on its timeline, and on that of its appeal. */
const move = (
  { db, refuse, addEvent }: AnyCommandContext,
  promise: store.KeptPromise,
  version: number,
  change: Parameters<typeof store.updatePromise>[2],
  event: { kind: string; reason: string; details?: unknown },
) => {
  if (!store.updatePromise(db, { id: promise.id, version }, change)) throw refuse("Conflict");
  addEvent({
    of: "promise",
    id: promise.id,
    ...(change.state !== undefined && { from: promise.state, to: change.state }),
    ...event,
  });
  if (promise.appealId !== null && toldOnAppeal.includes(event.kind))
    addEvent({
      of: "appeal",
      id: promise.appealId,
      kind: event.kind === "undone" ? "promiseUndone" : event.kind,
      reason: `${promiseNumber(promise)} ${event.reason}`.trim(),
    });
  return { id: promise.id, version: version + 1 };
};

/** Who may sit at the desk and see what the promise is about. */
const mayKeep = (account: { id: string; roles: readonly Role[]; isActive: boolean }, appeal: KeptAppeal | null) =>
  account.isActive &&
  mayDo(account.roles, "clerk") &&
  (appeal === null ||
    seesAppeal({ accountId: account.id, seesConfidential: mayDo(account.roles, "director") }, appeal));

const checkKeeper = (
  { db, refuseField }: Pick<AnyCommandContext, "db" | "refuseField">,
  keeperId: string,
  appeal: KeptAppeal | null,
) => {
  const account = findAccount(db, keeperId);
  if (!account || !mayKeep(account, appeal)) throw refuseField("keeperId", "这位同事不能回这件事的话，请换一位");
};

export const promiseOperations: Handlers<typeof promiseContract> = {
  "council.promiseDays": ({ db, now }) => rules.promiseDays(now, workCalendarOf(db)),

  "council.listKeepers": (context, { appealId }) => {
    const appeal = appealId === null ? null : visibleAppeal(context, appealId);
    return accountsOf(context.db)
      .filter((account) => mayKeep(account, appeal))
      .map(({ id, name, post }) => ({ id, name, post }));
  },

  "council.listPromises": (context, { states, isMine, appealId, residentId, after, limit }) => {
    const { db, caller } = context;
    const { rows, nextAfter } = store.promisePage(
      db,
      { states, keeperId: isMine ? caller.accountId : null, appealId, residentId },
      askerOf(caller),
      { after, limit },
    );
    return { promises: promiseLines(context, rows), nextAfter };
  },

  "council.countPromises": ({ db, now, today, caller }) =>
    store.countPromises(db, askerOf(caller), { now, endOfToday: instantAt(addDays(today, 1)) }),

  "council.promise": (context, { id }) => {
    const { db } = context;
    const promise = visiblePromise(context, id);
    const row = store.findPromiseRow(db, id);
    const [line] = row ? promiseLines(context, [row]) : [];
    if (!line) throw context.refuse("NotFound");
    const accounts = accountNames(db);
    return {
      ...line,
      keeperId: promise.keeperId,
      makerName: accounts.get(promise.madeBy) ?? "",
      endedAt: promise.endedAt,
      said: promise.said,
      hasPhone: line.maskedPhone !== "",
      tries: store.callsOf(db, id).map(({ at, way, isReached, note, triedBy }) => ({
        at,
        way,
        isReached,
        note,
        triedByName: accounts.get(triedBy) ?? "",
      })),
      events: eventLines(context, "promise", id),
      version: promise.version,
    };
  },

  "council.promiseCall": (context, { dueDay, dueTime, keeperId, ...input }) => {
    const { db, now, caller, newId, refuse, addEvent } = context;
    const appeal = input.appealId === null ? null : visibleAppeal(context, input.appealId);
    if (!appeal && input.residentId !== null && !isResident(db, input.residentId))
      throw context.refuseField("residentId", "没有这位居民");
    if (appeal && (input.residentId !== null || input.name !== ""))
      throw context.refuseField("name", "这条是回给诉求人的，不用另外选人");
    if (keeperId !== null) checkKeeper(context, keeperId, appeal);
    const promise = {
      appealId: appeal?.id ?? null,
      residentId: appeal ? null : input.residentId,
      name: appeal || input.residentId !== null ? "" : input.name,
      phone: input.phone,
      words: input.words,
      dueAt: rules.promiseDueAt({ dueDay, dueTime }),
      madeAt: now,
      madeBy: caller.accountId,
      keeperId: keeperId ?? caller.accountId,
    };
    const isAnybodyKnown = appeal
      ? appeal.voice !== "anonymous" || promise.phone !== ""
      : promise.residentId !== null || promise.name !== "";
    const problem = rules.promisingProblem({ dueAt: promise.dueAt, isAnybodyKnown }, now);
    if (problem) throw refuse(problem);
    const id = newId();
    const year = yearOf(dayOf(now));
    const number = store.insertPromise(db, { ...promise, id, year });
    const reason = promise.words;
    addEvent({ of: "promise", id, kind: "promised", to: "open", reason });
    if (appeal)
      addEvent({
        of: "appeal",
        id: appeal.id,
        kind: "promised",
        reason: `${promiseNumber({ year, number })} ${reason}`,
      });
    const kept = store.findPromise(db, id);
    if (kept) indexPromiseAgain(db, kept);
    return { id, numberText: promiseNumber({ year, number }) };
  },

  "council.recordCall": (context, { id, version, way, isReached, said, note }) => {
    const { db, now, caller, newId, refuse } = context;
    const promise = visiblePromise(context, id);
    const problem = rules.callProblem(promise, { isReached, said });
    if (problem) throw refuse(problem);
    store.insertCall(db, { id: newId(), promiseId: id, at: now, triedBy: caller.accountId, way, isReached, note });
    if (!isReached) return move(context, promise, version, {}, { kind: "called", reason: missedWords(note) });
    return move(context, promise, version, { state: "kept", endedAt: now, said }, { kind: "kept", reason: said });
  },

  "council.movePromise": (context, { id, version, dueDay, dueTime, reason, isTold }) => {
    const promise = visiblePromise(context, id);
    const dueAt = rules.promiseDueAt({ dueDay, dueTime });
    const problem = rules.movingProblem(promise, { dueAt, isTold }, context.now);
    if (problem) throw context.refuse(problem);
    return move(
      context,
      promise,
      version,
      { dueAt, moveCount: promise.moveCount + 1 },
      { kind: "moved", reason: `${reason}；已告诉居民`, details: { before: promise.dueAt } },
    );
  },

  "council.handPromise": (context, { id, version, keeperId }) => {
    const promise = visiblePromise(context, id);
    const problem = rules.openPromiseProblem(promise) ?? (promise.keeperId === keeperId ? "SameKeeper" : null);
    if (problem) throw context.refuse(problem);
    checkKeeper(context, keeperId, promise.appealId === null ? null : visibleAppeal(context, promise.appealId));
    const reason = accountNames(context.db).get(keeperId) ?? "";
    return move(context, promise, version, { keeperId }, { kind: "handed", reason });
  },

  "council.cancelPromise": (context, { id, version, reason }) => {
    const promise = visiblePromise(context, id);
    const problem = rules.openPromiseProblem(promise);
    if (problem) throw context.refuse(problem);
    return move(
      context,
      promise,
      version,
      { state: "cancelled", endedAt: context.now, said: reason },
      { kind: "calledOff", reason },
    );
  },

  "council.undoPromiseEnd": (context, { id, version, reason }) => {
    const promise = visiblePromise(context, id);
    const last = timelineOf(context.db, "promise", id)
      .filter(({ kind }) => !passing.includes(kind))
      .at(-1);
    if (promise.state === "open" || (last?.kind !== "kept" && last?.kind !== "calledOff"))
      throw context.refuse("NothingToUndo");
    return move(
      context,
      promise,
      version,
      { state: "open", endedAt: null, said: "" },
      { kind: "undone", reason, details: { undid: last.kind } },
    );
  },

  "council.revealPromisePhone": (context, { id }) => {
    const promise = visiblePromise(context, id);
    context.addEvent({ of: "promise", id, kind: "phoneRevealed" });
    return { phone: promiseWhom(context.db, promise).phone };
  },

  "council.promiseSlip": (context, { id }) => {
    const { db } = context;
    const promise = visiblePromise(context, id);
    const [appeal] = promise.appealId === null ? [] : appealsById(db, [promise.appealId]);
    const community = findCommunity(db);
    return {
      numberText: promiseNumber(promise),
      appealNumberText: appeal ? briefOf(appeal).numberText : "",
      whom: maskedReporter(promiseWhom(db, promise).name),
      words: paperText(promise.words, appeal ? knownByAppeal(db, appeal.id) : knownBeside(db, promise.name)),
      dueAt: promise.dueAt,
      keeperName: accountNames(db).get(promise.keeperId) ?? "",
      madeAt: promise.madeAt,
      centreName: community?.centreName ?? "",
      centreAddress: community?.centreAddress ?? "",
      centrePhone: community?.centrePhone ?? "",
      openingHours: community?.openingHours ?? "",
    };
  },

  "council.printPromiseSlip": (context, { id }) => {
    visiblePromise(context, id);
    const printed = addSheet(context, { kind: "promiseSlip", title: "回话条", subjectIds: [id] });
    context.addEvent({ of: "promise", id, kind: "printed", reason: `回话条 ${printed.code}` });
    return printed;
  },
};

/** Events that change nothing of a promise. */
const passing = ["phoneRevealed", "printed"];

const missedWords = (note: string) => `没联系上${note === "" ? "" : `：${note}`}`;
