import { describe, expect, test } from "vitest";
import { walkContract } from "#features/council/walk-contract.ts";
import {
  addTask,
  appealOf,
  auditedBy,
  closedTo,
  commandsOf,
  namesByNeed,
  openCouncil,
  register,
  taskOf,
} from "../support/council.ts";

/** A building with two homes, an open appeal, a task and a secret. */
const street = () => {
  const council = openCouncil();
  const { clerk, secretary, unit } = council;
  const gridId = clerk.ok("people.addGrid", { name: "第一网格" }).id;
  const estate = clerk.ok("people.addEstate", { name: "春晖小区" });
  const { id: buildingId } = clerk.ok("people.addBuilding", { estateId: estate.id, gridId, name: "3", unitCount: 1 });
  const { units } = clerk.ok("people.listPlaces", {});
  const unitId = units[0]?.id ?? "";
  for (const room of ["102", "101"]) clerk.ok("people.addHousehold", { unitId, room });
  const open = register(clerk, "楼道堆物", { buildingId });
  const worked = register(clerk, "路灯不亮", { buildingId });
  const taskId = addTask(clerk, unit, [worked], { gridId });
  register(clerk, "举报三楼", { buildingId, nature: "report" });
  const of = { buildingId, withHomes: true, blankCount: 2 };
  return { ...council, secretary, gridId, buildingId, open, taskId, of };
};

describe("走访单", () => {
  test("lists tasks, appeals, homes and blank rows of a building, phones masked, nothing confidential", () => {
    const { clerk, director, of, gridId } = street();
    const { rows, placeName, leftOutCount } = clerk.ok("council.walkPreview", of);
    expect(placeName).toContain("3号楼");
    expect(leftOutCount).toBe(0);
    expect(rows.map(({ position, kind }) => `${position} ${kind}`)).toEqual([
      "1 task",
      "2 appeal",
      "3 home",
      "4 home",
      "5 blank",
      "6 blank",
    ]);
    expect(rows[1]?.detail).toContain("138****1234");
    expect(rows[2]?.label).toContain("101");
    expect(JSON.stringify(rows)).not.toMatch(/13812341234|举报/);
    expect(JSON.stringify(director.ok("council.walkPreview", of))).not.toContain("举报");
    expect(clerk.ok("council.walkPreview", { gridId, blankCount: 0 }).rows.map(({ kind }) => kind)).toEqual([
      "task",
      "appeal",
    ]);
    expect(clerk.code("council.walkPreview", { buildingId: "x" })).toBe("NotFound");
    expect(clerk.code("council.printWalkSheet", { blankCount: 0 })).toBe("WalkHasNoRows");
  });

  test("is kept as it was printed, whatever comes after", () => {
    const { clerk, of, buildingId } = street();
    const { code } = clerk.ok("council.printWalkSheet", of);
    register(clerk, "后来的事", { buildingId });
    const sheet = clerk.ok("council.walkSheet", { code: ` ${code.toLowerCase()} ` });
    expect(sheet.rows).toHaveLength(6);
    expect(clerk.code("council.walkSheet", { code: "XXXXX" })).toBe("NotFound");
    expect(clerk.ok("council.listWalkSheets", {}).sheets).toMatchObject([{ code, rowCount: 6, keyedCount: 0 }]);
  });

  test("is keyed back by its rows: a visit, a note, a new appeal, or nothing", () => {
    const { clerk, of, open, taskId, test: core } = street();
    const { id, code } = clerk.ok("council.printWalkSheet", of);
    core.advance({ days: 1 });
    const key = (position: number, words: string, more: object = {}) => {
      const reply = clerk.raw("council.keyWalkRow", {
        id,
        position,
        walkDate: "2026-11-21",
        visitor: "李网格",
        words,
        ...more,
      });
      return reply.ok ? (reply.value as { appealId: string | null }) : reply.code;
    };
    expect(key(1, "师傅来过，差一个灯泡", { visitKind: "do" })).toMatchObject({ appealId: null });
    expect(taskOf(clerk, taskId).visits).toMatchObject([
      { kind: "do", visitor: "李网格", outcome: "师傅来过，差一个灯泡", visitDate: "2026-11-21" },
    ]);
    key(2, "住户说已经搬走一半");
    expect(appealOf(clerk, open).events.at(-1)).toMatchObject({ kind: "walked", actor: "李网格" });
    expect(key(3, "")).toMatchObject({ appealId: null });
    const made = key(4, "家里暖气不热", { nature: "complaint", reporterName: "钱阿姨" }) as { appealId: string };
    expect(appealOf(clerk, made.appealId)).toMatchObject({
      channel: "visit",
      nature: "complaint",
      reporterName: "钱阿姨",
      placeLabel: expect.stringContaining("102"),
    });
    expect(key(5, "")).toBe("WalkRowIsEmpty");
    expect(key(5, "楼下有野狗")).toMatchObject({ appealId: expect.any(String) });
    expect(key(5, "再录一次")).toBe("WalkRowIsKeyed");
    expect(key(6, "x", { walkDate: "2026-11-22" })).toBe("WalkIsAhead");
    expect(key(6, "x", { walkDate: "2026-11-19" })).toBe("WalkBeforeSheet");
    expect(key(9, "x")).toBe("NotFound");
    const rows = clerk.ok("council.walkSheet", { code }).rows;
    expect(rows.map(({ keyedAt }) => keyedAt !== null)).toEqual([true, true, true, true, true, false]);
    expect(clerk.ok("council.listWalkSheets", {}).sheets[0]).toMatchObject({ keyedCount: 5 });
  });

  test("what became confidential after the printing is hidden where it is keyed", () => {
    const { clerk, director, of, open } = street();
    const { code } = clerk.ok("council.printWalkSheet", of);
    const { numberText: _number, ...kept } = appealOf(clerk, open);
    director.ok("council.changeAppeal", { ...kept, isConfidential: true } as never);
    expect(JSON.stringify(clerk.ok("council.walkSheet", { code }).rows)).not.toContain("堆物");
  });
});

test("who may, and every command in the audit log", () => {
  const council = openCouncil();
  expect(namesByNeed(walkContract)).toEqual({
    clerk: ["keyWalkRow", "listWalkSheets", "printWalkSheet", "walkPreview", "walkSheet"],
  });
  expect(closedTo(council, walkContract)).toEqual({ viewer: 5, clerk: 0, secretary: 0, director: 0, admin: 5 });
  const audited = auditedBy(council, walkContract, () => {
    const { id } = council.clerk.ok("council.printWalkSheet", {});
    council.clerk.ok("council.keyWalkRow", {
      id,
      position: 1,
      walkDate: "2026-11-20",
      visitor: "李网格",
      words: "路灯坏了",
    });
  });
  expect(audited).toEqual(commandsOf(walkContract));
});
