import fc from "fast-check";
import { moved, moves } from "#features/council/meeting-agenda.ts";
import type { Seat } from "../support/community.ts";
import { addUnit, report, taskWords } from "../support/council.ts";
import type { TestCore } from "../support/test-core.ts";
import { bodySteps } from "./body-steps.ts";
import {
  type Asked,
  choose,
  type Draw,
  on,
  type Row,
  type Step,
  secret,
  type World,
  worldOf,
} from "./council-world.ts";
import { voteSteps } from "./vote-steps.ts";

const visibilities = ["public", "public", "internal", "confidential"] as const;
const outcomes = ["passed", "passed", "passed", "passed", "deferred", "rejected", "noted"] as const;

const wordsOf = (isSecret: boolean, draw: Draw) => `${isSecret ? secret : "路灯不亮"}${draw.a}`;

/** The clerk takes nothing confidential down, so that none of its words may reach the clerk. */
const appealWords = (draw: Draw, isConfidential = draw.seat !== "clerk" && draw.b % 4 === 0) => {
  return {
    voice: draw.c % 4 === 0 ? ("anonymous" as const) : ("self" as const),
    reporterName: isConfidential ? secret : `居民${draw.a}`,
    channel: "window" as const,
    nature: isConfidential && draw.c % 2 === 0 ? ("report" as const) : ("help" as const),
    urgency: draw.c % 5 === 0 ? ("urgent" as const) : ("ordinary" as const),
    content: wordsOf(isConfidential, draw),
    isConfidential,
  };
};

/** A task says what its appeals say only where it is hidden like them. */
const taskInput = (world: World, draw: Draw, ids: readonly string[]) => {
  const visibility = choose(visibilities, draw.c) ?? "public";
  const isSecret = visibility === "confidential" && world.isSecret(...ids);
  return {
    ...taskWords,
    ...(draw.b % 5 === 0 ? world.other : world.unit),
    title: wordsOf(isSecret, draw),
    track: draw.b % 4 === 0 ? "online" : "immediate",
    visibility,
    limit: draw.c % 4 === 0 ? { unit: "date", day: "2026-12-31" } : { unit: "workdays", count: 1 + (draw.b % 15) },
    isDispatched: draw.c % 3 !== 0,
  };
};

const open = ["drafted", "dispatched", "accepted", "finished", "parked"];
const withUnit = ["dispatched", "accepted"];

export const steps = {
  register: (world: World, draw: Draw) =>
    world.isEnough("appeals", ["received"], draw) ? null : { name: "council.registerAppeal", input: appealWords(draw) },
  change: on("appeals", [], "council.changeAppeal", (world, draw, id) =>
    // What is confidential stays so, and what the clerk took down is never made so.
    appealWords(draw, world.isSecret(id) || (draw.b % 4 === 0 && !world.isOfClerk(id))),
  ),
  own: on("appeals", [], "council.changeOwnership", (_world, draw) => ({
    ownership: choose(["own", "assist", "outside", "assigned"], draw.b),
    reason: "街道要求",
  })),
  walk: (world: World, draw: Draw) => {
    const rows = world.test.db.all<{ id: string; position: number }>(
      "SELECT sheetId AS id, position FROM walk_rows ORDER BY sheetId, position",
    );
    const row = choose(rows, draw.a);
    if (!row || draw.b % 6 === 0) return { name: "council.printWalkSheet", input: { blankCount: 2 } };
    return {
      name: "council.keyWalkRow",
      input: { ...row, walkDate: "2026-11-20", visitor: "网格员", words: draw.c % 2 === 0 ? "" : "路灯坏了" },
    };
  },
  petition: on("appeals", [], "council.openPetition", (world) => ({
    agentKind: "contact",
    agentId: world.unit.responsibleId,
    office: "区信访局",
    handedDate: "2026-11-20",
  })),
  petitionStep: (world: World, draw: Draw) => {
    const petitions = world.test.db.all<{ id: string; version: number }>(
      "SELECT appealId AS id, version FROM petitions ORDER BY rowid",
    );
    const row = choose(petitions, draw.a);
    const kind = choose(["progress", "accepted", "refused", "replied", "told"], draw.b);
    if (!row) return null;
    if (draw.c % 5 === 0) return { name: "council.undoPetitionStep", input: row };
    return { name: "council.recordPetitionStep", input: { ...row, kind, stepDate: "2026-11-20" } };
  },
  accept: on("appeals", ["received"], "council.acceptAppeal", (_world, draw) => ({ isResidentTold: draw.b % 2 === 0 })),
  firstAnswer: on("appeals", ["received", "accepted"], "council.recordFirstAnswer", () => ({ words: "在办" })),
  answer: on("appeals", ["received", "accepted"], "council.answerAppeal", () => ({ answer: "已修" })),
  reject: on("appeals", ["received", "accepted"], "council.rejectAppeal", () => ({ reason: "tooVague", told: "告知" })),
  escalate: on("appeals", ["received", "accepted"], "council.escalateAppeal", () => ({
    toWhom: "街道",
    reason: "上报",
  })),
  reply: on("appeals", ["escalated"], "council.takeInReply", () => ({ fromWhom: "街道", answer: "已办" })),
  undoAppeal: on("appeals", [], "council.undoAppealDecision"),
  merge: (world: World, draw: Draw) => {
    const lead = world.rowIn("appeals", [], draw);
    const ids = [draw.b, draw.c].map((at) => world.rowIn("appeals", ["received", "accepted"], draw, at)?.id);
    const given = ids.filter((id) => id !== undefined && (id !== lead?.id || draw.isOdd));
    if (!lead || given.length === 0) return null;
    const reason = world.isSecret(lead.id, ...given) ? secret : "同一件事";
    return { name: "council.mergeAppeals", input: { leadId: lead.id, ids: given, reason } };
  },
  unmerge: (world: World, draw: Draw) => {
    const merged = world.test.db.all<Row & { leadId: string }>(
      "SELECT id, version, leadId FROM appeals WHERE leadId IS NOT NULL",
    );
    const row = choose(merged, draw.a);
    const reason = row && world.isSecret(row.id, row.leadId) ? secret : "分开办";
    return row ? { name: "council.unmergeAppeal", input: { id: row.id, version: row.version, reason } } : null;
  },

  propose: (world: World, draw: Draw) => {
    if (world.isEnough("topics", ["proposed", "confirmed"], draw)) return null;
    const appealIds = draw.b % 8 === 0 ? [] : world.appealIds(draw);
    const visibility = choose(visibilities, draw.c);
    const title = visibility === "confidential" && world.isSecret(...appealIds) ? secret : `议题${draw.a}`;
    return { name: "council.proposeTopic", input: { title, visibility, appealIds } };
  },
  gather: on("topics", ["proposed", "confirmed", "scheduled"], "council.gatherAppeals", (world, draw) => ({
    appealIds: world.appealIds({ ...draw, a: draw.c }),
  })),
  giveBack: (world: World, draw: Draw) => {
    const links = world.test.db.all<{ topicId: string; appealId: string }>(
      "SELECT topicId, appealId FROM topic_appeals ORDER BY linkedAt, appealId",
    );
    const link = choose(links, draw.a);
    const reason = world.isSecret(link?.appealId) ? secret : "另案";
    return link ? { name: "council.returnAppeal", input: { id: link.topicId, appealId: link.appealId, reason } } : null;
  },
  confirm: on("topics", ["proposed"], "council.confirmTopic", (_world, draw) => ({
    ruleId: choose(["major", "joint", "committees"], draw.b),
  })),
  decline: on("topics", ["proposed", "confirmed"], "council.declineTopic", () => ({ reason: "另有安排" })),
  undoTopic: on("topics", [], "council.undoTopicDecision"),
  postpone: on("topics", ["proposed", "confirmed"], "council.postponeTopic", (_world, draw) => ({
    until: draw.c % 5 === 0 ? "2026-11-01" : "2027-01-10",
    reason: "等批复",
  })),
  endPostponement: on("topics", ["proposed", "confirmed"], "council.endPostponement"),
  sign: on("topics", ["proposed", "confirmed"], "council.addSigners", (_world, draw) => ({
    signers: Array.from({ length: 1 + (draw.b % 14) }, (_, at) => ({
      name: `住户${at}`,
      address: at % 7 === 0 ? "" : `${1 + (draw.c % 3)}-1-${at}01`,
    })),
  })),
  unsign: (world: World, draw: Draw) => {
    const signer = choose(
      world.test.db.all<{ id: string; topicId: string }>("SELECT id, topicId FROM topic_signers ORDER BY rowid"),
      draw.a,
    );
    return signer ? { name: "council.withdrawSigner", input: { id: signer.topicId, signerId: signer.id } } : null;
  },
  lookInto: on("topics", ["confirmed", "scheduled"], "council.recordResearch", (world, draw, id) => ({
    doneDate: "2026-11-16",
    doneBy: "网格员",
    way: choose(["visit", "talk", "site", "survey", "papers"], draw.b),
    findings: world.isSecretTopic(id) ? secret : "多数住户愿意",
  })),
  withdrawResearch: (world: World, draw: Draw) => {
    const research = choose(
      world.test.db.all<{ id: string; topicId: string }>("SELECT id, topicId FROM topic_researches ORDER BY rowid"),
      draw.a,
    );
    return research
      ? { name: "council.withdrawResearch", input: { id: research.topicId, researchId: research.id } }
      : null;
  },
  skip: on("topics", ["proposed", "confirmed", "scheduled"], "council.skipStep", (world, draw, id) => ({
    step: choose(["research", "deliberate"], draw.b),
    reason: world.isSecretTopic(id) ? secret : "情况清楚",
  })),

  plan: (world: World, draw: Draw) => {
    const topic = world.rowIn("topics", ["confirmed"], draw);
    if ((!topic && draw.c % 8 !== 0) || world.isEnough("meetings", ["preparing", "inSession"], draw)) return null;
    return {
      name: "council.planMeeting",
      input: {
        kind: draw.c % 4 === 0 ? "mediation" : "council",
        title: "议事会",
        place: "议事厅",
        plannedAt: "2026-11-20T06:00:00.000Z",
        entitledCount: 1 + (draw.b % 8 === 0 ? 1 : 0),
        entitledBy: draw.c % 5 === 0 ? "household" : "person",
        topicIds: topic ? [topic.id] : [],
      },
    };
  },
  addItem: on("meetings", ["preparing", "notified", "inSession"], "council.addAgendaItem", (world, draw) =>
    draw.c % 3 === 0
      ? { kind: "report", title: "通报" }
      : { kind: "topic", topicId: world.rowIn("topics", ["confirmed"], draw, draw.b)?.id ?? null },
  ),
  removeItem: on("meetings", ["preparing", "notified"], "council.removeAgendaItem", (world, draw, id) => ({
    itemId: world.itemIn(id, draw)?.id ?? "x",
  })),
  notify: on("meetings", ["preparing"], "council.notifyMeeting"),
  start: (world: World, draw: Draw) => {
    const ready = world.test.db.all<Row>(
      `SELECT id, version FROM meetings m WHERE state IN ('preparing', 'notified')
         AND EXISTS (SELECT 1 FROM agenda_items i WHERE i.meetingId = m.id AND i.kind <> 'review') ORDER BY rowid`,
    );
    const row = choose(ready, draw.a);
    return row ? { name: "council.startMeeting", input: { id: row.id, version: row.version } } : null;
  },
  cancelMeeting: on("meetings", ["preparing", "notified"], "council.cancelMeeting", () => ({ reason: "停会" })),
  attend: on("meetings", ["inSession", "ended"], "council.addAttendance", (_world, draw) => ({
    name: `代表${draw.b % 40}`,
    presence: choose(["present", "present", "present", "observer", "absent"], draw.c),
  })),
  invite: on("meetings", ["preparing", "notified", "inSession"], "council.addAttendance", (_world, draw) => ({
    name: `代表${draw.b % 40}`,
    address: draw.b % 3 === 0 ? "" : `3号楼${draw.b % 5}01`,
    presence: choose(["invited", "present"], draw.c),
    isEntitled: draw.a % 4 === 0,
  })),
  inviteGroup: on("meetings", ["preparing", "notified", "inSession"], "council.inviteGroup", (world, draw) => ({
    group: choose(
      [{ kind: "reporters" }, { kind: "lastMeeting" }, { kind: "unit", organisationId: world.unit.leadOrganisationId }],
      draw.b,
    ),
    isEntitled: draw.a % 8 === 0,
  })),
  changeInvitee: on("meetings", ["preparing", "inSession", "ended"], "council.changeInvitee", (world, draw, id) => ({
    attendanceId: world.attendanceIn(id, draw) ?? "x",
    isEntitled: draw.c % 2 === 0,
    reply: "coming",
  })),
  addProxy: on("meetings", ["preparing", "inSession"], "council.addProxy", (world, draw, id) => ({
    giverId: world.attendanceIn(id, draw) ?? "x",
    holderId: world.attendanceIn(id, { ...draw, b: draw.c }) ?? "x",
    writtenDate: "2026-11-19",
  })),
  withdrawProxy: on("meetings", ["inSession"], "council.withdrawProxy", (world, draw, id) => ({
    proxyId: choose(world.test.db.all<{ id: string }>("SELECT id FROM proxies WHERE meetingId = :id", { id }), draw.b)
      ?.id,
  })),
  order: on("meetings", ["preparing", "inSession"], "council.orderAgenda", (world, draw, id) => {
    const items = world.test.db.all<{ id: string; parentId: string | null }>(
      "SELECT id, parentId FROM agenda_items WHERE meetingId = :id ORDER BY position",
      { id },
    );
    const move = choose(moves, draw.c) ?? "up";
    return { order: moved(items, choose(items, draw.b)?.id ?? "x", move) ?? items };
  }),
  leave: on("meetings", ["inSession"], "council.changeAttendance", (world, draw, id) => ({
    attendanceId: world.attendanceIn(id, draw) ?? "x",
    presence: "present",
    hasLeft: draw.c % 2 === 0,
  })),
  speak: on("meetings", ["inSession"], "council.addStatement", (world, draw, id) => ({
    itemId: world.itemIn(id, draw)?.id ?? "x",
    attendanceId: world.attendanceIn(id, draw) ?? "x",
    attitude: "for",
    words: "同意",
  })),
  ...voteSteps,
  ...bodySteps,
  setScope: on(
    "topics",
    ["proposed", "confirmed", "scheduled", "discussed"],
    "council.setScope",
    (world, draw, id) => ({
      version:
        world.test.db.one<{ version: number }>("SELECT version FROM topic_scopes WHERE topicId = :id", { id })
          ?.version ?? 0,
      typedCount: 1 + (draw.b % 6),
      reason: "物业台账",
    }),
  ),
  hearAtDoors: (world: World, draw: Draw) => {
    const sheets = world.test.db.all<{ code: string; topicId: string }>(
      "SELECT code, subjects ->> 0 AS topicId FROM printed_sheets WHERE kind = 'topic.opinions' ORDER BY rowid",
    );
    const sheet = choose(sheets, draw.a);
    const heard = { heardDate: "2026-11-20", heardBy: "网格员" };
    const opinions = [{ row: 1 + (draw.b % 3), attitude: "for", address: `5号楼${draw.c % 9}01` }];
    return sheet
      ? { name: "council.keyOpinions", input: { id: sheet.topicId, code: sheet.code, ...heard, opinions } }
      : null;
  },
  printDoors: on("topics", ["confirmed", "scheduled", "discussed"], "council.printOpinionSheet", () => ({
    blankCount: 2,
  })),
  decide: on("meetings", ["inSession"], "council.decideItem", (world, draw, id) => ({
    itemId: world.itemIn(id, draw)?.id ?? "x",
    outcome: choose(outcomes, draw.c),
    wording: "划线",
    coverageReason: draw.b % 3 === 0 ? "" : "其余住户常年不在",
  })),
  end: on("meetings", ["inSession"], "council.endMeeting"),
  waive: (world: World, draw: Draw) => {
    const found = world.resolution(draw, "passed");
    const input = { id: found?.meetingId, resolutionId: found?.id, reason: "已办完" };
    return found ? { name: "council.waiveTasks", input } : null;
  },
  minute: on("meetings", ["ended"], "council.minuteMeeting"),

  directTask: (world: World, draw: Draw) => {
    if (world.isEnough("tasks", ["drafted", "dispatched", "accepted"], draw)) return null;
    const appealIds = world.appealIds(draw);
    const noMeetingReason = draw.c % 4 === 0 ? "" : world.isSecret(...appealIds) ? secret : "当天要办";
    const input = { ...taskInput(world, draw, appealIds), appealIds, noMeetingReason };
    return appealIds.length > 0 ? { name: "council.addDirectTask", input } : null;
  },
  resolutionTask: (world: World, draw: Draw) => {
    const found = world.resolution(draw, "passed");
    const input = { ...taskInput(world, draw, []), track: "consult", resolutionId: found?.id };
    return found ? { name: "council.addResolutionTask", input } : null;
  },
  changeTask: on("tasks", open, "council.changeTask", (_world, draw) => ({
    title: `改名${draw.b}`,
    publicWording: "修灯",
    visibility: choose(visibilities, draw.c),
    track: choose(["immediate", "online", "consult"], draw.b),
  })),
  dispatch: on("tasks", ["drafted"], "council.dispatchTask"),
  acceptTask: on("tasks", ["dispatched"], "council.acceptTask"),
  progress: on("tasks", withUnit, "council.recordProgress", () => ({ words: "在修" })),
  returnTask: on("tasks", withUnit, "council.returnTask", (_world, draw) => ({
    reason: "不归我们管",
    evidence: draw.b % 4 === 0 ? "" : "合同",
  })),
  transfer: on("tasks", open, "council.transferTask", (world, draw) => ({
    ...(draw.b % 2 === 0 ? world.unit : world.other),
    reason: "分界",
  })),
  askExtension: on("tasks", withUnit, "council.askExtension", () => ({ newDueDate: "2027-01-15", reason: "缺货" })),
  decideExtension: (world: World, draw: Draw) => {
    const asked = world.test.db.all<Row>(
      `SELECT t.id, t.version FROM task_extensions e JOIN tasks t ON t.id = e.taskId
       WHERE e.state = 'asked' AND (t.round = e.round OR :isOdd = 1) ORDER BY e.rowid`,
      { isOdd: draw.isOdd },
    );
    const row = choose(asked, draw.a);
    const decision = { isApproved: draw.b % 2 === 0, isResidentTold: draw.c % 3 !== 0 };
    return row ? { name: "council.decideExtension", input: { id: row.id, version: row.version, ...decision } } : null;
  },
  park: on("tasks", ["accepted"], "council.parkTask", (_world, draw) => ({
    reason: "入冬不能施工",
    resumeDate: "2027-06-01",
    isResidentTold: draw.c % 5 !== 0,
  })),
  prolong: on("tasks", ["parked"], "council.prolongParking", () => ({ resumeDate: "2027-07-01", reason: "还要等" })),
  resume: on("tasks", ["parked"], "council.resumeTask"),
  urge: on("tasks", withUnit, "council.urgeTask", () => ({ words: "抓紧" })),
  supervise: on("tasks", open, "council.superviseTask", (_world, draw) => ({
    way: choose(["written", "meeting", "talk", "onSite", "regular"], draw.b),
    words: "限期办结",
  })),
  refer: on("tasks", open, "council.referTask", () => ({ toWhom: "街道执法队", words: "不在清单" })),
  ownTask: on("tasks", open, "council.changeTaskOwnership", (_world, draw) => ({
    ownership: choose(["own", "assist", "outside", "assigned"], draw.b),
    reason: "街道要求",
  })),
  basis: on("tasks", open, "council.recordBasis", () => ({
    document: "街道交办单",
    fromWhom: "街道",
    receivedDate: "2026-11-20",
    upstreamDueDate: null,
  })),
  whistle: on("tasks", open, "council.whistleForTask", () => ({ toWhom: "街道执法队", words: "占道" })),
  answerLetter: (world: World, draw: Draw) => {
    const letters = world.test.db.all<{ letterId: string; id: string; version: number }>(
      "SELECT l.id AS letterId, t.id, t.version FROM task_letters l JOIN tasks t ON t.id = l.taskId ORDER BY l.rowid",
    );
    const row = choose(letters, draw.a);
    return row ? { name: "council.recordLetterReply", input: { ...row, reply: "已办" } } : null;
  },
  arrive: (world: World, draw: Draw) => {
    const letters = world.test.db.all<{ letterId: string; id: string; version: number; arrivedAt: string }>(
      `SELECT l.id AS letterId, t.id, t.version, l.issuedAt AS arrivedAt FROM task_letters l
       JOIN tasks t ON t.id = l.taskId ORDER BY l.rowid`,
    );
    const row = choose(letters, draw.a);
    return row ? { name: "council.recordArrival", input: row } : null;
  },
  help: on("tasks", open, "council.addHelper", (world, draw) => ({
    organisationId: (draw.b % 2 === 0 ? world.unit : world.other).leadOrganisationId,
    part: "出人",
  })),
  unhelp: (world: World, draw: Draw) => {
    const helpers = world.test.db.all<{ helperId: string; id: string; version: number }>(
      "SELECT h.id AS helperId, t.id, t.version FROM task_helpers h JOIN tasks t ON t.id = h.taskId ORDER BY h.rowid",
    );
    const row = choose(helpers, draw.a);
    return row ? { name: "council.removeHelper", input: row } : null;
  },
  offerToGrid: on("tasks", ["drafted", "dispatched", "accepted"], "council.offerTaskToGrid", (world, draw) => ({
    gridId: choose(world.test.db.all<{ id: string }>("SELECT id FROM grids ORDER BY id"), draw.b)?.id,
  })),
  take: (world: World, draw: Draw) => {
    const offered = world.test.db.all<{ id: string; version: number; takenAt: string }>(
      `SELECT id, version, offeredAt AS takenAt FROM tasks
       WHERE offeredGridId IS NOT NULL AND (state IN ('dispatched', 'accepted') OR :isOdd = 1) ORDER BY rowid`,
      { isOdd: draw.isOdd },
    );
    const row = choose(offered, draw.a);
    const { leadOrganisationId: organisationId, responsibleId: contactId } = world.other;
    const who = choose([{ organisationId }, { organisationId, contactId }], draw.c);
    const kind = choose(["volunteer", "merchant", "partyMember"], draw.b);
    return row ? { name: "council.recordTaker", input: { ...row, ...who, kind } } : null;
  },
  untake: (world: World, draw: Draw) => {
    const takers = world.test.db.all<{ takerId: string; id: string; version: number }>(
      `SELECT k.id AS takerId, t.id, t.version FROM task_takers k JOIN tasks t ON t.id = k.taskId
       WHERE k.withdrawnAt IS NULL OR :isOdd = 1 ORDER BY k.rowid`,
      { isOdd: draw.isOdd },
    );
    const row = choose(takers, draw.a);
    return row ? { name: "council.withdrawTaker", input: { ...row, reason: "有事" } } : null;
  },
  analyse: on("tasks", open, "council.analyseReturns", () => ({ words: "归物业办" })),
  addMilestone: on("tasks", open, "council.addMilestone", (world) => ({
    title: "看现场",
    responsibleId: world.unit.responsibleId,
    dueDate: "2026-12-01",
  })),
  endMilestone: (world: World, draw: Draw) => {
    const milestones = world.test.db.all<{ milestoneId: string; id: string; version: number }>(
      `SELECT m.id AS milestoneId, t.id, t.version FROM task_milestones m JOIN tasks t ON t.id = m.taskId ORDER BY m.rowid`,
    );
    const row = choose(milestones, draw.a);
    if (!row) return null;
    return draw.b % 3 === 0
      ? { name: "council.removeMilestone", input: row }
      : { name: "council.finishMilestone", input: { ...row, evidence: "已看" } };
  },
  visit: on("tasks", open, "council.recordVisit", (_world, draw) => ({
    visitDate: "2026-11-20",
    kind: choose(["do", "talk", "persuade"], draw.b),
    visitor: "网格员",
    outcome: "谈妥",
    nextVisitDate: draw.c % 2 === 0 ? "2027-01-10" : null,
  })),
  unvisit: (world: World, draw: Draw) => {
    const visits = world.test.db.all<{ visitId: string; id: string; version: number }>(
      "SELECT v.id AS visitId, t.id, t.version FROM task_visits v JOIN tasks t ON t.id = v.taskId ORDER BY v.rowid",
    );
    const row = choose(visits, draw.a);
    return row ? { name: "council.withdrawVisit", input: { ...row, reason: "记错" } } : null;
  },
  onTheSpot: on("appeals", ["received", "accepted"], "council.settleOnTheSpot", (world, draw, id) => ({
    ...(draw.b % 5 === 0 ? world.other : world.unit),
    title: wordsOf(world.isSecret(id), draw),
    publicWording: "修灯",
    result: world.isSecret(id) ? secret : "当场修好",
    isSigned: true,
    satisfaction: "satisfied",
  })),
  finish: on("tasks", ["accepted"], "council.finishTask", (_world, draw) => ({
    ...report,
    onlineNumber: draw.b % 3 === 0 ? "" : "BJ-1",
  })),
  undoTask: on("tasks", [], "council.undoTaskStep"),
  cancelTask: on("tasks", open, "council.cancelTask", () => ({ reason: "不办了" })),
  close: (world: World, draw: Draw) => {
    const redone = world.test.db.all<Row>(
      `SELECT id, version FROM tasks WHERE state NOT IN ('closed', 'cancelled') AND (round > 1 OR :isOdd = 1)
       ORDER BY rowid`,
      { isOdd: draw.isOdd },
    );
    const row = choose(redone, draw.a);
    const reason = { closeClass: "explained", reason: "已说明" };
    return row ? { name: "council.closeTask", input: { id: row.id, version: row.version, ...reason } } : null;
  },
  hear: on("follow_ups", ["open"], "council.recordTry", (world, draw, id) => {
    const appeal = world.test.db.one<{ appealId: string }>("SELECT appealId FROM follow_ups WHERE id = :id", { id });
    const isReached = draw.b % 3 !== 0;
    return {
      way: "phone",
      isReached,
      isSolved: isReached ? draw.c % 3 !== 0 : null,
      satisfaction: isReached ? "fairly" : null,
      words: world.isSecret(appeal?.appealId) ? secret : "好",
    };
  }),
  print: () => ({ name: "council.printTaskSheet", input: {} }),
} satisfies Record<string, Step>;

/** The commands that are taken back, each by its inverse. */
export const inverses: Readonly<Record<string, string>> = {
  "council.acceptAppeal": "council.undoAppealDecision",
  "council.recordFirstAnswer": "council.undoAppealDecision",
  "council.answerAppeal": "council.undoAppealDecision",
  "council.rejectAppeal": "council.undoAppealDecision",
  "council.escalateAppeal": "council.undoAppealDecision",
  "council.takeInReply": "council.undoAppealDecision",
  "council.confirmTopic": "council.undoTopicDecision",
  "council.declineTopic": "council.undoTopicDecision",
  "council.dispatchTask": "council.undoTaskStep",
  "council.acceptTask": "council.undoTaskStep",
  "council.finishTask": "council.undoTaskStep",
  "council.resumeTask": "council.undoTaskStep",
};

const kinds = Object.keys(steps) as (keyof typeof steps)[];
/** What brings matters forward, the nearer to the end the earlier it is tried. */
const forward: readonly (keyof typeof steps)[] = [
  "hear",
  "hear",
  "close",
  "finish",
  "park",
  "resume",
  "resume",
  "askExtension",
  "decideExtension",
  "acceptTask",
  "take",
  "offerToGrid",
  "dispatch",
  "resolutionTask",
  "resolutionTask",
  "waive",
  "minute",
  "end",
  "end",
  "decide",
  "decide",
  "decide",
  "decide",
  "attend",
  "attend",
  "start",
  "start",
  "lookInto",
  "lookInto",
  "plan",
  "confirm",
  "propose",
  "directTask",
  "merge",
  "unmerge",
  "reply",
  "register",
];

/** Two steps of three can be taken as things stand; the rest is anything at all. */
export const stepOf = (world: World, draw: Draw): Asked | null => {
  const at = Math.floor(draw.roll / 3);
  if (draw.roll % 3 === 0) return steps[choose(kinds, at) ?? "register"](world, draw);
  return (
    choose(
      forward.flatMap((kind) => steps[kind](world, draw) ?? []),
      at,
    ) ?? null
  );
};

const seats = [
  ...Array<Seat>(12).fill("director"),
  "secretary",
  "secretary",
  "clerk",
  "clerk",
  "clerk",
  "viewer",
] as const;

const number = fc.noBias(fc.integer({ min: 0, max: 999_999 }));

export const drawnSteps = fc.array(
  fc.record({
    roll: number,
    seat: number.map((value) => choose(seats, value) ?? "director"),
    a: number,
    b: number,
    c: number,
    isOdd: number.map((value) => value % 20 === 0),
    minutes: number.map((value) => choose([0, 0, 0, 0, 5, 60, 60 * 24, 60 * 24 * 4], value) ?? 0),
  }),
  { minLength: 80, maxLength: 120, size: "max" },
);

/** A centre with two units, each with a grid that its person leads, and matters brought to three desks. */
export const openWorld = (test: TestCore): World => {
  const clerk = test.as("clerk");
  const world = worldOf(test, addUnit(clerk, "第一物业"), addUnit(clerk, "第二物业"));
  for (const [at, { responsibleId: contactId }] of [world.unit, world.other].entries()) {
    const gridId = clerk.ok("people.addGrid", { name: `第${at}网格` }).id;
    test.as("secretary").ok("people.givePost", { post: "gridLeader", gridId, contactId, fromDate: "2026-01-01" });
  }
  for (const [at, seat] of (["clerk", "secretary", "director", "clerk"] as const).entries()) {
    const draw = { roll: 0, seat, a: at, b: seat === "director" ? 0 : 1, c: at, isOdd: false, minutes: 0 };
    test.as(seat).ok("council.registerAppeal", appealWords(draw));
  }
  return world;
};
