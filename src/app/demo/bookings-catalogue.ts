import type { WrittenInputOf } from "#base/contract.ts";
import { addDays } from "#base/dates.ts";
import { monthlyOn, weekly } from "#features/booking/recurrence.ts";
import type { AppContract } from "../contract.ts";
import { dayAt } from "./office-hours.ts";
import type { OrganisationKey } from "./organisations.ts";
import { homesOf, isAdult, personsOf, type World } from "./world.ts";

const rooms = [
  { name: "健康小屋", place: "一楼大厅西侧", seatCount: 8, uses: "义诊、量血压", isApprovalNeeded: false },
  { name: "书画室", place: "二楼东侧", seatCount: 20, uses: "书法、国画", isApprovalNeeded: true },
  { name: "多功能活动室", place: "二楼", seatCount: 60, uses: "声乐、讲座、电影", isApprovalNeeded: true },
  { name: "四点半课堂", place: "一楼南侧", seatCount: 24, uses: "放学后照看、周末阅读", isApprovalNeeded: true },
  { name: "谈心室", place: "一楼", seatCount: 6, uses: "法律咨询、调解、心理", isApprovalNeeded: false },
] as const;

const equipment = [
  { name: "投影机", totalCount: 2, place: "二楼库房" },
  { name: "血压计", totalCount: 4, place: "健康小屋" },
  { name: "移动音箱", totalCount: 2, place: "二楼库房" },
  { name: "轮椅", totalCount: 3, place: "一楼大厅" },
] as const;

type RoomName = (typeof rooms)[number]["name"];
type EquipmentName = (typeof equipment)[number]["name"];
type Giver = OrganisationKey | "barber" | "calligrapher" | "singer";
type Fields = WrittenInputOf<AppContract["booking.addService"]>;
type PlanFields = Omit<WrittenInputOf<AppContract["booking.addPlan"]>, "serviceId" | "fromDate" | "placeCount">;

type Offer = Omit<Fields, "roomId" | "providerIds" | "equipment"> & {
  room?: RoomName;
  giver?: Giver;
  needs?: EquipmentName;
  plan?: Omit<PlanFields, "durationMinutes" | "roomId" | "providerIds">;
};

const weekdays = [1, 2, 3, 4, 5];

const offers: readonly Offer[] = [
  {
    name: "健康义诊",
    category: "health",
    mode: "visit",
    audiences: ["elder"],
    durationMinutes: 30,
    placeCount: 6,
    room: "健康小屋",
    giver: "health",
    needs: "血压计",
    bring: "身份证、正在吃的药",
    whoMay: { minAge: 60 },
    quotas: [{ per: "person", period: "month", count: 2 }],
    consent: "义诊只做健康咨询和测量，不代替医院诊断。结果由本人保管，中心不留存。",
    plan: { recurrence: weekly([4]), startMinute: 9 * 60, sessionCount: 4 },
  },
  {
    name: "上门理发",
    category: "life",
    mode: "deliver",
    audiences: ["elder", "hardship"],
    durationMinutes: 40,
    placeCount: 1,
    giver: "barber",
    whoMay: { minAge: 70, isLivingHere: true },
    quotas: [{ per: "person", period: "month", count: 1 }],
    priceKind: "lowFee",
    price: "每次 5 元",
    subsidySource: "党组织服务群众经费",
    isTwoPersonVisit: true,
    plan: { recurrence: weekly([3]), startMinute: 9 * 60, sessionCount: 3, breakMinutes: 20 },
  },
  {
    name: "书法课",
    category: "course",
    mode: "visit",
    audiences: ["elder"],
    durationMinutes: 90,
    placeCount: 18,
    room: "书画室",
    giver: "calligrapher",
    bring: "毛笔，其他中心有",
    plan: { title: "书法初级班", recurrence: weekly([2]), startMinute: 14 * 60, lessonCount: 10 },
  },
  {
    name: "声乐课",
    category: "course",
    mode: "visit",
    audiences: ["elder"],
    durationMinutes: 90,
    placeCount: 30,
    room: "多功能活动室",
    giver: "singer",
    needs: "移动音箱",
    plan: { title: "夕阳红声乐班", recurrence: weekly([5]), startMinute: 9 * 60 + 30, lessonCount: 10 },
  },
  {
    name: "四点半课堂",
    category: "childCare",
    mode: "visit",
    audiences: ["child"],
    durationMinutes: 90,
    placeCount: 20,
    room: "四点半课堂",
    giver: "socialWork",
    whoMay: { minAge: 6, maxAge: 12, isLivingHere: true },
    bring: "作业、水杯",
    consent: "孩子由家长或家长写明的人接走，到 18:00 为止。",
    plan: { recurrence: weekly(weekdays), startMinute: 16 * 60 + 30 },
  },
  {
    name: "法律咨询",
    category: "consult",
    mode: "visit",
    durationMinutes: 30,
    placeCount: 1,
    room: "谈心室",
    giver: "mediation",
    plan: { recurrence: weekly([3]), startMinute: 14 * 60, sessionCount: 4 },
  },
  {
    name: "周末电影",
    category: "activity",
    mode: "visit",
    durationMinutes: 120,
    placeCount: 60,
    maxHeadCount: 4,
    room: "多功能活动室",
    needs: "投影机",
    plan: { recurrence: monthlyOn(2, 6), startMinute: 18 * 60 + 30 },
  },
  {
    name: "活动室借用",
    category: "room",
    mode: "visit",
    parties: ["person", "group"],
    durationMinutes: 120,
    placeCount: 1,
    maxHeadCount: 60,
    room: "多功能活动室",
    minNoticeMinutes: 24 * 60,
    maxDaysAhead: 30,
    note: "外面的团体借用要负责人同意，用后关灯关窗",
  },
  {
    name: "帮办代办",
    category: "errand",
    mode: "deliver",
    audiences: ["elder", "hardship"],
    durationMinutes: 60,
    placeCount: 1,
    giver: "volunteers",
    bring: "要办的材料、委托书",
    note: "缴费、取药、跑窗口；不代管现金和银行卡",
  },
];

export type Planned = {
  planId: string;
  serviceId: string;
  version: number;
  whoMay: Fields["whoMay"];
  /** Enrolled in once for all its lessons. */
  isCourse: boolean;
};

const giverOf = (world: World, giver: Giver): { contactId?: string; residentId?: string; organisationId?: string } => {
  if (giver === "volunteers") return { organisationId: world.organisations.get(giver)?.id ?? "" };
  const contact = world.organisations.get(giver as OrganisationKey)?.contacts.at(-1);
  if (contact) return { contactId: contact.id };
  const today = dayAt(world.desks.nowMs());
  const retired = homesOf(world)
    .flatMap(personsOf)
    .filter((person) => isAdult(person, today) && person.birthDate < "1970" && person.birthDate > "1948");
  return { residentId: world.chance.fork(`giver ${giver}`).pick(retired).id };
};

const trades: Partial<Record<Giver, string>> = {
  health: "全科",
  barber: "理发",
  calligrapher: "书法",
  singer: "声乐",
  socialWork: "课后照看",
  mediation: "法律、调解",
  volunteers: "帮办代办",
};

/** The catalogue as the secretary writes it on one day, and the plans of what has its time every week. */
export const foundCatalogue = (world: World): Planned[] => {
  const { desks } = world;
  const roomIds = new Map(rooms.map((room) => [room.name, desks.ask("secretary", "booking.addRoom", room).id]));
  const thingIds = new Map(equipment.map((one) => [one.name, desks.ask("secretary", "booking.addEquipment", one).id]));
  const fromDate = addDays(dayAt(desks.nowMs()), 1);
  return offers.flatMap(({ room, giver, needs, plan, ...fields }) => {
    const roomId = room ? (roomIds.get(room) ?? null) : null;
    const providerIds = giver
      ? [desks.ask("secretary", "booking.addProvider", { ...giverOf(world, giver), trade: trades[giver] ?? "" }).id]
      : [];
    const equipmentId = needs && thingIds.get(needs);
    const serviceId = desks.ask("secretary", "booking.addService", {
      ...fields,
      roomId,
      providerIds,
      equipment: equipmentId ? [{ equipmentId, count: 1 }] : [],
    }).id;
    if (!plan) return [];
    const { durationMinutes, placeCount, whoMay } = fields;
    const planned = desks.ask("secretary", "booking.addPlan", {
      ...plan,
      serviceId,
      fromDate,
      durationMinutes,
      placeCount,
      roomId,
      providerIds,
    });
    const isCourse = plan.lessonCount !== undefined;
    return [{ planId: planned.id, serviceId, version: planned.version, whoMay, isCourse }];
  });
};
