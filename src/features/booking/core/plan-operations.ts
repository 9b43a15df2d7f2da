import { clockOf, type Day, instantAt, yearOf } from "#base/dates.ts";
import type { AnyCommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { workCalendarOf } from "#features/system/core/calendar-store.ts";
import type { Plan, planContract, Turn, TurnChoice } from "../plan-contract.ts";
import { type PlannedTurn, plannedTurns, planProblem, type SaidOfTurn } from "../plan-rules.ts";
import { recurrenceWords } from "../recurrence.ts";
import type { Conflict, Needs } from "../session-contract.ts";
import { checkNeeds, conflictsOf, holdAll } from "./needs.ts";
import * as store from "./plan-store.ts";
import { providerLines } from "./provider-lines.ts";
import { providersOf, roomsOf } from "./resource-store.ts";
import { findService, servicesOf } from "./service-store.ts";
import { insertSession } from "./session-store.ts";

/** What one making can take; a plan goes on, so that nothing is lost by it. */
const mostTurns = 400;

const planLines = (db: ReadableDatabase, rows: readonly store.KeptPlan[]): Plan[] => {
  const all = { category: null, audience: null, mode: null, withRetired: true };
  const services = new Map(servicesOf(db, all).map(({ id, name }) => [id, name]));
  const rooms = new Map(roomsOf(db, true).map(({ id, name }) => [id, name]));
  const providers = new Map(providerLines(db, providersOf(db, true)).map(({ id, name }) => [id, name]));
  const byPlan = store.planProviders(
    db,
    rows.map(({ id }) => id),
  );
  const made = store.madeCounts(db);
  return rows.map((row) => {
    const providerIds = byPlan.get(row.id) ?? [];
    return {
      ...row,
      serviceName: services.get(row.serviceId) ?? "",
      recurrenceWords: recurrenceWords(row.recurrence),
      roomName: rooms.get(row.roomId ?? "") ?? "",
      providerIds,
      providerNames: providerIds.map((id) => providers.get(id) ?? ""),
      madeCount: made.get(row.id) ?? 0,
    };
  });
};

const planIn = ({ db, refuse }: Pick<QueryContext<never>, "db" | "refuse">, id: string): store.KeptPlan => {
  const plan = store.findPlan(db, id);
  if (!plan) throw refuse("NotFound");
  return plan;
};

const needsOf = (db: ReadableDatabase, plan: store.KeptPlan): Needs => ({
  roomId: plan.roomId,
  providerIds: store.planProviders(db, [plan.id]).get(plan.id) ?? [],
  equipment: findService(db, plan.serviceId)?.equipment ?? [],
});

const wordsOf = (conflicts: readonly Conflict[]): string => conflicts.map(({ words }) => words).join("；");

const keyOf = ({ plannedDate, turn }: { plannedDate: Day; turn: number }): string => `${plannedDate} ${turn}`;

type Held = { needs: Needs; startAt: string; endAt: string };

/** How a turn is held after what was chosen for it; null where it is not. */
const heldAs = (
  plan: store.KeptPlan,
  turn: Pick<Turn, "startAt" | "endAt" | "state">,
  needs: Needs,
  choice: TurnChoice | undefined,
): Held | null => {
  const asPlanned = { needs, startAt: turn.startAt, endAt: turn.endAt };
  if (!choice) return turn.state === "new" ? asPlanned : null;
  if (choice.way === "skip") return null;
  if (choice.way === "room") return { ...asPlanned, needs: { ...needs, roomId: choice.roomId } };
  if (choice.way === "hold") return asPlanned;
  return {
    needs,
    startAt: instantAt(choice.day, clockOf(choice.startMinute)),
    endAt: instantAt(choice.day, clockOf(choice.startMinute + plan.durationMinutes)),
  };
};

/**
 * Every turn up to a day with what stands in its way now, and in the way of what was chosen for it. What is over before
 * now is no longer made.
 */
const turnsOf = (
  context: Pick<QueryContext<never>, "db" | "now">,
  plan: store.KeptPlan,
  until: Day,
  choices: readonly TurnChoice[],
): Turn[] => {
  const { db, now } = context;
  const made = new Map(store.madeTurns(db, plan.id).map((one) => [keyOf(one), one]));
  const skipped = new Map(store.skippedTurns(db, plan.id).map((one) => [keyOf(one), one.reason]));
  const chosen = new Map(choices.map((choice) => [keyOf(choice), choice]));
  const saidOf = (turn: Pick<PlannedTurn, "plannedDate" | "turn" | "startAt">): SaidOfTurn => {
    const key = keyOf(turn);
    if (skipped.has(key) || made.get(key)?.isCancelled) return "gone";
    if (made.has(key)) return "held";
    // What is over and was never made is no lesson that anybody had.
    if (turn.startAt <= now) return "gone";
    const way = chosen.get(key)?.way;
    return way === undefined ? null : way === "skip" ? "gone" : "held";
  };
  const needs = needsOf(db, plan);
  const stateOf = (turn: PlannedTurn): Pick<Turn, "state" | "words" | "conflicts"> => {
    const reason = skipped.get(keyOf(turn));
    if (made.has(keyOf(turn))) return { state: "made", words: "", conflicts: [] };
    if (reason !== undefined) return { state: "skipped", words: reason, conflicts: [] };
    if (turn.holiday !== null) return { state: "holiday", words: turn.holiday, conflicts: [] };
    const conflicts = conflictsOf(db, needs, turn);
    if (conflicts.length === 0) return { state: "new", words: "", conflicts };
    const state = conflicts.some(({ resourceKind }) => resourceKind === "centre") ? "closed" : "conflict";
    return { state, words: wordsOf(conflicts), conflicts };
  };
  const choiceWordsOf = (turn: PlannedTurn, state: Turn["state"]): string => {
    const choice = chosen.get(keyOf(turn));
    if (!choice || state === "made" || state === "skipped") return "";
    const held = heldAs(plan, { ...turn, state }, needs, choice);
    if (held === null) return "";
    return held.startAt <= now ? "这个时间已经过去" : wordsOf(conflictsOf(db, held.needs, held));
  };
  return plannedTurns(plan, workCalendarOf(db), until, mostTurns, saidOf)
    .filter((turn) => turn.startAt > now || made.has(keyOf(turn)))
    .map((turn) => {
      const { holiday: _holiday, ...at } = turn;
      const judged = stateOf(turn);
      return { ...at, ...judged, choiceWords: choiceWordsOf(turn, judged.state) };
    });
};

const skipWords = { holiday: "放假停", closed: "停用，不排", conflict: "有冲突，不排" } as const;

const checkPlan = (
  context: AnyCommandContext,
  plan: Parameters<typeof planProblem>[0] & Pick<Needs, "roomId" | "providerIds">,
): void => {
  const problem = planProblem(plan);
  if (problem) throw context.refuse(problem);
  checkNeeds(context, { roomId: plan.roomId, providerIds: plan.providerIds, equipment: [] });
};

export const planOperations: Handlers<typeof planContract> = {
  "booking.listPlans": ({ db }, { serviceId, withRetired }) => ({
    plans: planLines(db, store.plansOf(db, serviceId, withRetired)),
  }),

  "booking.addPlan": (context, plan) => {
    const { db, newId, refuse, addEvent } = context;
    const service = findService(db, plan.serviceId);
    if (!service) throw refuse("NotFound");
    if (service.isRetired) throw refuse("ServiceIsRetired");
    checkPlan(context, plan);
    const id = newId();
    store.insertPlan(db, { ...plan, id });
    addEvent({ of: "plan", id, kind: "planAdded" });
    return { id, version: 1 };
  },

  "booking.changePlan": (context, plan) => {
    const { db, refuse, addEvent } = context;
    const { id, version } = planIn(context, plan.id);
    checkPlan(context, plan);
    if (!store.updatePlan(db, plan)) throw refuse("Conflict");
    addEvent({ of: "plan", id, kind: "planChanged" });
    return { id, version: version + 1 };
  },

  "booking.previewSessions": (context, { planId, until, choices }) => {
    const plan = planIn(context, planId);
    const turns = turnsOf(context, plan, until, choices);
    const calendar = workCalendarOf(context.db);
    const years = new Set(turns.map(({ plannedDate }) => yearOf(plannedDate)));
    const yearsWithoutList = plan.onHolidays === "skip" ? [...years].filter((year) => !calendar.has(year)) : [];
    return { turns, isCut: turns.length >= mostTurns, yearsWithoutList };
  },

  "booking.makeSessions": (context, { planId, version, until, choices }) => {
    const { db, now, newId, refuse, addEvent } = context;
    const plan = planIn(context, planId);
    if (plan.isRetired) throw refuse("PlanIsRetired");
    const service = findService(db, plan.serviceId);
    if (!service || service.isRetired) throw refuse("PlanIsRetired");
    const chosen = new Map(choices.map((choice) => [keyOf(choice), choice]));
    const turns = turnsOf(context, plan, until, choices).filter(({ state }) => state !== "made" && state !== "skipped");
    const undecided = turns.filter(
      (turn) => (turn.state === "conflict" || turn.state === "closed") && !chosen.has(keyOf(turn)),
    );
    if (undecided.length > 0) throw refuse("ConflictsUndecided", { undecided: undecided.map(keyOf) });
    const needs = needsOf(db, plan);
    let madeCount = 0;
    let skippedCount = 0;
    for (const turn of turns) {
      const choice = chosen.get(keyOf(turn));
      const held = heldAs(plan, turn, needs, choice);
      const { plannedDate } = turn;
      if (held === null) {
        skippedCount += 1;
        // A holiday needs no note: it is one again the next time it is looked at.
        if (turn.state === "closed" || turn.state === "conflict" || choice?.way === "skip") {
          const reason =
            turn.state === "new" ? "不排" : `${skipWords[turn.state as keyof typeof skipWords]}：${turn.words}`;
          store.insertSkip(db, { planId, plannedDate, turn: turn.turn, reason });
        }
        continue;
      }
      if (held.startAt <= now) throw refuse("SessionIsPast");
      checkNeeds(context, held.needs);
      const id = newId();
      const { serviceId, placeCount } = plan;
      const { startAt, endAt } = held;
      insertSession(db, {
        id,
        serviceId,
        planId,
        kind: "planned",
        plannedDate,
        turn: turn.turn,
        startAt,
        endAt,
        placeCount,
        note: "",
      });
      holdAll(context, id, held.needs, held);
      madeCount += 1;
    }
    if (madeCount === 0 && skippedCount === 0) throw refuse("NothingToMake");
    if (!store.setMadeUntil(db, { id: planId, version, madeUntil: until })) throw refuse("Conflict");
    addEvent({
      of: "plan",
      id: planId,
      kind: "sessionsMade",
      reason: `到 ${until}：排出 ${madeCount} 场，不排 ${skippedCount} 场`,
    });
    return { id: planId, version: version + 1, madeCount, skippedCount };
  },
};
