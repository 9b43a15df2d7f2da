import type { AppContract } from "#app/contract.ts";
import type { QueryName, WrittenInputOf } from "#base/contract.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { typedWords } from "./made-words.ts";

type Name = QueryName<AppContract>;

/** What is asked, by what a reader of the table should know of it; or why the database has no part in the answer. */
type CasesOf<N extends Name> = Readonly<Record<string, WrittenInputOf<AppContract[N]>>> | { readonly apart: string };

/** Every query of the contract: one that is new does not compile until it stands here. */
export type QueryCases = { readonly [N in Name]: CasesOf<N> };

const idOf = (db: ReadableDatabase, sql: string): string => {
  const found = db.one<{ id: string }>(sql);
  if (!found) throw new Error(`The made centre has none of these: ${sql}`);
  return found.id;
};

/** Records that stand for their kind, alike in a small centre and in a large one. */
const subjectsOf = (db: ReadableDatabase) => ({
  appealId: idOf(db, "SELECT id FROM appeals WHERE stage = 'evaluated' AND isHistory = 0 ORDER BY id DESC LIMIT 1"),
  leadId: idOf(
    db,
    `SELECT leadId AS id FROM appeals WHERE leadId IS NOT NULL GROUP BY leadId HAVING count(*) = 1
     ORDER BY leadId DESC LIMIT 1`,
  ),
  topicId: idOf(db, "SELECT id FROM topics WHERE state = 'settled' ORDER BY id DESC LIMIT 1"),
  meetingId: idOf(db, "SELECT id FROM meetings WHERE state = 'minuted' ORDER BY id DESC LIMIT 1"),
  taskId: idOf(db, "SELECT id FROM tasks WHERE state = 'closed' AND resolutionId IS NULL ORDER BY id DESC LIMIT 1"),
  followUpId: idOf(db, "SELECT id FROM follow_ups WHERE state = 'open' ORDER BY id DESC LIMIT 1"),
  promiseId: idOf(db, "SELECT id FROM promises ORDER BY id DESC LIMIT 1"),
  handoverId: idOf(db, "SELECT id FROM handovers ORDER BY id DESC LIMIT 1"),
  residentId: idOf(
    db,
    "SELECT reporterId AS id FROM appeals WHERE reporterId IS NOT NULL GROUP BY reporterId HAVING count(*) = 1 LIMIT 1",
  ),
  voteId: idOf(
    db,
    `SELECT v.id FROM votes v JOIN agenda_items i ON i.id = v.itemId
     WHERE i.meetingId = (SELECT id FROM meetings WHERE state = 'minuted' ORDER BY id DESC LIMIT 1) LIMIT 1`,
  ),
  householdId: idOf(db, "SELECT id FROM households ORDER BY id LIMIT 1 OFFSET 2000"),
  unitId: idOf(db, "SELECT id FROM units ORDER BY id LIMIT 1 OFFSET 90"),
  buildingId: idOf(db, "SELECT id FROM buildings ORDER BY id LIMIT 1 OFFSET 30"),
  gridId: idOf(db, "SELECT id FROM grids ORDER BY id LIMIT 1 OFFSET 3"),
  organisationId: idOf(db, "SELECT id FROM organisations ORDER BY id LIMIT 1 OFFSET 3"),
  contactId: idOf(db, "SELECT id FROM contacts ORDER BY id LIMIT 1 OFFSET 9"),
  categoryCode: idOf(db, "SELECT code AS id FROM categories WHERE level = 2 ORDER BY code LIMIT 1 OFFSET 5"),
  blackoutId: idOf(db, "SELECT id FROM blackouts"),
  errandId: idOf(
    db,
    `SELECT b.id FROM bookings b JOIN sessions s ON s.id = b.sessionId JOIN services v ON v.id = s.serviceId
     WHERE v.category = 'errand' ORDER BY b.id LIMIT 1`,
  ),
  sessionId: idOf(db, "SELECT sessionId AS id FROM bookings ORDER BY id DESC LIMIT 1"),
  bookingId: idOf(db, "SELECT id FROM bookings ORDER BY id DESC LIMIT 1"),
  roomId: idOf(db, "SELECT id FROM rooms ORDER BY id LIMIT 1"),
  planId: idOf(db, "SELECT id FROM service_plans ORDER BY id LIMIT 1"),
  serviceId: idOf(db, "SELECT id FROM services ORDER BY id LIMIT 1"),
  dinerId: idOf(db, "SELECT id FROM diners ORDER BY id LIMIT 1"),
  eatingId: idOf(db, "SELECT residentId AS id FROM diners ORDER BY id LIMIT 1"),
  stationId: idOf(db, "SELECT id FROM stations ORDER BY id LIMIT 1"),
  supplyId: idOf(db, "SELECT id FROM station_supplies ORDER BY id LIMIT 1"),
  middleAppeal: idOf(
    db,
    `SELECT receivedAt || '|' || id AS id FROM appeals ORDER BY receivedAt DESC, id DESC
     LIMIT 1 OFFSET (SELECT count(*) / 2 FROM appeals)`,
  ),
});

const inMemory = "held in memory and not in the database";
const inFolder = "read from the folder of backups";

export const queryCases = (db: ReadableDatabase): QueryCases => {
  const at = subjectsOf(db);
  const { common, pair, rare } = typedWords;
  return {
    "system.state": { 今日的抬头: {} },
    "system.demoProgress": { apart: inMemory },
    "system.listAccounts": { 全部: {} },
    "system.settings": { 社区: {} },
    "system.draft": { 没有草稿: { form: "council.registerAppeal" } },
    "system.searchState": { 搜索的状态: {} },
    "system.search": {
      常见词: { typed: common },
      两个词: { typed: pair },
      少见的话: { typed: rare },
      姓名: { typed: "王伟" },
    },
    "system.job": { apart: inMemory },
    "system.exportedFile": { apart: inMemory },
    "system.listAudit": { 最近五十行: {} },
    "system.verifyAudit": { 从头核对一段: { afterId: 0 } },
    "system.listCategories": { 全部: {} },
    "system.findCategories": { 打了电梯: { typed: "电梯" } },
    "system.listCalendarYears": { 全部: {} },
    "system.listImportKinds": { apart: inMemory },
    "system.importPreview": { apart: inMemory },
    "system.listImports": { 最近二十次: {} },
    "system.import": { apart: "of the import that brought a file; the made centre has none" },
    "system.refusedRows": { apart: "of the import that brought a file; the made centre has none" },
    "system.listBackups": { apart: inFolder },
    "system.backup": { apart: inFolder },
    "system.storage": { apart: inFolder },
    "people.listPlaces": { 全部小区楼栋: {} },
    "people.listHouseholds": { 一个单元: { unitId: at.unitId } },
    "people.findPlaces": { 打了小区: { typed: "幸福小区" }, 打到房号: { typed: "幸福小区3号楼" } },
    "people.listGrids": { 全部: {} },
    "people.listGridPosts": { 一个网格: { gridId: at.gridId } },
    "people.listResidents": {
      第一页: {},
      按住址: { order: "place" },
      打了姓: { typed: "王" },
      老年人: { audience: "elder" },
      一个网格: { gridId: at.gridId },
      党员: { partyMember: "registered" },
    },
    "people.findResidents": { 打了姓名: { typed: "王伟" }, 打了尾号: { typed: "1234" } },
    "people.resident": { 一位居民: { id: at.residentId } },
    "people.listHouseholdMembers": { 一户: { householdId: at.householdId } },
    "people.residentTimeline": { 一位居民: { id: at.residentId } },
    "people.findSameResidents": { 同名同户: { name: "王伟", phone: "", householdId: at.householdId } },
    "people.listOrganisations": { 全部: {} },
    "people.findOrganisations": { 打了物业: { typed: "物业" } },
    "people.listContacts": { 一个单位: { organisationId: at.organisationId } },
    "people.contact": { 一位联系人: { id: at.contactId } },
    "people.findContacts": { 打了姓: { typed: "王" } },
    "council.listAppeals": {
      第一页: {},
      翻到中间: { after: at.middleAppeal },
      待受理: { stages: ["received"] },
      办理中: { stages: ["deliberating", "acting"] },
      一个网格: { gridId: at.gridId },
      一类问题: { categoryCode: at.categoryCode },
      投诉: { nature: "complaint" },
      清单外的: { ownership: "outside" },
      信访代办超参考时限: { petition: "late" },
      常见词: { typed: common },
      少见的话: { typed: rare },
      首次答复超期: { isLate: true },
    },
    "council.countAppeals": { 今日的数: {} },
    "council.appeal": { 一件: { id: at.appealId }, 并了案的: { id: at.leadId } },
    "council.findSimilarAppeals": {
      正在登记: {
        text: "楼道里的路灯坏了没有人修，孩子上学每天都要从那里过",
        buildingId: at.buildingId,
        categoryCode: at.categoryCode,
      },
    },
    "council.openAttachment": { apart: "a file of the folder" },
    "council.appealSlip": { 一件: { id: at.appealId } },
    "council.settings": { 议事规则: {} },
    "council.listBodies": { 全部: { withRetired: true } },
    "council.listBodyMeetings": { apart: "of a body; the made centre has none" },
    "council.findOnCatalogue": { 正在写的: { text: "想动用维修资金", categoryCode: at.categoryCode } },
    "council.topicPaper": {
      会上用: { id: at.topicId, edition: "internal" },
      对外: { id: at.topicId, edition: "public" },
    },
    "council.topicListPaper": { 内部: { edition: "internal" }, 对外: { edition: "public" } },
    "council.listMatters": { 协商目录: {} },
    "council.walkPreview": { 一个网格: { gridId: at.gridId }, 一栋楼: { buildingId: at.buildingId, withHomes: true } },
    "council.listWalkSheets": { 最近三十张: {} },
    "council.walkSheet": { apart: "of a sheet that was printed; the made centre has none" },
    "council.listReplyTemplates": { 全部: { withRetired: true } },
    "council.filledReplies": {
      答复诉求: { kind: "answer", of: { kind: "appeal", id: at.appealId } },
      任务办结: { kind: "finished", of: { kind: "task", id: at.taskId } },
    },
    "council.listCommunityMatters": { 事项清单: {} },
    "council.suggestOwnership": {
      正在登记: { text: "楼道里的路灯坏了没有人修", categoryCode: at.categoryCode },
    },
    "council.matterSlip": { 一项: { id: "elsewhere-1" } },
    "council.listTopics": {
      第一页: {},
      打了字: { typed: common },
      议题池: { states: ["proposed", "confirmed", "scheduled", "discussed"], order: "pool" },
      两委提出的: { sources: ["committees"] },
    },
    "council.topic": { 办完的议题: { id: at.topicId } },
    "council.listMeetings": { 第一页: {} },
    "council.meeting": { 开完的会: { id: at.meetingId } },
    "council.voteSeats": { 定格的名单: { id: at.meetingId, voteId: at.voteId } },
    "council.coverage": { 没有写明范围的: { id: at.topicId } },
    "council.opinionSheet": { 还没有听到的: { id: at.topicId } },
    "council.votePaper": { 计过票的: { id: at.meetingId, voteId: at.voteId } },
    "council.agreement": { 不是调解的会: { id: at.meetingId } },
    "council.openAgreementScan": { apart: "a file of the folder" },
    "council.listTemplates": { 全部: { withRetired: true } },
    "council.meetingPaper": {
      签到表: { id: at.meetingId, paper: "signIn" },
      会议通知: { id: at.meetingId, paper: "notice" },
    },
    "council.listTasks": {
      网格派单没人接的: { isUntaken: true },
      第一页: {},
      在办的: { states: ["dispatched", "accepted"] },
      超期的: { band: "overdue" },
      一个单位: { organisationId: at.organisationId },
      退过两次的: { isSentBack: true },
      要上门的: { due: "visit" },
      有步骤到期的: { due: "milestone" },
      清单外在办的: { states: ["drafted", "dispatched", "accepted"], counting: "outside" },
      缺依据的: { states: ["drafted", "dispatched", "accepted"], isWithoutBasis: true },
      打了字: { typed: common },
    },
    "council.countTasks": { 今日的数: {} },
    "council.task": { 办结的任务: { id: at.taskId } },
    "council.previewLimit": { 五个工作日: { limit: { unit: "workdays", count: 5 } } },
    "council.taskPaper": { 一件: { id: at.taskId } },
    "council.listTakings": {
      一位居民: { residentId: at.residentId },
      一个单位: { organisationId: at.organisationId },
    },
    "council.suggestAssignee": { 一条诉求: { appealIds: [at.appealId] } },
    "council.visitsAndClearings": { 一个月: { month: "2026-06" } },
    "council.steeringList": { 今日: {}, 每周: { kind: "week" }, 推诿: { kind: "returns" }, 挂账: { kind: "parkings" } },
    "council.parkingLedger": { 挂账中的: {}, 全部: { isOpen: false } },
    "council.listFollowUps": { 待回访: {} },
    "council.followUp": { 一件: { id: at.followUpId } },
    "council.promiseDays": { 七天: {} },
    "council.petition": { 没有代办的一件: { appealId: at.appealId } },
    "council.listKeepers": { 全部: {} },
    "council.listPromises": {
      待回话: {},
      回过的: { states: ["kept", "cancelled"] },
      一位居民: { residentId: at.residentId },
    },
    "council.countPromises": { 今日的数: {} },
    "council.promise": { 一件: { id: at.promiseId } },
    "council.promiseSlip": { 一件: { id: at.promiseId } },
    "council.previewHandover": { 到明天: { untilDay: "2026-11-21" } },
    "council.listHandovers": { 第一页: {} },
    "council.handover": { 一张: { id: at.handoverId } },
    "council.sortMatter": { 一件诉求: { appealIds: [at.appealId] } },
    "council.radar": { 今日的提示: {} },
    "council.trace": {
      一件诉求: { kind: "appeal", id: at.appealId },
      一项任务: { kind: "task", id: at.taskId },
      一次会议: { kind: "meeting", id: at.meetingId },
    },
    "council.radarAppeals": {
      同楼同类的: { kind: "alike", id: at.appealId },
      同一居民的: { kind: "reporter", id: at.residentId },
    },
    "council.screen": { apart: "shows only a meeting that somebody put before the hall, and the made ones are over" },
    "council.session": { 开完的会: { id: at.meetingId } },
    "council.listPublicTasks": { 在办的: { states: ["dispatched", "accepted"] }, 最近的: { order: "latest" } },
    "council.taskSheet": { 一次会议的: { meetingId: at.meetingId } },
    "booking.listResources": { 全部: {} },
    "booking.listServices": { 全部: {}, 一个类别: { category: "health" } },
    "booking.findPlaces": { 一个项目一个月: { serviceId: at.serviceId, fromDay: "2026-11-20", toDay: "2026-12-20" } },
    "booking.judge": {
      一个人: {
        serviceId: at.serviceId,
        residentId: at.residentId,
        startAt: "2026-11-23T01:00:00.000Z",
        endAt: "2026-11-23T02:00:00.000Z",
      },
    },
    "booking.listErrands": { 在办的: {}, 办完的: { isOver: true } },
    "booking.errand": { 一件: { bookingId: at.errandId } },
    "booking.homeVisits": { 一天: { day: "2026-11-20" } },
    "booking.sessionBookings": { 一场: { sessionId: at.sessionId } },
    "booking.booking": { 一个: { id: at.bookingId } },
    "booking.bookingsOf": { 一个人: { residentId: at.residentId } },
    "booking.slip": { 一张: { id: at.bookingId } },
    "booking.daySheet": { 一天: { day: "2026-11-20" } },
    "booking.phoneList": { 一天: { list: "day", day: "2026-11-20" }, 要通知的: { list: "tellings" } },
    "booking.doorSheet": { 一间一周: { roomId: at.roomId, fromDay: "2026-11-16", toDay: "2026-11-22" } },
    "booking.unclaimedRooms": { 没人来的: {} },
    "booking.listAsked": { 等同意的: {} },
    "booking.listTellings": { 要通知的: {} },
    "booking.listPlans": { 全部: {} },
    "booking.previewSessions": { 一个月: { planId: at.planId, until: "2026-12-20" } },
    "booking.listSessions": {
      一天: { fromDay: "2026-11-20", toDay: "2026-11-20" },
      一间一周: { fromDay: "2026-11-16", toDay: "2026-11-22", roomId: at.roomId },
    },
    "booking.whatIsFree": { 一个钟头: { startAt: "2026-11-23T01:00:00.000Z", endAt: "2026-11-23T02:00:00.000Z" } },
    "booking.listBlackouts": { 今后: {} },
    "booking.blackout": { 一次: { id: at.blackoutId } },
    "booking.blackoutHits": {
      一间一天: {
        scope: "room",
        resourceId: at.roomId,
        startAt: "2026-11-23T00:00:00.000Z",
        endAt: "2026-11-24T00:00:00.000Z",
      },
    },
    "booking.figures": {
      一个季度: { fromDay: "2026-10-01", toDay: "2026-12-31" },
      一年: { fromDay: "2026-01-01", toDay: "2026-12-31" },
    },
    "booking.figureBookings": {
      没登记来没来: { fromDay: "2026-10-01", toDay: "2026-12-31", attendance: "unrecorded" },
      一类来了的: { fromDay: "2026-10-01", toDay: "2026-12-31", attendance: "came", category: "health" },
    },
    "booking.outreach": {
      一个季度: { fromDay: "2026-10-01", toDay: "2026-12-31" },
      一个网格: { fromDay: "2026-10-01", toDay: "2026-12-31", gridId: at.gridId },
    },
    "booking.service": { 一个项目: { id: at.serviceId } },
    "meals.setting": { 在用的: {} },
    "meals.listDiners": { 全部: {}, 按名字: { words: common } },
    "meals.diner": { 一位: { id: at.dinerId } },
    "meals.dinerOf": { 一位居民: { residentId: at.eatingId } },
    "meals.day": { 截止了的一天: { day: "2026-11-20" }, 还能订的一天: { day: "2026-11-26" } },
    "meals.waiting": { 今天: {} },
    "meals.month": { 一个月: { month: "2026-10" } },
    "stations.listStations": { 全部: {} },
    "stations.station": { 一个: { id: at.stationId } },
    "stations.stockEvents": { 一种物资: { supplyId: at.supplyId } },
    "stations.visitDay": { 一天: { stationId: at.stationId, day: "2026-11-19" } },
    "stations.needs": { 要办的: {} },
    "stations.figures": { 一年: { fromMonth: "2026-01", toMonth: "2026-12" } },
    "stations.monthSheet": { 一个月: { stationId: at.stationId, month: "2026-10" } },
    "stations.refillList": { 全部: {} },
  };
};
