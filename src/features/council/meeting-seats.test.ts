import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countsOf,
  entitlingProblem,
  type Listed,
  listProblem,
  proxyProblem,
  seatsOf,
  wasHere,
} from "./meeting-seats.ts";

const person = (id: string, more: Partial<Listed> = {}): Listed => ({
  id,
  presence: "invited",
  leftAt: null,
  isEntitled: true,
  householdId: null,
  address: "",
  ...more,
});
const here = { presence: "present" as const };

describe("who casts which vote", () => {
  test("in person, for the home, by proxy, or nobody", () => {
    const people = [
      person("甲", { ...here, householdId: "1" }),
      person("乙", { householdId: "2" }),
      person("乙妻", { ...here, householdId: "2", isEntitled: false }),
      person("丙", { address: "3号楼301" }),
      person("丁", { householdId: "4", presence: "leave" }),
    ];
    const proxies = [{ giverId: "丙", holderId: "甲" }];
    const ways = (entitledBy: "person" | "household") =>
      seatsOf({ entitledBy, people, proxies }).map(({ entitledId, by, way }) => [entitledId, by, way]);
    expect(ways("household")).toEqual([
      ["甲", "甲", "self"],
      ["乙", "乙妻", "household"],
      ["丙", "甲", "proxy"],
      ["丁", null, "empty"],
    ]);
    // By person, nobody else of the home stands in.
    expect(ways("person")[1]).toEqual(["乙", null, "empty"]);
  });

  test("a proxy rests while its giver is there, and is of no use without its holder", () => {
    const proxies = [{ giverId: "甲", holderId: "乙" }];
    const way = (giver: Partial<Listed>, holder: Partial<Listed>) =>
      seatsOf({ entitledBy: "person", proxies, people: [person("甲", giver), person("乙", holder)] })[0]?.way;
    expect(way({}, here)).toBe("proxy");
    expect(way(here, here)).toBe("self");
    expect(way({}, {})).toBe("empty");
    expect(way({}, { ...here, leftAt: "2026-11-20T06:30:00.000Z" })).toBe("empty");
    expect(way({ ...here, leftAt: "2026-11-20T06:30:00.000Z" }, here)).toBe("proxy");
  });

  test("a list without entitled people counts heads against the typed number", () => {
    const people = [person("甲", { ...here, isEntitled: false }), person("乙", { isEntitled: false })];
    const list = { entitledBy: "person" as const, people, proxies: [], typedCount: 5 };
    expect(countsOf(list)).toEqual({ entitledCount: 5, presentCount: 1, representedCount: 0, isFromList: false });
    expect(countsOf({ ...list, people: [...people, person("丙", here)] })).toEqual({
      entitledCount: 1,
      presentCount: 1,
      representedCount: 0,
      isFromList: true,
    });
  });
});

test("a home has one vote, and a person without a home none by household", () => {
  const list = (...people: Listed[]) => entitlingProblem({ entitledBy: "household", people });
  expect(list(person("甲", { householdId: "1" }), person("乙", { address: "2号楼" }))).toBeNull();
  expect(list(person("甲", { householdId: "1" }), person("乙", { householdId: "1" }))).toBe("HouseholdHasEntitled");
  expect(list(person("甲", { householdId: "1" }), person("乙", { householdId: "1", isEntitled: false }))).toBeNull();
  expect(list(person("甲"))).toBe("EntitledNeedsHousehold");
  expect(entitlingProblem({ entitledBy: "person", people: [person("甲"), person("乙")] })).toBeNull();
});

test("what stands against a proxy", () => {
  const people = ["甲", "乙", "丙", "丁"].map((id) => person(id));
  const list = {
    entitledBy: "person" as const,
    people: [...people, person("记者", { isEntitled: false })],
    proxies: [{ giverId: "甲", holderId: "乙" }],
  };
  const problem = (giverId: string, holderId: string, max = 2) => proxyProblem(list, { giverId, holderId }, max);
  expect(problem("丙", "乙")).toBeNull();
  expect(problem("丙", "乙", 1)).toBe("TooManyProxies");
  expect(problem("丙", "丙")).toBe("ProxyToSelf");
  expect(problem("甲", "丙")).toBe("ProxyIsGiven");
  expect(problem("乙", "丙")).toBe("ProxyChain");
  expect(problem("丙", "甲")).toBe("ProxyChain");
  expect([problem("记者", "丙"), problem("x", "丙")]).toEqual(["GiverNotEntitled", "GiverNotEntitled"]);
  expect(problem("丙", "记者")).toBeNull();
});

test("the list is settled when the meeting ends", () => {
  const states = ["preparing", "notified", "inSession", "ended", "minuted", "cancelled"];
  expect(states.map((state) => listProblem({ state }))).toEqual([
    null,
    null,
    null,
    "ListIsFrozen",
    "MeetingIsMinuted",
    "MeetingIsOver",
  ]);
});

test("of any list: no vote is cast twice or by somebody away, and who leaves makes no more present", () => {
  const ids = ["甲", "乙", "丙", "丁", "戊"] as const;
  const listed = fc.record({
    presence: fc.constantFrom("invited", "present", "leave", "absent", "observer" as const),
    leftAt: fc.constantFrom(null, "2026-11-20T06:30:00.000Z"),
    isEntitled: fc.boolean(),
    householdId: fc.constantFrom(null, "1", "2"),
    address: fc.constantFrom("", "3号楼"),
  });
  const drawn = fc.record({
    entitledBy: fc.constantFrom("person" as const, "household" as const),
    people: fc
      .array(listed, { minLength: 5, maxLength: 5 })
      .map((rows) => rows.map((row, at) => ({ ...row, id: ids[at] ?? "" }) as Listed)),
    proxies: fc.uniqueArray(fc.record({ giverId: fc.constantFrom(...ids), holderId: fc.constantFrom(...ids) }), {
      selector: ({ giverId }) => giverId,
    }),
  });
  fc.assert(
    fc.property(drawn, (list) => {
      const seats = seatsOf(list);
      const entitled = list.people.filter(({ isEntitled }) => isEntitled).map(({ id }) => id);
      expect(seats.map(({ entitledId }) => entitledId)).toEqual(entitled);
      for (const { by } of seats) {
        const caster = list.people.find(({ id }) => id === by);
        expect(by === null || (caster?.presence === "present" && caster.leftAt === null)).toBe(true);
      }
      const now = countsOf({ ...list, typedCount: 9 });
      const ever = countsOf({ ...list, typedCount: 9 }, wasHere);
      expect(now.presentCount).toBeLessThanOrEqual(ever.presentCount);
      if (now.isFromList) expect(ever.presentCount).toBeLessThanOrEqual(now.entitledCount);
    }),
  );
});
