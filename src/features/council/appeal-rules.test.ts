import { describe, expect, test } from "vitest";
import type { AppealStage, AppealState } from "./appeal-contract.ts";
import {
  acceptingProblem,
  changingProblem,
  decisionProblem,
  hidingProblem,
  isFirstAnswerLate,
  linkingProblem,
  maySeeConfidential,
  mergingProblem,
  type StageFacts,
  stageOf,
  titleOf,
} from "./appeal-rules.ts";
import { type TaskState, taskStates } from "./task-contract.ts";

const accepted: StageFacts = { state: "accepted", openTopicCount: 0, taskStates: [], isEveryReporterHeard: false };

describe("the stage of an appeal", () => {
  type Row = readonly [openTopicCount: number, tasks: readonly TaskState[], isHeard: boolean, AppealStage, why: string];
  const rows: readonly Row[] = [
    [0, [], false, "accepted", "taken on, and nothing came of it yet"],
    [1, [], false, "deliberating", "a topic holds it"],
    [2, [], true, "deliberating", "two topics hold it"],
    [0, ["drafted"], false, "acting", "a task that nobody was given is still to be done"],
    [0, ["dispatched"], false, "acting", "a task waits for its unit"],
    [0, ["accepted"], false, "acting", "a unit works on it"],
    [0, ["finished"], true, "acting", "done, but nobody was asked yet"],
    [0, ["parked"], false, "acting", "parking stops the clock, not the matter"],
    [1, ["accepted"], false, "acting", "an open task wins over an open topic"],
    [0, ["closed", "accepted"], true, "acting", "one of two tasks is over"],
    [0, ["cancelled", "dispatched"], false, "acting", "a cancelled task leaves the other open"],
    [1, ["closed"], true, "deliberating", "its task is over and a topic is still to be decided"],
    [1, ["cancelled"], false, "deliberating", "nothing was done and a topic is still to be decided"],
    [0, ["cancelled"], false, "accepted", "a cancelled task solves nothing: the desk has it again"],
    [0, ["cancelled", "cancelled"], true, "accepted", "nor do two"],
    [0, ["closed"], false, "resolved", "done, and somebody is still to be asked"],
    [0, ["closed", "cancelled"], false, "resolved", "at least one was closed"],
    [0, ["closed"], true, "evaluated", "done, and everybody was asked"],
    [0, ["closed", "closed", "cancelled"], true, "evaluated", "all over, and everybody was asked"],
  ];
  test.each(rows)(
    "%i open topics, tasks %j, everybody heard: %s → %s (%s)",
    (openTopicCount, tasks, isHeard, stage) => {
      expect(stageOf({ state: "accepted", openTopicCount, taskStates: tasks, isEveryReporterHeard: isHeard })).toBe(
        stage,
      );
    },
  );

  test.each(["received", "answered", "rejected", "escalated"] as const)(
    "%s shows itself, whatever it is linked to",
    (state) => {
      for (const task of taskStates)
        expect(stageOf({ state, openTopicCount: 1, taskStates: [task], isEveryReporterHeard: true })).toBe(state);
    },
  );

  test("tells open tasks from those that are over as the tasks themselves do", () => {
    const over = taskStates.filter((task) => stageOf({ ...accepted, taskStates: [task] }) !== "acting");
    expect(over).toEqual(["closed", "cancelled"]);
  });
});

const of = (state: AppealState, stage: AppealStage = state, leadId: string | null = null) => ({ state, stage, leadId });

describe("deciding an appeal by itself", () => {
  test.each([
    [of("received"), null, "at the desk"],
    [of("accepted"), null, "taken on, with nothing linked"],
    [of("accepted", "deliberating"), "AppealInProgress", "a topic holds it"],
    [of("accepted", "acting"), "AppealInProgress", "a task is open"],
    [of("accepted", "resolved"), "AppealNotOpen", "a task was done for it"],
    [of("accepted", "evaluated"), "AppealNotOpen", "over"],
    [of("answered"), "AppealNotOpen", "answered already"],
    [of("rejected"), "AppealNotOpen", "rejected already"],
    [of("escalated"), "AppealNotOpen", "waits for its reply"],
    [of("received", "received", "lead"), "AppealIsMerged", "its lead is decided"],
    [of("answered", "acting", "lead"), "AppealIsMerged", "being merged is said first"],
  ])("%j → %s (%s)", (appeal, problem, _why) => expect(decisionProblem(appeal)).toBe(problem));
});

describe("accepting an appeal", () => {
  test.each([
    [of("received"), null, "it waits for that"],
    [of("accepted"), "AppealNotOpen", "twice"],
    [of("answered"), "AppealNotOpen", "over"],
    [of("received", "acting", "lead"), "AppealIsMerged", "its lead is accepted"],
  ])("%j → %s (%s)", (appeal, problem, _why) => expect(acceptingProblem(appeal)).toBe(problem));
});

describe("giving an appeal to a topic or a task", () => {
  test.each([
    [of("received"), null, "it is accepted by that"],
    [of("accepted"), null, "nothing linked yet"],
    [of("accepted", "deliberating"), null, "many topics may hold one appeal"],
    [of("accepted", "acting"), null, "a second task"],
    [of("accepted", "resolved"), null, "somebody was not asked yet, and more is to be done"],
    [of("accepted", "evaluated"), "AppealIsOver", "over"],
    [of("answered"), null, "what was answered may come up again"],
    [of("rejected"), "AppealIsOver", "rejected"],
    [of("escalated"), "AppealIsOver", "others have it now"],
    [of("accepted", "acting", "lead"), "AppealIsMerged", "its lead is linked"],
  ])("%j → %s (%s)", (appeal, problem, _why) => expect(linkingProblem(appeal)).toBe(problem));
});

describe("merging an appeal into another", () => {
  const lead = { id: "lead", ...of("accepted", "acting") };
  const other = { id: "other", ...of("received"), mergedCount: 0 };
  test.each([
    [lead, other, null, "the usual case"],
    [lead, { ...other, id: "lead" }, "MergeIntoItself", "one appeal"],
    [{ ...lead, leadId: "x" }, other, "LeadIsMerged", "the lead follows another"],
    [lead, { ...other, leadId: "x" }, "AlreadyMerged", "the other follows another"],
    [lead, { ...other, mergedCount: 1 }, "LeadsOthers", "the other leads"],
    [{ ...lead, ...of("answered") }, other, "AppealIsOver", "the lead is answered"],
    [{ ...lead, ...of("rejected") }, other, "AppealIsOver", "the lead is rejected"],
    [{ ...lead, ...of("accepted", "resolved") }, other, "AppealIsOver", "the lead's tasks are over"],
    [{ ...lead, ...of("accepted", "evaluated") }, other, "AppealIsOver", "the lead is over"],
    [lead, { ...other, ...of("answered") }, "AppealIsOver", "the other is answered"],
    [lead, { ...other, ...of("rejected") }, "AppealIsOver", "the other is rejected"],
    [lead, { ...other, ...of("accepted", "resolved") }, "AppealIsOver", "the other's tasks are over"],
    [lead, { ...other, ...of("accepted", "evaluated") }, "AppealIsOver", "the other is over"],
    [lead, { ...other, ...of("escalated") }, null, "both may wait for one reply"],
    [{ ...lead, ...of("escalated") }, other, null, "a new voice for what was escalated"],
    [lead, { ...other, ...of("accepted", "acting") }, null, "its open task counts for both"],
    [
      { ...lead, ...of("received") },
      { ...other, ...of("accepted", "deliberating") },
      null,
      "the lead is taken on by it",
    ],
    [
      { ...lead, ...of("escalated") },
      { ...other, ...of("accepted", "acting") },
      "AppealInProgress",
      "an open task would vanish behind the escalation",
    ],
    [
      { ...lead, ...of("escalated") },
      { ...other, ...of("accepted", "deliberating") },
      "AppealInProgress",
      "so would an open topic",
    ],
  ])("%j ← %j → %s (%s)", (one, two, problem, _why) => expect(mergingProblem(one, two)).toBe(problem));
});

test.each([
  [of("received"), null, "a slip of the pen"],
  [of("accepted", "acting"), null, "more is known while it is worked on"],
  [of("answered"), null, "a wrong phone is found later"],
  [of("rejected"), "AppealIsOver", "what was rejected stays as it was judged"],
  [of("accepted", "evaluated"), "AppealIsOver", "what was evaluated stays as it was evaluated"],
])("changing %j → %s (%s)", (appeal, problem, _why) => expect(changingProblem(appeal)).toBe(problem));

test.each([
  [["director"], "other", true, "a director"],
  [["director", "admin"], null, true, "the first account"],
  [["clerk"], "asker", true, "whoever took it down"],
  [["clerk"], "other", false, "another clerk"],
  [["secretary"], "other", false, "a secretary has no need"],
  [["admin"], "other", false, "an administrator has no business right"],
  [["clerk"], null, false, "nobody took it down: it was imported"],
] as const)("%j and what %s took down: %s (%s)", (roles, receivedBy, may, _why) => {
  expect(maySeeConfidential({ accountId: "asker", roles }, receivedBy)).toBe(may);
});

describe("a matter of confidential appeals alone", () => {
  const hidden = { isConfidential: true };
  const open = { isConfidential: false };
  test.each([
    ["public", [hidden], "MatterIsConfidential", "its title would say what the list hides"],
    ["internal", [hidden, hidden], "MatterIsConfidential", "the whole desk reads what is internal"],
    ["confidential", [hidden], null, "hidden like them"],
    ["public", [hidden, open], null, "others brought the matter in the open"],
    ["public", [open], null, "nothing to hide"],
    ["public", [], null, "a topic that nobody brought"],
  ] as const)("%s, %j → %s (%s)", (visibility, appeals, problem, _why) => {
    expect(hidingProblem(visibility, appeals)).toBe(problem);
  });
});

test.each([
  ["路灯不亮", "三号楼东侧", "路灯不亮", "its own title"],
  ["", "三号楼东侧路灯不亮", "三号楼东侧路灯不亮", "no title"],
  ["。", "三号楼东侧路灯不亮", "三号楼东侧路灯不亮", "a title that says nothing"],
  ["a", "字".repeat(31), `${"字".repeat(30)}…`, "what a long text begins with"],
])("the title of %j, %j is %j (%s)", (title, content, shown) => expect(titleOf(title, content)).toBe(shown));

test.each([
  [null, null, false, "imported: no limit"],
  ["2026-11-23T16:00:00.000Z", null, false, "the very moment is in time"],
  ["2026-11-23T15:59:59.999Z", null, true, "past"],
  ["2026-11-23T15:59:59.999Z", "2026-11-25T00:00:00.000Z", false, "answered, though late: it no longer waits"],
])("a first answer due %s, given %s waits past its limit: %s (%s)", (dueAt, answeredAt, isLate, _why) => {
  expect(isFirstAnswerLate(dueAt, answeredAt, "2026-11-23T16:00:00.000Z")).toBe(isLate);
});
