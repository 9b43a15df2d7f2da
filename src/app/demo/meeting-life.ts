import { addDays, longDay } from "#base/dates.ts";
import type { Chance } from "./chance.ts";
import { reasonToDecide } from "./doors.ts";
import { afterOfficeMinutes, dayAt, minuteMs, momentOn, officeDays } from "./office-hours.ts";
import { type Chair, guestsOf, type MeetingKind, votersOf } from "./representatives.ts";
import { startTask, taskFields } from "./task-life.ts";
import { plainStatements, reports, reviewWords } from "./theme.ts";
import { type TopicStory, topicBlanks } from "./topic-life.ts";
import type { World } from "./world.ts";

type Passed = { resolutionId: string; topic: TopicStory };

export type MeetingStory = {
  id: string;
  kind: MeetingKind;
  chance: Chance;
  startMs: number;
  /** 应到 */
  voters: readonly Chair[];
  topics: TopicStory[];
  /** Topics that this meeting puts off, for the next one. */
  putOff: TopicStory[];
  passed: Passed[];
};

export const versionOfMeeting = (world: World, { id }: MeetingStory): number => meetingNow(world, id).version;

const meetingNow = (world: World, id: string) => world.desks.ask("secretary", "council.meeting", { id });

const titleOf = (kind: MeetingKind, startMs: number): string => {
  const month = longDay(dayAt(startMs)).replace(/\d+日$/, "");
  if (kind === "mediation") return `${longDay(dayAt(startMs))}邻里调解会`;
  return kind === "council" ? `${month}小板凳议事会` : `${month}社区大党委联席会议`;
};

/** Puts a meeting on the calendar with the topics that are confirmed by then. */
export const planMeeting = (
  world: World,
  chance: Chance,
  given: { kind: MeetingKind; startMs: number; topics: TopicStory[] },
): MeetingStory => {
  const { kind, startMs, topics } = given;
  const voters = votersOf(
    world,
    kind,
    topics.map(({ building }) => building),
  );
  const { id } = world.desks.ask("secretary", "council.planMeeting", {
    kind,
    title: titleOf(kind, startMs),
    place:
      kind === "mediation"
        ? "二楼调解室"
        : kind === "council"
          ? chance.pick(["一楼议事厅", "一楼议事厅", "小广场凉亭"])
          : "三楼会议室",
    hostName: kind === "council" ? "周敏慧" : kind === "partyCommittee" ? "陈志远" : "乐邻调解工作室",
    plannedAt: new Date(startMs).toISOString(),
    plannedMinutes: kind === "council" ? 120 : 90,
    topicIds: topics.map((topic) => topic.id),
  });
  return { id, kind, chance, startMs, voters, topics, putOff: [], passed: [] };
};

export const addReport = (world: World, meeting: MeetingStory, report: { title: string; note: string }): void => {
  world.desks.ask("secretary", "council.addAgendaItem", {
    id: meeting.id,
    kind: "report",
    plannedMinutes: 10,
    ...report,
  });
};

/** What the agenda says of each topic, and what the invited write back, of meetings that are still to come. */
export const prepareList = (world: World, meeting: MeetingStory): void => {
  const { chance, id } = meeting;
  for (const item of meetingNow(world, id).items) {
    if (item.kind === "report") continue;
    const { note, visibility } = item;
    const plannedMinutes = item.kind === "review" ? 15 : chance.pick([20, 25, 25, 30]);
    world.desks.ask("secretary", "council.changeAgendaItem", { id, itemId: item.id, note, visibility, plannedMinutes });
  }
  for (const { id: attendanceId } of meetingNow(world, id).attendances) {
    if (chance.isLucky(0.35)) continue;
    const reply = chance.isLucky(0.85) ? "coming" : "notComing";
    world.desks.ask("secretary", "council.changeInvitee", { id, attendanceId, reply });
  }
};

export const notifyMeeting = (world: World, meeting: MeetingStory): void => {
  for (const chair of meeting.voters)
    world.desks.ask("secretary", "council.addAttendance", {
      id: meeting.id,
      ...chair,
      presence: "invited",
      isEntitled: true,
    });
  if (meeting.kind === "partyCommittee")
    world.desks.ask("secretary", "council.inviteGroup", {
      id: meeting.id,
      group: { kind: "body", bodyId: world.partyCommitteeId },
      isEntitled: true,
    });
  if (meeting.kind === "council") addReport(world, meeting, meeting.chance.pick(reports));
  world.desks.ask("secretary", "council.notifyMeeting", { id: meeting.id, version: versionOfMeeting(world, meeting) });
};

/** The afternoon itself: who came, the look back, item by item, and the end. */
export const holdMeeting = (world: World, meeting: MeetingStory, afterwards: () => void): void => {
  const { timeline, desks } = world;
  timeline.at(meeting.startMs, () => {
    desks.ask("secretary", "council.startMeeting", { id: meeting.id, version: versionOfMeeting(world, meeting) });
    const seated = seatEverybody(world, meeting);
    lookBack(world, meeting);
    const items = meetingNow(world, meeting.id).items.filter(({ kind }) => kind !== "review");
    items.forEach((item, at) => {
      timeline.at(meeting.startMs + (15 + at * 22) * minuteMs, () => {
        const topic = meeting.topics.find(({ id }) => id === item.topic?.id);
        if (topic) discuss(world, meeting, item.id, topic, seated);
        else
          desks.ask("secretary", "council.decideItem", {
            id: meeting.id,
            itemId: item.id,
            outcome: "noted",
            wording: "",
          });
      });
    });
    timeline.at(meeting.startMs + (18 + items.length * 22) * minuteMs, () => {
      if (meeting.kind === "mediation") signAgreement(world, meeting);
      desks.ask("secretary", "council.endMeeting", { id: meeting.id, version: versionOfMeeting(world, meeting) });
      afterwards();
    });
  });
};

/** Around the Spring Festival many are away. */
const presenceShare = (startMs: number) => {
  const date = dayAt(startMs).slice(5);
  return date > "01-25" && date < "02-22" ? 0.5 : 0.82;
};

const seatEverybody = (world: World, meeting: MeetingStory): string[] => {
  const { chance, startMs, id } = meeting;
  const share = presenceShare(startMs);
  const here: string[] = [];
  for (const { id: attendanceId } of meetingNow(world, id).attendances) {
    const presence = chance.isLucky(share) ? "present" : chance.isLucky(0.75) ? "leave" : "absent";
    world.desks.ask("secretary", "council.changeAttendance", { id, attendanceId, presence });
    if (presence === "present") here.push(attendanceId);
  }
  for (const chair of guestsOf(world, meeting.kind)) {
    const guest = { id, ...chair, presence: "observer" as const };
    here.push(world.desks.ask("secretary", "council.addAttendance", guest).attendanceId);
  }
  return here;
};

const lookBack = (world: World, meeting: MeetingStory): void => {
  const { chance, id } = meeting;
  const reviewed = meetingNow(world, id).items[0]?.reviewedTasks ?? [];
  if (meeting.kind !== "council") return;
  for (const { taskId, taskState } of chance.some(reviewed, chance.int(3, 6))) {
    const isDone = taskState === "finished" || taskState === "closed";
    const words = chance.pick(
      isDone
        ? reviewWords.filter((_, at) => at !== 1 && at !== 5)
        : reviewWords.slice(1, 2).concat(reviewWords.slice(4)),
    );
    const attitude = isDone ? "for" : "conditional";
    world.desks.ask("secretary", "council.reviewTask", { id, taskId, attitude, words });
  }
};

/** One topic: what is said, the vote, and what comes of it. */
const discuss = (
  world: World,
  meeting: MeetingStory,
  itemId: string,
  topic: TopicStory,
  seated: readonly string[],
): void => {
  const { desks } = world;
  const { chance, id } = meeting;
  const own = topic.theme.statements;
  const said = [...chance.some(own, own.length), ...chance.some(plainStatements, chance.int(1, 3))];
  for (const [at, attendanceId] of chance.some(seated, said.length).entries()) {
    const statement = said[at];
    if (!statement) continue;
    desks.ask("secretary", "council.addStatement", {
      id,
      itemId,
      attendanceId,
      attitude: statement[0],
      words: statement[1],
    });
    desks.moveTo(desks.nowMs() + chance.int(1, 3) * minuteMs);
  }
  const { hasQuorum, presentCount } = meetingNow(world, id);
  const outcome = hasQuorum ? voteOn(world, meeting, itemId, presentCount) : "deferred";
  const wording =
    outcome === "passed"
      ? topic.theme.resolution
      : outcome === "deferred"
        ? hasQuorum
          ? "意见不一，会后再走访，下次再议。"
          : "到会人数未过半，下次再议。"
        : "多数不同意，暂不实施。";
  const { resolutionId } = desks.ask("secretary", "council.decideItem", {
    id,
    itemId,
    outcome,
    wording,
    coverageReason: outcome === "passed" ? reasonToDecide(world, topic) : "",
  });
  if (outcome === "deferred") meeting.putOff.push(topic);
  if (outcome === "passed") meeting.passed.push({ resolutionId, topic });
};

/** Two spare ballots, as always; everybody hands theirs in. */
const printBallots = (world: World, id: string, voteId: string, presentCount: number) => {
  const { desks } = world;
  desks.ask("secretary", "council.printVotePaper", { id, voteId, paper: "ballots", spareCount: 2 });
  const { code } = desks.ask("secretary", "council.printVotePaper", { id, voteId, paper: "counting" });
  const ballots = { handedOutCount: presentCount, returnedCount: presentCount, sheetCode: code };
  return { ...ballots, countedBy: "何俊杰", watchedBy: "周敏慧" };
};

const voteOn = (world: World, meeting: MeetingStory, itemId: string, presentCount: number) => {
  const { chance, id, kind } = meeting;
  const share =
    kind === "mediation" ? 1 : chance.isLucky(0.9) ? 0.66 + chance.part() * 0.33 : 0.3 + chance.part() * 0.15;
  const forCount = Math.round(presentCount * share);
  const againstCount = chance.int(0, presentCount - forCount);
  const { desks } = world;
  const isOnPaper = !chance.isLucky(0.85);
  const { title } = meetingNow(world, id).items.find((item) => item.id === itemId) ?? { title: "" };
  const { voteId } = desks.ask("secretary", "council.openVote", {
    id,
    itemId,
    question: title,
    method: isOnPaper ? "paper" : "hands",
    base: "present",
  });
  const onPaper = isOnPaper ? printBallots(world, id, voteId, presentCount) : {};
  desks.moveTo(desks.nowMs() + (isOnPaper ? 6 : 1) * minuteMs);
  const { isPassed } = desks.ask("secretary", "council.countVote", {
    id,
    voteId,
    version: 1,
    forCount,
    againstCount,
    abstainCount: presentCount - forCount - againstCount,
    ...onPaper,
  });
  if (!isPassed) return chance.isLucky(0.7) ? "deferred" : "rejected";
  return "passed";
};

/** What was settled is written down, and every party at the table signs it. */
const signAgreement = (world: World, meeting: MeetingStory): void => {
  const { desks } = world;
  const [passed] = meeting.passed;
  if (!passed) return;
  const { id } = meeting;
  const today = dayAt(desks.nowMs());
  const { theme } = passed.topic;
  const { items, attendances } = desks.ask("secretary", "council.meeting", { id });
  desks.ask("secretary", "council.writeAgreement", {
    id,
    edition: 0,
    dispute: items.find(({ kind }) => kind === "topic")?.title ?? "",
    terms: `1. ${theme.resolution}\n2. 双方今后遇事先商量，不再为此事争吵。\n3. 一方不履行的，另一方可以请社区再次调解，也可以依法起诉。`,
    performBy: addDays(today, 15),
  });
  const parties = attendances.filter(({ role, presence }) => role === "party" && presence === "present");
  for (const { id: attendanceId } of parties)
    desks.ask("secretary", "council.signAgreement", { id, edition: 1, attendanceId, signedDate: today });
};

const waivers = ["当场约定，自今日起照办，无需另立任务。", "纳入物业日常工作，无需另立任务。"];

/** After the meeting each passed resolution becomes tasks, or the reason why it needs none. */
export const carryOut = (world: World, meeting: MeetingStory): void => {
  // Some of what the last meeting resolved is still being worked on.
  const isOfLastMonth = meeting.startMs > world.endMs - 40 * 24 * 60 * minuteMs;
  for (const { resolutionId, topic } of meeting.passed) {
    const { chance, theme, building } = topic;
    if (chance.isLucky(0.05)) {
      world.desks.ask("secretary", "council.waiveTasks", {
        id: meeting.id,
        resolutionId,
        reason: chance.pick(waivers),
      });
      continue;
    }
    for (const plan of theme.tasks) {
      const { organisation, contact, fields } = taskFields(world, building.estate, plan, topicBlanks(topic));
      const { id } = world.desks.ask("secretary", "council.addResolutionTask", {
        ...fields,
        resolutionId,
        visibility: topic.isInternal ? "internal" : "public",
        gridId: theme.where === "building" ? building.gridId : null,
        limit: { unit: "workdays", count: plan.workdays },
        isDispatched: true,
      });
      startTask(
        world,
        {
          id,
          clerk: chance.isLucky(0.5) ? "clerk" : "clerkTwo",
          chance,
          plan,
          organisation,
          contact,
          estate: building.estate,
          isUrgent: false,
          origin: "resolution",
        },
        { isDispatched: true, fate: isOfLastMonth && chance.isLucky(0.5) ? { endsAs: "accepted" } : {} },
      );
    }
  }
};

/** Tasks the same afternoon, the sheet on the board the next day, the minutes within some days. */
export const closeMeeting = (world: World, meeting: MeetingStory): void => {
  const { timeline, desks } = world;
  const { chance } = meeting;
  timeline.at(desks.nowMs() + chance.int(15, 40) * minuteMs, () => carryOut(world, meeting));
  if (meeting.kind === "council")
    timeline.at(momentOn(dayAt(desks.nowMs() + 86_400_000), chance.int(540, 600)), () => {
      desks.ask("clerk", "council.printTaskSheet", {});
    });
  timeline.at(afterOfficeMinutes(desks.nowMs(), chance.int(officeDays(1), officeDays(3))), () => {
    desks.ask("director", "council.minuteMeeting", { id: meeting.id, version: versionOfMeeting(world, meeting) });
  });
};
