import { describe, expect, test } from "vitest";
import type { AppContract } from "#app/contract.ts";
import type { OutputOf, WrittenInputOf } from "#base/contract.ts";
import { acceptTask, addTask, finishTask, openCouncil, register, taskOf } from "../support/council.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";
import type { Desk } from "../support/test-core.ts";

type Asked = WrittenInputOf<AppContract["council.listPublicTasks"]>;
type Listed = OutputOf<AppContract["council.listPublicTasks"]>["tasks"];

const listed = (desk: Desk, asked: Asked = {}): Listed => desk.ok("council.listPublicTasks", asked).tasks;
const wordings = (desk: Desk, asked: Asked = {}) => listed(desk, asked).map(({ publicWording }) => publicWording);

describe("public tasks", () => {
  test("tell a viewer the public wording, who does it and how far it is, and nothing else", () => {
    const { clerk, viewer, unit } = openCouncil();
    const appealId = register(clerk, "家里老人住院，楼道灯坏了");
    addTask(clerk, unit, [appealId], { title: "孙大姐家门口路灯", measure: "先去找孙大姐开门" });
    expect(listed(viewer)).toEqual([
      {
        numberText: "办〔2026〕1号",
        publicWording: "修复小区主路路灯",
        track: "immediate",
        unitName: "第一物业",
        state: "dispatched",
        band: "soon",
        dueAt: "2026-11-23T16:00:00.000Z",
        isDueEstimated: false,
        finishedAt: null,
      },
    ]);
    expect(JSON.stringify(viewer.ok("council.listPublicTasks", {}))).not.toMatch(
      /孙大姐|老人|住院|第一物业经理|1381234/,
    );
  });

  test("leave out what is internal, confidential or cancelled, also while filters ask for everything", () => {
    const { clerk, director, viewer, unit } = openCouncil();
    const one = (publicWording: string, visibility: "public" | "internal" | "confidential") =>
      addTask(clerk, unit, [register(clerk, publicWording)], { publicWording, visibility });
    one("修复路灯", "public");
    one("内部排查", "internal");
    one("保密事项", "confidential");
    const cancelled = one("不办了的事", "public");
    director.ok("council.cancelTask", { id: cancelled, version: taskOf(clerk, cancelled).version, reason: "重复" });
    expect(wordings(viewer)).toEqual(["修复路灯"]);
    expect(wordings(director)).toEqual(["修复路灯"]);
    expect(wordings(clerk, { order: "latest", track: "immediate" })).toEqual(["修复路灯"]);
    // A task that is withdrawn from the public is gone from the list.
    const [task] = clerk.ok("council.listTasks", { typed: "修复路灯" }).tasks;
    const kept = taskOf(clerk, task?.id ?? "");
    clerk.ok("council.changeTask", {
      id: kept.id,
      version: kept.version,
      title: kept.title,
      publicWording: kept.publicWording,
      track: kept.track,
      visibility: "internal",
    });
    expect(wordings(viewer)).toEqual([]);
  });

  test("hold no name, room or number of a person, even where the wording does", () => {
    const { clerk, viewer, unit } = openCouncil();
    addNeighbourhood(clerk);
    addTask(clerk, unit, [register(clerk, "门坏了")], {
      publicWording: "给张晓梅家（幸福小区3号楼2单元501室，电话13812341234）修门",
    });
    const [wording] = wordings(viewer);
    expect(wording).toBe("给张*梅家（幸福小区3号楼（房号略），电话138****1234）修门");
  });

  test("are filtered by state and track, the nearest deadline or the latest first", () => {
    const { test: centre, clerk, viewer, unit } = openCouncil();
    const ids = ["甲", "乙", "丙"].map((name, index) =>
      addTask(clerk, unit, [register(clerk, name)], {
        publicWording: name,
        track: name === "丙" ? "online" : "immediate",
        limit: { unit: "days", count: index + 1 },
      }),
    );
    expect(wordings(viewer)).toEqual(["甲", "乙", "丙"]);
    expect(wordings(viewer, { order: "latest" })).toEqual(["丙", "乙", "甲"]);
    expect(wordings(viewer, { track: "online" })).toEqual(["丙"]);
    acceptTask(clerk, ids[1] ?? "");
    finishTask(clerk, ids[1] ?? "");
    expect(listed(viewer, { states: ["finished"] })).toMatchObject([
      { publicWording: "乙", state: "finished", band: "over", finishedAt: centre.now() },
    ]);
    expect(wordings(viewer, { states: ["dispatched", "accepted"] })).toEqual(["甲", "丙"]);
    expect(wordings(viewer, { states: ["closed"] })).toEqual([]);
  });

  test("come in pages that show each once, whatever the order", () => {
    const { clerk, viewer, unit } = openCouncil();
    const names = Array.from({ length: 7 }, (_, index) => `第${index}件`);
    for (const name of names) addTask(clerk, unit, [register(clerk, name)], { publicWording: name });
    for (const order of ["nearest", "latest"] as const) {
      const seen: string[] = [];
      const sizes: number[] = [];
      let after: string | null = null;
      do {
        const page: OutputOf<AppContract["council.listPublicTasks"]> = viewer.ok("council.listPublicTasks", {
          order,
          after,
          limit: 3,
        });
        seen.push(...page.tasks.map(({ publicWording }) => publicWording));
        sizes.push(page.tasks.length);
        after = page.nextAfter;
      } while (after !== null);
      expect(sizes).toEqual([3, 3, 1]);
      expect([...seen].sort()).toEqual(names);
    }
  });

  test("are for everybody who has signed in, and for nobody else", () => {
    const { test: centre, admin, viewer } = openCouncil();
    expect([admin, viewer].map((desk) => desk.code("council.listPublicTasks", {}))).toEqual(["ok", "ok"]);
    expect(centre.as("nobody").code("council.listPublicTasks", {})).toBe("NotSignedIn");
    expect(viewer.code("council.listTasks", {})).toBe("NotAllowed");
  });
});
