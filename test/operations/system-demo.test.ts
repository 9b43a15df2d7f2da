import { expect, test } from "vitest";
import { openTestCore } from "../support/test-core.ts";

test("a demonstration is only made where nothing was set up", () => {
  const centre = openTestCore();
  expect(centre.openDesk().code("system.openDemo", {})).toBe("AlreadySetUp");
  const inMemory = openTestCore({ isEmpty: true });
  expect(inMemory.openDesk().code("system.openDemo", {})).toBe("NoDemoHere");
  expect(inMemory.openDesk().ok("system.demoProgress", {})).toMatchObject({ isRunning: false, problem: null });
});

test("an empty centre becomes the demonstration, and everybody there is told the PIN", async () => {
  const centre = openTestCore({ isEmpty: true, isOnDisk: true });
  const desk = centre.openDesk();
  desk.ok("system.openDemo", {});
  expect(desk.ok("system.demoProgress", {})).toMatchObject({ isRunning: true });
  await centre.finishJobs();
  await expect.poll(() => centre.openDesk().ok("system.state", {}).isSetUp).toBe(true);
  const state = centre.openDesk().ok("system.state", {});
  expect(state).toMatchObject({ isDemo: true, demoPin: "1234" });
  const [first] = state.people;
  const other = centre.openDesk();
  expect(other.ok("system.signIn", { accountId: first?.id ?? "", pin: state.demoPin })).toMatchObject({
    isSignedIn: true,
  });
  expect(other.ok("council.listAppeals", {}).appeals.length).toBeGreaterThan(0);
}, 180_000);
