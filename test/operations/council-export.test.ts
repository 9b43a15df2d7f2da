import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asHistory, countsOf } from "../support/appeal-sheets.ts";
import { addTask, openCouncil, register } from "../support/council.ts";
import { importSheet, rowsOfFile } from "../support/sheets.ts";
import { openTestCore } from "../support/test-core.ts";

describe("the register of appeals as a file", () => {
  test("holds what the list shows, in the columns that staff fill in, and runs nothing", async () => {
    const centre = openTestCore();
    const clerk = centre.as("clerk");
    const director = centre.as("director");
    const common = { voice: "self", channel: "phone", nature: "complaint" } as const;
    clerk.ok("council.registerAppeal", {
      ...common,
      reporterName: "张晓梅",
      reporterPhone: "13812341234",
      content: "=1+1",
    });
    clerk.ok("council.registerAppeal", { ...common, voice: "anonymous", content: "垃圾没人清" });
    clerk.ok("council.registerAppeal", { ...common, nature: "report", content: "有人收钱" });

    expect(clerk.code("council.exportAppeals", { format: "csv" })).toBe("NotAllowed");
    const { id } = director.ok("council.exportAppeals", { format: "csv", nature: "complaint" });
    await centre.finishJobs();
    const { file } = director.ok("system.exportedFile", { jobId: id });
    expect(file.name).toBe("居民诉求登记表-2026-11-20.csv");
    const [titles, ...rows] = await rowsOfFile(centre, file.sha256);
    expect(titles?.slice(0, 4)).toEqual(["编号", "登记日期", "诉求人姓名", "联系电话"]);
    expect(rows.map((row) => [row[0], row[2], row[3], row[9]])).toEqual([
      ["诉〔2026〕2号", "匿名", "", "垃圾没人清"],
      ["诉〔2026〕1号", "张晓梅", "13812341234", "'=1+1"],
    ]);
  });

  test("says what was ordered beside the answer, the state apart, and comes back as known", async () => {
    const council = openCouncil();
    const { clerk, director, test: centre, unit } = council;
    const id = register(clerk, "路灯不亮");
    addTask(clerk, unit, [id], { measure: "更换灯泡" });
    addTask(clerk, unit, [id], { measure: "", title: "查线路" });
    addTask(director, unit, [id], { measure: "查违建", visibility: "confidential" });
    const job = director.ok("council.exportAppeals", { format: "xlsx" });
    await centre.finishJobs();
    const { file } = director.ok("system.exportedFile", { jobId: job.id });
    const [titles = [], row = []] = await rowsOfFile(centre, file.sha256);
    const cell = (title: string) => row[titles.indexOf(title)];
    expect([cell("处理措施"), cell("处理结果"), cell("办理状态")]).toEqual(["更换灯泡\n查线路\n查违建", "", "办理中"]);
    const bytes = readFileSync(centre.core.files.pathOf(file.sha256));
    const again = await importSheet(centre, { desk: clerk, kind: "appeals", bytes, choices: asHistory });
    expect(countsOf(again)).toEqual([1, 0, 1, 0]);
  });

  test("goes on past one page, in the order of the list", async () => {
    const centre = openTestCore();
    const clerk = centre.as("clerk");
    for (let at = 1; at <= 230; at += 1)
      clerk.ok("council.registerAppeal", { voice: "anonymous", channel: "box", nature: "help", content: `第${at}件` });
    const { id } = centre.as("director").ok("council.exportAppeals", { format: "xlsx" });
    await centre.finishJobs();
    const { file } = centre.as("director").ok("system.exportedFile", { jobId: id });
    const [, ...rows] = await rowsOfFile(centre, file.sha256);
    expect(rows.map((row) => row[9])).toEqual(Array.from({ length: 230 }, (_, at) => `第${230 - at}件`));
  });

  test.each(["xlsx", "csv"] as const)("comes to its end though there is nothing in it, as %s", async (format) => {
    const centre = openTestCore();
    const director = centre.as("director");
    const { id } = director.ok("council.exportAppeals", { format });
    await centre.finishJobs();
    expect(director.ok("system.job", { id })).toMatchObject({ state: "done", result: { rowCount: 0 } });
    const { file } = director.ok("system.exportedFile", { jobId: id });
    expect(await rowsOfFile(centre, file.sha256)).toHaveLength(1);
  });
});
