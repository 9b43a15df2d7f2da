import { type Day, longDay } from "#base/dates.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { contactsById } from "#features/people/core/organisation-store.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { PetitionInput, petitionContract } from "../petition-contract.ts";
import * as rules from "../petition-rules.ts";
import { petitionStepWords } from "../petition-words.ts";
import * as store from "./petition-store.ts";
import { visibleAppeal } from "./visibility.ts";

const agentOf = (petition: store.KeptPetition) => {
  const { agentResidentId, agentContactId, agentAccountId } = petition;
  if (agentResidentId !== null) return { agentKind: "resident" as const, agentId: agentResidentId };
  if (agentContactId !== null) return { agentKind: "contact" as const, agentId: agentContactId };
  return { agentKind: "staff" as const, agentId: agentAccountId ?? "" };
};

const agentName = (db: ReadableDatabase, { agentKind, agentId }: Pick<PetitionInput, "agentKind" | "agentId">) => {
  if (agentKind === "resident") return residentsById(db, [agentId]).get(agentId)?.name;
  if (agentKind === "staff") return accountNames(db).get(agentId);
  const contact = contactsById(db, [agentId]).get(agentId);
  return contact && `${contact.organisationName} ${contact.name}`;
};

/** The columns of an agent, who has to be on a register. */
const writtenAgent = ({ db, refuseField }: Pick<AnyCommandContext, "db" | "refuseField">, input: PetitionInput) => {
  const name = agentName(db, input);
  if (name === undefined) throw refuseField("agentId", "没有这位代办人");
  const idIf = (kind: PetitionInput["agentKind"]) => (input.agentKind === kind ? input.agentId : null);
  const columns = {
    agentResidentId: idIf("resident"),
    agentContactId: idIf("contact"),
    agentAccountId: idIf("staff"),
  };
  return { name, columns };
};

/** What is kept of the clock, so that a list may ask for it. */
const clockColumns = (handedDate: Day, steps: readonly rules.PetitionStepFacts[], today: Day) => {
  const clock = rules.petitionClock(handedDate, steps, today);
  return { referenceDate: clock.referenceDate, isOver: rules.isPetitionOver(clock) };
};

const openedWords = (name: string, { office, officeNumber, handedDate }: PetitionInput) =>
  `${name}代办，${longDay(handedDate)}交${office}${officeNumber === "" ? "" : `（${officeNumber}）`}`;

export const petitionOperations: Handlers<typeof petitionContract> = {
  "council.petition": (context, { appealId }) => {
    const { db, today } = context;
    visibleAppeal(context, appealId);
    const kept = store.findPetition(db, appealId);
    if (!kept) return { petition: null };
    const steps = store.petitionStepsOf(db, appealId);
    const names = accountNames(db);
    const agent = agentOf(kept);
    return {
      petition: {
        ...kept,
        ...agent,
        agentName: agentName(db, agent) ?? "",
        ...rules.petitionClock(kept.handedDate, steps, today),
        steps: steps.map((step) => ({ ...step, recordedByName: names.get(step.recordedBy) ?? "" })),
      },
    };
  },

  "council.openPetition": (context, { id, ...input }) => {
    const { db, today, refuse, addEvent } = context;
    const appeal = visibleAppeal(context, id);
    const hasPetition = store.findPetition(db, id) !== undefined;
    const problem = rules.openingPetitionProblem({ channel: appeal.channel, hasPetition }, input, today);
    if (problem) throw refuse(problem);
    const { name, columns } = writtenAgent(context, input);
    const { office, officeNumber, handedDate } = input;
    store.insertPetition(db, {
      appealId: id,
      ...columns,
      office,
      officeNumber,
      handedDate,
      ...clockColumns(handedDate, [], today),
    });
    addEvent({ of: "appeal", id, kind: "petitionOpened", actor: name, reason: openedWords(name, input) });
    return { id, version: 1 };
  },

  "council.changePetition": (context, { id, version, ...input }) => {
    const { db, today, refuse, addEvent } = context;
    visibleAppeal(context, id);
    const kept = store.findPetition(db, id);
    if (!kept) throw refuse("NotFound");
    const steps = store.petitionStepsOf(db, id);
    const problem = rules.changingPetitionProblem(input, steps, today);
    if (problem) throw refuse(problem);
    const { name, columns } = writtenAgent(context, input);
    const { office, officeNumber, handedDate } = input;
    const clock = clockColumns(handedDate, steps, today);
    if (!store.updatePetition(db, { appealId: id, version, ...columns, office, officeNumber, handedDate, ...clock }))
      throw refuse("Conflict");
    addEvent({
      of: "appeal",
      id,
      kind: "petitionChanged",
      actor: name,
      reason: openedWords(name, input),
      details: { before: kept },
    });
    return { id, version: version + 1 };
  },

  "council.recordPetitionStep": (context, { id, version, kind, stepDate, words }) => {
    const { db, now, today, newId, caller, refuse, addEvent } = context;
    visibleAppeal(context, id);
    const kept = store.findPetition(db, id);
    if (!kept) throw refuse("NotFound");
    const steps = store.petitionStepsOf(db, id);
    const problem = rules.petitionStepProblem(kept.handedDate, steps, { kind, stepDate }, today);
    if (problem) throw refuse(problem);
    const step = { id: newId(), appealId: id, kind, stepDate, words, recordedAt: now, recordedBy: caller.accountId };
    store.insertPetitionStep(db, step);
    const clock = clockColumns(kept.handedDate, [...steps, step], today);
    if (!store.updatePetition(db, { ...kept, ...clock, version })) throw refuse("Conflict");
    addEvent({
      of: "appeal",
      id,
      kind: "petitionStep",
      reason: `${longDay(stepDate)}${petitionStepWords[kind]}${words === "" ? "" : `：${words}`}`,
    });
    return { id, version: version + 1 };
  },

  "council.undoPetitionStep": (context, { id, version }) => {
    const { db, today, refuse, addEvent } = context;
    visibleAppeal(context, id);
    const kept = store.findPetition(db, id);
    if (!kept) throw refuse("NotFound");
    const steps = store.petitionStepsOf(db, id);
    const last = steps.at(-1);
    if (!last) throw refuse("NothingToUndo");
    store.deletePetitionStep(db, last.id);
    const clock = clockColumns(kept.handedDate, steps.slice(0, -1), today);
    if (!store.updatePetition(db, { ...kept, ...clock, version })) throw refuse("Conflict");
    addEvent({
      of: "appeal",
      id,
      kind: "petitionUndone",
      reason: `${longDay(last.stepDate)}${petitionStepWords[last.kind]}`,
      details: { undid: last },
    });
    return { id, version: version + 1 };
  },
};
