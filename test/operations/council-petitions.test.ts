import { describe, expect, test } from "vitest";
import { petitionContract } from "#features/council/petition-contract.ts";
import {
  appealOf,
  auditedBy,
  closedTo,
  commandsOf,
  fieldsOf,
  namesByNeed,
  openCouncil,
  register,
} from "../support/council.ts";

const opened = () => {
  const council = openCouncil();
  const { clerk, unit } = council;
  const id = register(clerk, "请帮忙反映拆迁补偿", { channel: "petition" });
  const petition = {
    agentKind: "contact" as const,
    agentId: unit.responsibleId,
    office: "区信访局",
    officeNumber: "信2026-88",
    handedDate: "2026-11-20",
  };
  const version = () => clerk.ok("council.petition", { appealId: id }).petition?.version ?? 1;
  const ask = (name: string, input: object = {}) => {
    const reply = clerk.raw(`council.${name}`, { id, version: version(), ...input });
    return reply.ok ? "ok" : reply.code;
  };
  const now = () => clerk.ok("council.petition", { appealId: id }).petition;
  return { ...council, id, petition, ask, now };
};

describe("信访代办", () => {
  test("is opened once for a petition, with somebody who is on a register", () => {
    const { clerk, id, petition, ask, now } = opened();
    expect(now()).toBeNull();
    expect(ask("openPetition", { ...petition, handedDate: "2026-11-21" })).toBe("PetitionDayAhead");
    expect(fieldsOf(clerk, "council.openPetition", { id, ...petition, agentId: "x" })).toEqual(["agentId"]);
    expect(ask("openPetition", { ...petition, id: register(clerk, "窗口来的") })).toBe("NotAPetition");
    expect(ask("openPetition", petition)).toBe("ok");
    expect(ask("openPetition", petition)).toBe("PetitionIsThere");
    expect(now()).toMatchObject({
      agentName: "第一物业 第一物业经理",
      waitsFor: "acceptance",
      referenceDate: "2026-12-05",
      isLate: false,
      dayCount: 15,
    });
    expect(appealOf(clerk, id).events.at(-1)).toMatchObject({
      kind: "petitionOpened",
      reason: "第一物业 第一物业经理代办，2026年11月20日交区信访局（信2026-88）",
    });
  });

  test("the agent may be a resident or one of the staff", () => {
    const { clerk, ask, petition, now } = opened();
    const resident = clerk.ok("people.addResident", { name: "郑大爷", phone: "", householdId: null });
    expect(ask("openPetition", { ...petition, agentKind: "resident", agentId: resident.id })).toBe("ok");
    expect(now()).toMatchObject({ agentKind: "resident", agentName: "郑大爷" });
    const [keeper] = clerk.ok("council.listKeepers", {});
    expect(ask("changePetition", { ...petition, agentKind: "staff", agentId: keeper?.id })).toBe("ok");
    expect(now()).toMatchObject({ agentKind: "staff", agentName: keeper?.name, version: 2 });
  });

  test("what came back moves the clock, and the last step can be taken back", () => {
    const { ask, petition, now, test: core } = opened();
    ask("openPetition", petition);
    core.advance({ days: 20 });
    expect(now()).toMatchObject({ isLate: true, dayCount: 5 });
    const step = (kind: string, stepDate: string, words = "") => ask("recordPetitionStep", { kind, stepDate, words });
    expect(step("told", "2026-12-01")).toBe("NothingToTell");
    expect(step("accepted", "2026-11-19")).toBe("PetitionDayTooEarly");
    expect(step("accepted", "2026-12-31")).toBe("PetitionDayAhead");
    expect(step("accepted", "2026-12-02", "收到受理告知书")).toBe("ok");
    expect(now()).toMatchObject({ waitsFor: "reply", referenceDate: "2027-01-31", isLate: false });
    expect(step("refused", "2026-12-03")).toBe("PetitionStepTaken");
    expect(step("replied", "2026-12-08", "已答复")).toBe("ok");
    expect(now()).toMatchObject({ waitsFor: "telling", referenceDate: null });
    expect(ask("undoPetitionStep")).toBe("ok");
    expect(now()).toMatchObject({ waitsFor: "reply", steps: [{ kind: "accepted" }] });
    step("replied", "2026-12-08");
    expect(step("told", "2026-12-09")).toBe("ok");
    expect(now()).toMatchObject({ waitsFor: "nothing" });
    expect(ask("changePetition", { ...petition, handedDate: "2026-12-03" })).toBe("PetitionDayTooEarly");
    expect(ask("undoPetitionStep", { version: 99 })).toBe("Conflict");
  });

  test("is listed while it goes on, and counted when it is late", () => {
    const { clerk, id, ask, petition, test: core } = opened();
    const list = (which: "open" | "late") =>
      clerk.ok("council.listAppeals", { petition: which }).appeals.map((appeal) => appeal.id);
    const counts = () => {
      const { petitions, latePetitions } = clerk.ok("council.countAppeals", {});
      return [petitions, latePetitions];
    };
    expect([list("open"), counts()]).toEqual([[], [0, 0]]);
    ask("openPetition", petition);
    expect([list("open"), list("late"), counts()]).toEqual([[id], [], [1, 0]]);
    core.advance({ days: 16 });
    expect([list("late"), counts()]).toEqual([[id], [1, 1]]);
    ask("recordPetitionStep", { kind: "refused", stepDate: "2026-12-01" });
    expect([list("open"), list("late"), counts()]).toEqual([[id], [], [1, 0]]);
    ask("recordPetitionStep", { kind: "told", stepDate: "2026-12-02" });
    expect([list("open"), counts()]).toEqual([[], [0, 0]]);
  });

  test("of a confidential appeal is there for those who may see it", () => {
    const { test: core, clerk, director, secretary, petition } = opened();
    const hidden = register(clerk, "举报一件事", { channel: "petition", nature: "report" });
    clerk.ok("council.openPetition", { id: hidden, ...petition });
    expect(secretary.code("council.petition", { appealId: hidden })).toBe("NotFound");
    expect(secretary.ok("council.countAppeals", {}).petitions).toBe(0);
    expect(director.ok("council.countAppeals", {}).petitions).toBe(1);
    expect(core.as("secretary").ok("council.listAppeals", { petition: "open" }).appeals).toEqual([]);
  });

  test("leaves the decisions of the desk as they were, so that they can be taken back behind it", () => {
    const { clerk, id, ask, petition } = opened();
    clerk.ok("council.acceptAppeal", { id, version: 1, isResidentTold: true, note: "" });
    ask("openPetition", petition);
    expect(clerk.code("council.undoAppealDecision", { id, version: 2 })).toBe("ok");
    expect(appealOf(clerk, id).state).toBe("received");
  });
});

test("who may, and every command in the audit log", () => {
  const council = opened();
  expect(namesByNeed(petitionContract)).toEqual({
    clerk: ["changePetition", "openPetition", "petition", "recordPetitionStep", "undoPetitionStep"],
  });
  expect(closedTo(council, petitionContract)).toEqual({ viewer: 5, clerk: 0, secretary: 0, director: 0, admin: 5 });
  const audited = auditedBy(council, petitionContract, () => {
    council.ask("openPetition", council.petition);
    council.ask("changePetition", council.petition);
    council.ask("recordPetitionStep", { kind: "progress", stepDate: "2026-11-20" });
    council.ask("undoPetitionStep");
  });
  expect(audited).toEqual(commandsOf(petitionContract));
});
