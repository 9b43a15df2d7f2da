import type { Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { attach, attachmentsOf, findAttachment } from "#features/documents/core/store.ts";
import { accountNames, findCommunity } from "#features/system/core/store.ts";
import type { mediationContract } from "../mediation-contract.ts";
import { agreementProblem, mediationProblem, partiesOf, signingProblem } from "../mediation-rules.ts";
import type { Outcome } from "../meeting-contract.ts";
import { attendanceLines } from "./attendance-lines.ts";
import { attendancesOf, findAttendance } from "./attendance-store.ts";
import * as store from "./mediation-store.ts";
import { meetingIn, meetingNumber } from "./meeting-lookup.ts";
import { type KeptMeeting, resolutionsOf } from "./meeting-store.ts";

const subject = "agreement";

/** What keeps a mediation from ending with what was passed. */
export const mediationProblemOf = (db: ReadableDatabase, meeting: KeptMeeting) => {
  const [newest] = store.agreementsOf(db, meeting.id);
  const outcomes: (Outcome | null)[] = resolutionsOf(db, meeting.id).map(({ outcome }) => outcome);
  return mediationProblem(meeting.kind, {
    outcomes,
    hasAgreement: newest !== undefined,
    partyIds: partiesOf(attendancesOf(db, meeting.id)).map(({ id }) => id),
    signedIds: store
      .signaturesOf(db, meeting.id)
      .filter(({ agreementId }) => agreementId === newest?.id)
      .map(({ attendanceId }) => attendanceId),
  });
};

export const mediationOperations: Handlers<typeof mediationContract> = {
  "council.agreement": (context, { id }) => {
    const { db } = context;
    const meeting = meetingIn(context, id);
    const names = accountNames(db);
    const people = attendanceLines(db, attendancesOf(db, id));
    const nameOf = new Map(people.map((person) => [person.id, person.name]));
    const signatures = store
      .signaturesOf(db, id)
      .map((signature) => ({ ...signature, name: nameOf.get(signature.attendanceId) ?? "" }));
    const agreements = store.agreementsOf(db, id);
    const signedIds = signatures
      .filter(({ agreementId }) => agreementId === agreements[0]?.id)
      .map(({ attendanceId }) => attendanceId);
    return {
      numberText: meetingNumber(meeting),
      title: meeting.title,
      place: meeting.place,
      hostName: meeting.hostName,
      at: meeting.startedAt ?? meeting.plannedAt,
      centreName: findCommunity(db)?.centreName ?? "",
      parties: people.filter(({ role }) => role === "party"),
      professionals: people.filter(({ role }) => role === "professional"),
      signers: people.filter((person) => signingProblem(person, signedIds) === null),
      editions: agreements.map((agreement) => ({
        ...agreement,
        writtenByName: names.get(agreement.writtenBy) ?? "",
        signatures: signatures.filter(({ agreementId }) => agreementId === agreement.id),
        scans: attachmentsOf(db, subject, agreement.id),
      })),
      problem: mediationProblemOf(db, meeting),
    };
  },

  "council.writeAgreement": (context, { id, edition, ...wording }) => {
    const { db, now, caller, newId, refuse, addEvent } = context;
    const problem = agreementProblem(meetingIn(context, id));
    if (problem) throw refuse(problem);
    const newest = store.agreementsOf(db, id)[0]?.edition ?? 0;
    if (edition !== newest) throw refuse("Conflict");
    const agreement = { ...wording, meetingId: id, edition: newest + 1, writtenAt: now, writtenBy: caller.accountId };
    store.insertAgreement(db, { ...agreement, id: newId() });
    addEvent({ of: "meeting", id, kind: "agreementWritten", reason: `第 ${newest + 1} 稿` });
    return { id, edition: newest + 1 };
  },

  "council.signAgreement": (context, { id, edition, attendanceId, signedDate, way, attachments }) => {
    const { db, today, refuse, refuseField, addEvent } = context;
    const problem = agreementProblem(meetingIn(context, id));
    if (problem) throw refuse(problem);
    const [newest] = store.agreementsOf(db, id);
    if (!newest || newest.edition !== edition) throw refuse("Conflict");
    const person = findAttendance(db, attendanceId);
    if (person?.meetingId !== id) throw refuse("NotFound");
    const signed = store.signaturesOf(db, id).filter(({ agreementId }) => agreementId === newest.id);
    const unfit = signingProblem(
      person,
      signed.map((signature) => signature.attendanceId),
    );
    if (unfit) throw refuse(unfit);
    if (signedDate > today) throw refuseField("signedDate", "签字日期还没有到");
    store.insertSignature(db, { agreementId: newest.id, attendanceId, signedDate, way });
    attach(context, { kind: subject, id: newest.id }, attachments);
    const [line] = attendanceLines(db, [person]);
    addEvent({ of: "meeting", id, kind: "agreementSigned", reason: `${line?.name ?? ""} 签第 ${edition} 稿` });
    return { id };
  },

  "council.withdrawSignature": (context, { id, edition, attendanceId, reason }) => {
    const { db, refuse, addEvent } = context;
    const problem = agreementProblem(meetingIn(context, id));
    if (problem) throw refuse(problem);
    const agreement = store.agreementsOf(db, id).find((each) => each.edition === edition);
    const person = findAttendance(db, attendanceId);
    if (!agreement || !person) throw refuse("NotFound");
    if (!store.deleteSignature(db, { agreementId: agreement.id, attendanceId })) throw refuse("NotFound");
    const [line] = attendanceLines(db, [person]);
    const reasonText = `${line?.name ?? ""} 第 ${edition} 稿：${reason}`;
    addEvent({ of: "meeting", id, kind: "signatureWithdrawn", reason: reasonText });
    return { id };
  },

  "council.printAgreement": (context, { id, edition }) => {
    const { db, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    if (meeting.kind !== "mediation") throw refuse("NotAMediation");
    const agreement = store.agreementsOf(db, id).find((each) => each.edition === edition);
    if (!agreement) throw refuse("NotFound");
    const title = `${meetingNumber(meeting)} 调解协议书 第${edition}稿`;
    const printed = addSheet(context, { kind: subject, title, subjectIds: [id, agreement.id] });
    addEvent({ of: "meeting", id, kind: "paperPrinted", reason: `调解协议书第 ${edition} 稿 ${printed.code}` });
    return printed;
  },

  "council.openAgreementScan": ({ db, refuse }, { id }) => {
    const found = findAttachment(db, id);
    if (found?.subjectKind !== subject) throw refuse("NotFound");
    return { file: found.file };
  },
};
