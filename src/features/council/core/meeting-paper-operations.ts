import { mayDo } from "#base/contract.ts";
import { findPersonalData } from "#base/paper-scan.ts";
import type { CommandContext, Handlers, QueryContext } from "#core/contexts.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { findPrintedSheet } from "#features/documents/core/store.ts";
import { placeLabelsOf, placesOf } from "#features/people/core/place-store.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { numeralsOf } from "../meeting-agenda.ts";
import type { AgendaItem } from "../meeting-contract.ts";
import type { MeetingPaper, meetingPaperContract } from "../meeting-paper-contract.ts";
import { meetingRoles } from "../meeting-people-contract.ts";
import * as rules from "../meeting-rules.ts";
import { homeOf } from "../meeting-seats.ts";
import { typedRows } from "../meeting-sign-in.ts";
import { meetingPaperWords } from "../meeting-words.ts";
import { agendaOf } from "./agenda-lines.ts";
import { attendanceLines } from "./attendance-lines.ts";
import { attendancesOf, updateAttendance } from "./attendance-store.ts";
import { meetingIn, meetingNumber } from "./meeting-lookup.ts";
import { checkGround, checkList } from "./meeting-people-operations.ts";
import type { KeptMeeting } from "./meeting-store.ts";
import { knownByMeeting } from "./paper-names.ts";
import { paperText } from "./paper-text.ts";
import { preparationOf } from "./topic-step-store.ts";

type Asking = Pick<QueryContext<never>, "db" | "caller">;

const isForEverybody = (paper: MeetingPaper): boolean => paper === "notice" || paper === "publicAgenda";

/** 1+6+N passes no step over unsaid: how a topic was prepared stands under it, its reason too. */
const prepared = ({ db }: Asking, meeting: KeptMeeting, item: AgendaItem) => ({
  ...item,
  preparation: item.topic ? paperText(preparationOf(db, item.topic.id), knownByMeeting(db, meeting.id)) : "",
});

/** What is for everybody holds public items only, numbered without a gap; their times stay as they are. */
const itemsFor = (context: Asking, meeting: KeptMeeting, paper: MeetingPaper) => {
  const all = agendaOf(context, meeting, new Map());
  if (!isForEverybody(paper)) return { items: all.map((item) => prepared(context, meeting, item)), leftOutCount: 0 };
  const isPublic = (item: (typeof all)[number]) => item.visibility === "public";
  const items = all.filter(
    (item) => isPublic(item) && all.every((other) => other.id !== item.parentId || isPublic(other)),
  );
  const numerals = numeralsOf(items);
  return {
    // Who reports is named at the table.
    items: items.map((item, at) => ({ ...item, numeral: numerals[at] ?? "", responsibleName: "", preparation: "" })),
    leftOutCount: all.length - items.length,
  };
};

/** By group, as people look for themselves; the order is the one that rows are numbered in. */
const byRole = <P extends { role: (typeof meetingRoles)[number] }>(people: readonly P[]): P[] =>
  people.toSorted((one, other) => meetingRoles.indexOf(one.role) - meetingRoles.indexOf(other.role));

/** The building alone: a sign-in sheet lies where everybody reads it. */
const buildingsOf = (db: QueryContext["db"], people: readonly { id: string; householdId: string | null }[]) => {
  const places = placesOf(db, people);
  return placeLabelsOf(
    db,
    [...places].map(([id, { buildingId }]) => ({ id, buildingId })),
  );
};

const peopleFor = (db: QueryContext["db"], meeting: KeptMeeting, paper: MeetingPaper) => {
  if (paper === "publicAgenda" || paper === "agenda") return [];
  const people = attendanceLines(db, attendancesOf(db, meeting.id));
  if (paper === "signIn") {
    const buildings = buildingsOf(db, people);
    const unnumbered = (address: string) =>
      paperText(address, { names: [], publicPhones: [] }).replace("（房号略）", "");
    return byRole(people).map((person) => ({
      ...person,
      home: buildings.get(person.id) ?? unnumbered(person.address),
    }));
  }
  const asked = people.filter(({ presence }) => presence !== "observer");
  if (meeting.entitledBy === "person") return asked;
  // One notice goes to a home; whoever of it has the vote is named first.
  const byHome = Map.groupBy(asked, (person) => homeOf(person) ?? person.id);
  return [...byHome.values()].flatMap((home) => {
    const [first, ...others] = home.toSorted((one, other) => Number(other.isEntitled) - Number(one.isEntitled));
    return first ? [{ ...first, name: [first, ...others].map(({ name }) => name).join("、") }] : [];
  });
};

const kindWords = {
  mobile: "手机号",
  landline: "座机号",
  idNumber: "身份证号",
  name: "姓名",
  room: "房号",
  bankCard: "银行卡号",
} as const;

const findingsIn = (db: QueryContext["db"], meeting: KeptMeeting, paper: MeetingPaper, titles: readonly string[]) => {
  if (!isForEverybody(paper)) return [];
  const known = knownByMeeting(db, meeting.id);
  return [meeting.title, meeting.place, ...titles].flatMap((title) =>
    findPersonalData(title, known).map(({ kind, text }) => ({
      title,
      kind: kindWords[kind],
      text,
      canBeConfirmed: kind === "name" || kind === "room",
    })),
  );
};

type Signing = CommandContext<"NoSuchSheet", "secretary">;

/** The people of a printed sheet, in the order of its rows. */
const peopleOnSheet = ({ db, refuse }: Pick<Signing, "db" | "refuse">, meetingId: string, code: string): string[] => {
  const sheet = findPrintedSheet(db, code.toUpperCase());
  const [of, ...ids] = sheet?.subjectIds ?? [];
  if (sheet?.kind !== "meeting.signIn" || of !== meetingId) throw refuse("NoSuchSheet");
  return ids;
};

export const meetingPaperOperations: Handlers<typeof meetingPaperContract> = {
  "council.meetingPaper": (context, { id, paper }) => {
    const { db } = context;
    const meeting = meetingIn(context, id);
    const community = findCommunity(db);
    const { items, leftOutCount } = itemsFor(context, meeting, paper);
    return {
      ...meeting,
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      centreAddress: community?.centreAddress ?? "",
      centrePhone: community?.centrePhone ?? "",
      numberText: meetingNumber(meeting),
      items,
      people: peopleFor(db, meeting, paper),
      leftOutCount,
      findings: findingsIn(
        db,
        meeting,
        paper,
        items.map(({ title }) => title),
      ),
    };
  },

  "council.printMeetingPaper": (context, { id, paper, blankCount, confirmedBecause }) => {
    const { db, caller, refuse, addEvent } = context;
    const meeting = meetingIn(context, id);
    if (meeting.state === "cancelled") throw refuse("MeetingIsOver");
    const people = peopleFor(db, meeting, paper);
    const isAddressed = paper === "notice" || paper === "signIn";
    if (isAddressed && people.length + blankCount === 0) throw refuse("NothingToPrint");
    if (confirmedBecause !== "" && !mayDo(caller.roles, "secretary")) throw refuse("NotAllowed");
    const { items } = itemsFor(context, meeting, paper);
    const all = findingsIn(
      db,
      meeting,
      paper,
      items.map(({ title }) => title),
    );
    const findings = all.filter(({ canBeConfirmed }) => !canBeConfirmed || confirmedBecause === "");
    if (findings.length > 0) throw refuse("PersonalDataOnPaper", { findings });
    const printed = addSheet(context, {
      kind: `meeting.${paper}`,
      title: `${meetingNumber(meeting)} ${meetingPaperWords[paper]}`,
      subjectIds: [id, ...people.map((person) => person.id)],
    });
    const counts = isAddressed ? `，${people.length} 份带姓名，${blankCount} 份空白` : "";
    const passed = all.map(({ text }) => `“${text}”`).join("、");
    addEvent({
      of: "meeting",
      id,
      kind: "paperPrinted",
      reason: `${meetingPaperWords[paper]} ${printed.code}${counts}${passed === "" ? "" : `；${passed}经确认不是个人信息：${confirmedBecause}`}`,
    });
    return printed;
  },

  "council.keySignIn": (context, { id, code, rows }) => {
    const { db, now, refuse, refuseField, addEvent } = context;
    const meeting = meetingIn(context, id);
    const problem = rules.attendingProblem(meeting);
    if (problem) throw refuse(problem);
    const onSheet = peopleOnSheet(context, id, code);
    const signed = typedRows(rows);
    if (!signed || signed.length === 0) throw refuseField("rows", "请照签到表上的序号填，如 1-8、10、12");
    const blank = signed.find((row) => row > onSheet.length);
    if (blank !== undefined) throw refuseField("rows", `第 ${blank} 行没有印姓名，请用“添加”登记`);
    const people = new Map(attendancesOf(db, id).map((row) => [row.id, row]));
    const found = signed.map((row) => people.get(onSheet[row - 1] ?? ""));
    const gone = found.indexOf(undefined);
    if (gone >= 0) throw refuseField("rows", `第 ${signed[gone]} 行的人后来移出了名单`);
    const known = found.filter((person) => person?.presence === "present" || person?.presence === "observer");
    for (const person of found) {
      if (!person || known.includes(person)) continue;
      updateAttendance(db, person.id, {
        presence: person.role === "guest" ? "observer" : "present",
        arrivedAt: meeting.state === "inSession" ? now : null,
        leftAt: null,
      });
    }
    checkList(context, meeting);
    checkGround(context, meeting);
    const presentCount = found.length - known.length;
    addEvent({
      of: "meeting",
      id,
      kind: "signInKeyed",
      reason: `表单号 ${code.toUpperCase()}，${presentCount} 人到会`,
    });
    return { id, presentCount, knownCount: known.length };
  },
};
