import { maskName } from "#base/privacy.ts";
import type { Handlers } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { gridNames, placeLabelsOf } from "#features/people/core/place-store.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import { numberText } from "../numbers.ts";
import type { taskPaperContract } from "../task-paper-contract.ts";
import { taskPaperWords } from "../task-paper-words.ts";
import { letterTitles } from "../task-part-words.ts";
import { appealsById } from "./appeal-store.ts";
import { basisOf } from "./community-matter-store.ts";
import { letterLines } from "./letter-operations.ts";
import { maskedReporter, reporterLabels } from "./lines.ts";
import { appealIdsOfTask } from "./link-store.ts";
import { knownByTask } from "./paper-names.ts";
import { paperText } from "./paper-text.ts";
import { helpersOf, milestonesOf } from "./task-part-store.ts";
import { taskNumber } from "./task-steps.ts";
import { findTaskRow } from "./task-store.ts";
import { standingTakersOf, takerLines } from "./task-taker-store.ts";
import { askerOf, seesAppeal, visibleTask } from "./visibility.ts";

export const taskPaperOperations: Handlers<typeof taskPaperContract> = {
  "council.taskPaper": (context, { id }) => {
    const { db, caller, refuse } = context;
    visibleTask(context, id);
    const row = findTaskRow(db, id);
    if (!row) throw refuse("NotFound");
    const community = findCommunity(db);
    const known = knownByTask(db, [id])(id);
    const onPaper = (text: string) => paperText(text, known);
    const asker = askerOf(caller);
    const appeals = appealsById(db, appealIdsOfTask(db, id)).filter((appeal) => seesAppeal(asker, appeal));
    const labels = reporterLabels(db, appeals);
    const places = placeLabelsOf(db, appeals);
    return {
      ...row,
      numberText: taskNumber(row),
      publicWording: onPaper(row.publicWording),
      result: onPaper(row.result),
      responsibleName: row.responsibleName,
      firstReceiverName: accountNames(db).get(row.firstReceivedBy) ?? "",
      appeals: appeals.map((appeal) => ({
        numberText: numberText(appeal.series, appeal.year, appeal.number),
        reporterLabel: maskedReporter(labels.get(appeal.id) ?? ""),
        placeLabel: [places.get(appeal.id) ?? "", appeal.placeNote].filter((part) => part !== "").join(" "),
      })),
      basis: basisOf(db, id),
      offeredGridName: row.offeredGridId === null ? "" : (gridNames(db).get(row.offeredGridId) ?? ""),
      takers: takerLines(db, standingTakersOf(db, id)).map(({ kind, name, residentId, contactId }) => ({
        kind,
        name: residentId === null && contactId === null ? name : maskName(name),
      })),
      helpers: helpersOf(db, id),
      milestones: milestonesOf(db, id).map((one) => ({ ...one, responsibleName: maskName(one.responsibleName) })),
      letters: letterLines(db, id),
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      centrePhone: community?.centrePhone ?? "",
    };
  },

  "council.printTaskPaper": (context, { id, paper, letterId }) => {
    const { db, refuse, addEvent } = context;
    const task = visibleTask(context, id);
    const letter = letterLines(db, id).find((one) => one.id === letterId);
    if (paper === "letter" && !letter) throw refuse("NotFound");
    if (paper === "onTheSpot" && task.finishedAt === null) throw refuse("NothingToPrint");
    const title =
      letter && paper === "letter" ? `${letterTitles[letter.kind]} ${letter.numberText}` : taskPaperWords[paper];
    const printed = addSheet(context, { kind: `task.${paper}`, title, subjectIds: [id] });
    addEvent({ of: "task", id, kind: "printed", reason: `${title} ${printed.code}` });
    return printed;
  },
};
