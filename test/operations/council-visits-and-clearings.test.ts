import { expect, test } from "vitest";
import { addFinishedTask, addTask, hearAll, openCouncil, register, taskOf } from "../support/council.ts";

test("a month counts its visits by kind and its closed tasks by the nature behind them, and adds up", () => {
  const { clerk, director, unit, viewer } = openCouncil();
  const sheet = (month = "2026-11", desk = clerk) => desk.ok("council.visitsAndClearings", { month });
  for (const nature of ["inquiry", "help", "help", "complaint", "suggestion"] as const)
    hearAll(clerk, addFinishedTask(clerk, unit, [register(clerk, `一件${nature}`, { nature })]));
  const hidden = addFinishedTask(director, unit, [register(director, "举报", { nature: "report" })], {
    visibility: "confidential",
  });
  hearAll(director, hidden);
  const id = addTask(clerk, unit, [register(clerk, "还在办")]);
  for (const kind of ["do", "talk", "talk"] as const)
    clerk.ok("council.recordVisit", {
      id,
      version: taskOf(clerk, id).version,
      visitDate: "2026-11-20",
      kind,
      visitor: "网格员",
      outcome: "谈妥",
    });
  const counts = (desk = clerk) =>
    Object.fromEntries(sheet("2026-11", desk).classes.map(({ key, count }) => [key, count]));
  expect(counts()).toEqual({ answered: 1, helped: 2, settled: 1, considered: 1 });
  expect(counts(director)).toEqual({ answered: 1, helped: 2, settled: 2, considered: 1 });
  expect(sheet()).toMatchObject({ closedCount: 5, withoutAppeal: 0, visits: { do: 1, talk: 2, persuade: 0 } });
  expect(sheet("2026-12")).toMatchObject({ closedCount: 0, visits: { do: 0, talk: 0, persuade: 0 } });
  expect(clerk.ok("council.printVisitsAndClearings", { month: "2026-11" }).code).toMatch(/^[2-9A-Z]{5}$/);
  expect(clerk.code("council.visitsAndClearings", { month: "2026-13" })).toBe("InvalidInput");
  expect(viewer.code("council.visitsAndClearings", { month: "2026-11" })).toBe("NotAllowed");
});
