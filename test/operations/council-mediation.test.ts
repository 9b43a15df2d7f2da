import { describe, expect, test } from "vitest";
import { mediationContract } from "#features/council/mediation-contract.ts";
import { addTopic, decide, endMeeting, meetingOf, openCouncil, planMeeting } from "../support/council.ts";
import type { Desk } from "../support/test-core.ts";

const wording = { dispute: "楼上漏水", terms: "三日内修好，赔偿八百元。", performBy: "2026-11-23" };

/** A mediation that sits, with two parties and a lawyer at the table and the topic passed. */
const passedMediation = (council: ReturnType<typeof openCouncil> = openCouncil()) => {
  const { secretary } = council;
  const topicId = addTopic(council, []);
  const id = planMeeting(secretary, [topicId], { kind: "mediation", entitledCount: 0 });
  const at = (name: string, role: "party" | "professional" | "property", isEntitled: boolean) =>
    secretary.ok("council.addAttendance", { id, name, role, isEntitled, presence: "present" }).attendanceId;
  const [first, second] = [at("楼上", "party", true), at("楼下", "party", true)];
  const [lawyer, property] = [at("王律师", "professional", false), at("物业", "property", false)];
  secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
  decide(secretary, id, topicId, "passed");
  return { ...council, id, topicId, first, second, lawyer, property };
};

const end = (desk: Desk, id: string) => desk.code("council.endMeeting", { id, version: meetingOf(desk, id).version });

describe("调解协议", () => {
  test("stands in wordings, each with its own signatures", () => {
    const { secretary, id, first, second, lawyer, property } = passedMediation();
    const sign = (attendanceId: string, edition = 1, signedDate = "2026-11-20") =>
      secretary.code("council.signAgreement", { id, edition, attendanceId, signedDate });
    expect(end(secretary, id)).toBe("AgreementMissing");
    expect(secretary.ok("council.agreement", { id })).toMatchObject({ problem: "AgreementMissing", editions: [] });
    expect(secretary.ok("council.writeAgreement", { id, edition: 0, ...wording })).toEqual({ id, edition: 1 });
    expect(secretary.code("council.writeAgreement", { id, edition: 0, ...wording })).toBe("Conflict");
    expect(end(secretary, id)).toBe("AgreementUnsigned");
    expect([sign(first), sign(first), sign(property), sign("x")]).toEqual([
      "ok",
      "AlreadySigned",
      "SignerNotInvolved",
      "NotFound",
    ]);
    expect(sign(second, 1, "2026-11-21")).toBe("InvalidInput");
    expect(sign(second, 2)).toBe("Conflict");
    expect(sign(lawyer)).toBe("ok");
    expect(secretary.ok("council.agreement", { id })).toMatchObject({
      problem: "AgreementUnsigned",
      parties: [{ name: "楼上" }, { name: "楼下" }],
      professionals: [{ name: "王律师" }],
      signers: [{ name: "楼下" }],
      editions: [
        { edition: 1, terms: wording.terms, signatures: [{ name: "楼上", way: "inPerson" }, { name: "王律师" }] },
      ],
    });
    // A wording that was changed is not the one that was signed.
    secretary.ok("council.writeAgreement", { id, edition: 1, ...wording, terms: "五日内修好。" });
    expect(sign(first, 1)).toBe("Conflict");
    expect([sign(first, 2), end(secretary, id), sign(second, 2), end(secretary, id)]).toEqual([
      "ok",
      "AgreementUnsigned",
      "ok",
      "ok",
    ]);
    expect(
      secretary.ok("council.agreement", { id }).editions.map(({ edition, signatures }) => [edition, signatures.length]),
    ).toEqual([
      [2, 2],
      [1, 2],
    ]);
    expect(secretary.code("council.removeAttendance", { id, attendanceId: lawyer })).toBe("AttendeeHasSigned");
  });

  test("is of a mediation that sits, and a mediation without a result ends without one", () => {
    const council = openCouncil();
    const { secretary } = council;
    const meeting = planMeeting(secretary, []);
    expect(secretary.code("council.writeAgreement", { id: meeting, edition: 0, ...wording })).toBe("NotAMediation");
    expect(secretary.code("council.printAgreement", { id: meeting, edition: 1 })).toBe("NotAMediation");
    const early = planMeeting(secretary, [], { kind: "mediation" });
    expect(secretary.code("council.writeAgreement", { id: early, edition: 0, ...wording })).toBe("AgreementNotOpen");
    const signing = { id: early, edition: 1, attendanceId: "x", signedDate: "2026-11-20" };
    expect(secretary.code("council.signAgreement", signing)).toBe("AgreementNotOpen");
    expect(secretary.code("council.signAgreement", { ...signing, id: meeting })).toBe("NotAMediation");
    const { id, topicId } = passedMediation(council);
    decide(secretary, id, topicId, "deferred");
    endMeeting(secretary, id);
    // What was agreed after all may still be written down.
    expect(secretary.code("council.writeAgreement", { id, edition: 0, ...wording })).toBe("ok");
  });

  test("a signature that was entered wrongly is taken back with a reason, and no minutes are issued without it", () => {
    const { secretary, director, id, first, second } = passedMediation();
    secretary.ok("council.writeAgreement", { id, edition: 0, ...wording });
    const sign = (attendanceId: string) =>
      secretary.code("council.signAgreement", { id, edition: 1, attendanceId, signedDate: "2026-11-20" });
    expect([sign(first), sign(second), end(secretary, id)]).toEqual(["ok", "ok", "ok"]);
    const withdraw = { id, edition: 1, attendanceId: second, reason: "当时没有签" };
    expect(secretary.code("council.withdrawSignature", { ...withdraw, edition: 2 })).toBe("NotFound");
    secretary.ok("council.withdrawSignature", withdraw);
    expect(secretary.code("council.withdrawSignature", withdraw)).toBe("NotFound");
    expect(meetingOf(secretary, id).events.at(-1)?.reason).toMatch(/ 第 1 稿：当时没有签$/);
    const { resolution } = meetingOf(secretary, id).items.find((item) => item.resolution) ?? {};
    secretary.ok("council.waiveTasks", { id, resolutionId: resolution?.id ?? "", reason: "当场办好" });
    const minute = () => director.code("council.minuteMeeting", { id, version: meetingOf(secretary, id).version });
    expect(minute()).toBe("AgreementUnsigned");
    expect(sign(second)).toBe("ok");
    expect(minute()).toBe("ok");
    expect(secretary.code("council.withdrawSignature", { ...withdraw, attendanceId: first })).toBe("AgreementNotOpen");
  });

  test("wants two parties at the table", () => {
    const { secretary, id, first, second } = passedMediation();
    secretary.ok("council.writeAgreement", { id, edition: 0, ...wording });
    secretary.ok("council.changeInvitee", { id, attendanceId: second, role: "guest" });
    secretary.ok("council.signAgreement", { id, edition: 1, attendanceId: first, signedDate: "2026-11-20" });
    expect(end(secretary, id)).toBe("PartiesMissing");
  });

  test("is for the secretary, is logged when it is printed, and scans belong to it", () => {
    const { clerk, secretary, id, test: core } = passedMediation();
    secretary.ok("council.writeAgreement", { id, edition: 0, ...wording });
    for (const name of Object.keys(mediationContract)) {
      const reply = clerk.raw(name, {});
      expect(reply.ok ? "ok" : reply.code, name).toBe("NotAllowed");
    }
    expect(JSON.stringify(meetingOf(clerk, id))).not.toContain("八百元");
    const printed = secretary.ok("council.printAgreement", { id, edition: 1 });
    expect(printed.code).toMatch(/^\w{5}$/);
    expect(secretary.code("council.printAgreement", { id, edition: 2 })).toBe("NotFound");
    expect(meetingOf(secretary, id).events.at(-1)?.reason).toBe(`调解协议书第 1 稿 ${printed.code}`);
    expect(secretary.code("council.openAgreementScan", { id: "x" })).toBe("NotFound");
    expect(core.takeLog()).toEqual([]);
  });
});
