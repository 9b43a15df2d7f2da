import { z } from "zod";
import type { WrittenInputOf } from "#base/contract.ts";
import { addHours, Day, epochMsOf, instantAt, instantOf } from "#base/dates.ts";
import { Phone } from "#base/privacy.ts";
import { typedTime } from "#base/typed-time.ts";
import type { Choice } from "#ui/picker.tsx";
import type { bookingChannels, bookingsContract } from "../booking-contract.ts";
import type { ServiceLine } from "../service-contract.ts";

export const whoKinds = ["resident", "named", "household", "group"] as const;
export type WhoKind = (typeof whoKinds)[number];

/** A session by its id, a course by its plan, or a time of one's own. */
export type When = { kind: "session" | "course"; id: string } | { kind: "own" } | null;

export type BookValues = {
  whoKind: WhoKind;
  resident: Choice | null;
  household: Choice | null;
  organisation: Choice | null;
  name: string;
  contactName: string;
  phone: string;
  service: Choice | null;
  when: When;
  ownDay: string | null;
  ownFrom: string;
  ownTo: string;
  ownRoomId: string | null;
  ownProviderIds: string[];
  headCount: number | string;
  channel: (typeof bookingChannels)[number];
  purpose: string;
  note: string;
  overruleReason: string;
};

export const emptyBooking: BookValues = {
  whoKind: "resident",
  resident: null,
  household: null,
  organisation: null,
  name: "",
  contactName: "",
  phone: "",
  service: null,
  when: null,
  ownDay: null,
  ownFrom: "",
  ownTo: "",
  ownRoomId: null,
  ownProviderIds: [],
  headCount: 1,
  channel: "window",
  purpose: "",
  note: "",
  overruleReason: "",
};

/** The same person once more, for something else. */
export const bookingForSame = ({ whoKind, resident, household, organisation, ...values }: BookValues): BookValues => {
  const { name, contactName, phone, channel } = values;
  return { ...emptyBooking, whoKind, resident, household, organisation, name, contactName, phone, channel };
};

const clock = /^([01]?\d|2[0-3]):[0-5]\d$/;
const isClock = (typed: string) => clock.test(typedTime(typed) ?? "");

type Problem = [keyof BookValues, string];

/** Somebody of the register who named whom to call for them; the phone is that person's. */
const hasContact = ({ whoKind, contactName }: Pick<BookValues, "whoKind" | "contactName">): boolean =>
  whoKind === "resident" && contactName.trim() !== "";

const whoProblems = (values: BookValues): Problem[] => {
  const { whoKind, resident, household, organisation, name, phone } = values;
  const phoneProblem: Problem[] =
    (whoKind === "named" || whoKind === "group" || hasContact(values)) && !Phone.safeParse(phone).success
      ? [["phone", "电话不对，请核对"]]
      : [];
  if (whoKind === "resident") return resident === null ? [["resident", "请选择是谁来"], ...phoneProblem] : phoneProblem;
  if (whoKind === "household") return household === null ? [["household", "请选择哪一户"]] : [];
  if (name.trim() !== "" && whoKind === "group" && organisation !== null)
    return [["name", "单位和团体名称只填一个"], ...phoneProblem];
  if (whoKind === "named") return name.trim() === "" ? [["name", "请填写姓名"], ...phoneProblem] : phoneProblem;
  return organisation === null && name.trim() === "" ? [["organisation", "请选择单位，或写团体名称"]] : phoneProblem;
};

const ownProblems = ({ ownDay, ownFrom, ownTo }: BookValues): Problem[] => [
  ...(Day.safeParse(ownDay).success ? [] : [["ownDay", "请填写哪一天"] satisfies Problem]),
  ...(isClock(ownFrom) ? [] : [["ownFrom", "请填写几点，如 9:30"] satisfies Problem]),
  ...(ownTo === "" || isClock(ownTo) ? [] : [["ownTo", "请填写几点，如 10:30"] satisfies Problem]),
];

export const BookForm = z.custom<BookValues>().superRefine((values, context) => {
  const problems: Problem[] = [
    ...whoProblems(values),
    ...(values.service === null ? [["service", "请选择约什么"] satisfies Problem] : []),
    ...(values.service !== null && values.when === null ? [["when", "请选择什么时候"] satisfies Problem] : []),
    ...(values.when?.kind === "own" ? ownProblems(values) : []),
  ];
  for (const [path, message] of problems) context.addIssue({ code: "custom", path: [path], message });
});

/** From when to when a time of one's own is; without an end it is as long as the service. */
export const ownSpan = (values: BookValues, durationMinutes: number) => {
  const { ownDay, ownFrom, ownTo } = values;
  if (ownProblems(values).length > 0 || ownDay === null) return null;
  const startAt = instantAt(ownDay, (typedTime(ownFrom) ?? "").padStart(5, "0"));
  const endAt =
    ownTo === ""
      ? instantOf(epochMsOf(addHours(startAt, durationMinutes / 60)))
      : instantAt(ownDay, (typedTime(ownTo) ?? "").padStart(5, "0"));
  return startAt < endAt ? { startAt, endAt } : null;
};

type Sent = WrittenInputOf<(typeof bookingsContract)["booking.book"]>;

/** Who it is for and what is said of it, as every way of booking takes it. */
export const sentParty = (values: BookValues) => {
  const { whoKind, resident, household, organisation, name, contactName, phone } = values;
  const isGroup = whoKind === "group";
  const isTyped = whoKind === "named" || isGroup;
  return {
    party: whoKind === "household" ? ("household" as const) : isGroup ? ("group" as const) : ("person" as const),
    residentId: whoKind === "resident" ? (resident?.id ?? null) : null,
    householdId: whoKind === "household" ? (household?.id ?? null) : null,
    organisationId: isGroup ? (organisation?.id ?? null) : null,
    name: isTyped && !(isGroup && organisation !== null) ? name : "",
    contactName: isGroup || whoKind === "household" || hasContact(values) ? contactName : "",
    phone: isTyped || whoKind === "household" || hasContact(values) ? phone : "",
  };
};

export const sentWanted = (values: BookValues) => {
  const { headCount, channel, purpose, note, overruleReason } = values;
  return { ...sentParty(values), headCount: Number(headCount) || 1, channel, purpose, note, overruleReason };
};

/** The same as `booking.book` takes it; null while the time is not known. */
export const sentBooking = (values: BookValues, service: ServiceLine, isWaitingFine: boolean): Sent | null => {
  const { when, ownRoomId, ownProviderIds } = values;
  if (when?.kind === "session") return { ...sentWanted(values), sessionId: when.id, isWaitingFine };
  const span = when?.kind === "own" ? ownSpan(values, service.durationMinutes) : null;
  if (!span) return null;
  const needs = { roomId: ownRoomId, providerIds: ownProviderIds, equipment: service.equipment };
  return { ...sentWanted(values), own: { serviceId: service.id, ...span, ...needs } };
};

/** The name by which the clerk calls them. */
export const nameOf = ({ whoKind, resident, household, organisation, name }: BookValues): string => {
  if (whoKind === "resident") return resident?.label ?? "";
  if (whoKind === "household") return household?.label ?? "";
  return (whoKind === "group" ? organisation?.label : undefined) ?? name;
};
