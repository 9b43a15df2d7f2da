import type { entitlements, presences } from "./meeting-people-contract.ts";

/** What counting needs to know of one on the list. */
export type Listed = {
  id: string;
  presence: (typeof presences)[number];
  leftAt: string | null;
  isEntitled: boolean;
  householdId: string | null;
  address: string;
};

export type Proxy = { giverId: string; holderId: string };

/** One vote: whose it is, and who casts it now. */
export type Seat = { entitledId: string; by: string | null; way: "self" | "household" | "proxy" | "empty" };

type List = {
  entitledBy: (typeof entitlements)[number];
  people: readonly Listed[];
  proxies: readonly Proxy[];
};

/** The home that somebody speaks for; null where none is known. */
export const homeOf = ({ householdId, address }: Pick<Listed, "householdId" | "address">): string | null =>
  householdId ?? (address === "" ? null : address);

export const isHereNow = ({ presence, leftAt }: Listed): boolean => presence === "present" && leftAt === null;

/** Who was there at some time, whether or not they have left. */
export const wasHere = ({ presence }: Listed): boolean => presence === "present";

/**
 * Who may vote and who does it. Whoever is there votes in person; by household, anybody of the home on the list may;
 * a written proxy holds as long as its giver is away and its holder is there.
 */
export const seatsOf = (list: List, isHere: (person: Listed) => boolean = isHereNow): Seat[] => {
  const here = list.people.filter(isHere);
  return list.people
    .filter(({ isEntitled }) => isEntitled)
    .map((person) => {
      const entitledId = person.id;
      if (here.includes(person)) return { entitledId, by: entitledId, way: "self" };
      const home = homeOf(person);
      const relative =
        list.entitledBy === "household" && home !== null ? here.find((other) => homeOf(other) === home) : undefined;
      if (relative) return { entitledId, by: relative.id, way: "household" };
      const proxy = list.proxies.find(({ giverId }) => giverId === entitledId);
      const holder = proxy && here.find(({ id }) => id === proxy.holderId);
      return holder ? { entitledId, by: holder.id, way: "proxy" } : { entitledId, by: null, way: "empty" };
    });
};

/** 应到 and 到会. A list that names nobody as entitled counts heads against the number that was typed. */
export const countsOf = (
  list: List & { typedCount: number },
  isHere: (person: Listed) => boolean = isHereNow,
): { entitledCount: number; presentCount: number; representedCount: number; isFromList: boolean } => {
  const seats = seatsOf(list, isHere);
  if (seats.length === 0)
    return {
      entitledCount: list.typedCount,
      presentCount: list.people.filter(isHere).length,
      representedCount: 0,
      isFromList: false,
    };
  const taken = seats.filter(({ by }) => by !== null);
  return {
    entitledCount: seats.length,
    presentCount: taken.length,
    representedCount: taken.filter(({ way }) => way !== "self").length,
    isFromList: true,
  };
};

/** 一户一票: a home has one vote, and somebody whose home is unknown none. */
export const entitlingProblem = (list: Pick<List, "entitledBy" | "people">) => {
  if (list.entitledBy === "person") return null;
  const homes = list.people.filter(({ isEntitled }) => isEntitled).map(homeOf);
  if (homes.includes(null)) return "EntitledNeedsHousehold";
  return new Set(homes).size < homes.length ? "HouseholdHasEntitled" : null;
};

/** A paper gives one vote of somebody else to one who keeps their own. */
export const proxyProblem = (
  list: List,
  { giverId, holderId }: Proxy,
  maxPerHolder: number,
): "GiverNotEntitled" | "ProxyToSelf" | "ProxyIsGiven" | "ProxyChain" | "TooManyProxies" | null => {
  const giver = list.people.find(({ id }) => id === giverId);
  if (!giver?.isEntitled) return "GiverNotEntitled";
  if (giverId === holderId) return "ProxyToSelf";
  if (list.proxies.some((proxy) => proxy.giverId === giverId)) return "ProxyIsGiven";
  const isHolderAway = list.proxies.some((proxy) => proxy.giverId === holderId);
  const isGiverTrusted = list.proxies.some((proxy) => proxy.holderId === giverId);
  if (isHolderAway || isGiverTrusted) return "ProxyChain";
  const held = list.proxies.filter((proxy) => proxy.holderId === holderId).length;
  return held >= maxPerHolder ? "TooManyProxies" : null;
};

/** Who is entitled is settled when the meeting ends; who was there may still be put right. */
export const listProblem = (meeting: { state: string }) => {
  if (meeting.state === "minuted") return "MeetingIsMinuted";
  if (meeting.state === "cancelled") return "MeetingIsOver";
  return meeting.state === "ended" ? "ListIsFrozen" : null;
};
