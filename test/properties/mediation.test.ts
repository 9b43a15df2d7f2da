import fc from "fast-check";
import { expect, test } from "vitest";
import { addTopic, meetingOf, openCouncil, planMeeting } from "../support/council.ts";

/** A mediation that sits, with one item, two parties and two others. */
const openMediation = () => {
  const council = openCouncil();
  const { secretary } = council;
  const id = planMeeting(secretary, [addTopic(council, [])], { kind: "mediation", entitledCount: 0 });
  for (const name of ["楼上", "楼下", "王律师", "网格员"])
    secretary.ok("council.addAttendance", {
      id,
      name,
      presence: "present",
      role: name[0] === "楼" ? "party" : "guest",
      isEntitled: name[0] === "楼",
    });
  secretary.ok("council.startMeeting", { id, version: meetingOf(secretary, id).version });
  return { ...council, id };
};
type Mediation = ReturnType<typeof openMediation>;

const choose = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

const steps: Record<string, (mediation: Mediation, at: number) => [string, Record<string, unknown>]> = {
  role: ({ secretary, id }, at) => {
    const role = choose(["party", "party", "professional", "guest"], Math.floor(at / 4));
    return ["council.changeInvitee", { id, attendanceId: choose(meetingOf(secretary, id).attendances, at).id, role }];
  },
  presence: ({ secretary, id }, at) => {
    const presence = choose(["present", "present", "absent"], Math.floor(at / 4));
    const attendanceId = choose(meetingOf(secretary, id).attendances, at).id;
    return ["council.changeAttendance", { id, attendanceId, presence }];
  },
  write: ({ secretary, id }) => {
    const edition = secretary.ok("council.agreement", { id }).editions[0]?.edition ?? 0;
    return ["council.writeAgreement", { id, edition, dispute: "漏水", terms: "七日内修好。" }];
  },
  sign: ({ secretary, id }, at) => {
    const { editions, signers } = secretary.ok("council.agreement", { id });
    const attendanceId = signers.length === 0 ? "x" : choose(signers, at).id;
    return [
      "council.signAgreement",
      { id, edition: editions[0]?.edition ?? 0, attendanceId, signedDate: "2026-11-20" },
    ];
  },
  withdraw: ({ secretary, id }, at) => {
    const [newest] = secretary.ok("council.agreement", { id }).editions;
    const attendanceId = newest?.signatures.length ? choose(newest.signatures, at).attendanceId : "x";
    return ["council.withdrawSignature", { id, edition: newest?.edition ?? 0, attendanceId, reason: "登错了" }];
  },
  decide: ({ secretary, id }, at) => {
    const itemId = meetingOf(secretary, id).items.find(({ kind }) => kind === "topic")?.id;
    const outcome = choose(["passed", "passed", "deferred"], at);
    return ["council.decideItem", { id, itemId, outcome, wording: "楼上七日内修好" }];
  },
  waive: ({ secretary, id }) => {
    const resolution = meetingOf(secretary, id).items.find((item) => item.resolution)?.resolution;
    return ["council.waiveTasks", { id, resolutionId: resolution?.id ?? "x", reason: "当场办好" }];
  },
  end: ({ secretary, id }) => ["council.endMeeting", { id, version: meetingOf(secretary, id).version }],
  minute: ({ secretary, id }) => ["council.minuteMeeting", { id, version: meetingOf(secretary, id).version }],
};
/** What brings it on is drawn more often than what sets it back. */
const names = [
  ...Array<string>(6).fill("sign"),
  ...["write", "decide", "decide", "waive", "waive", "end", "end", "minute", "minute"],
  ...Object.keys(steps),
];

/** Who was there as a party and stands not under the last wording; nobody of a mediation that came to nothing. */
const unsigned = ({ secretary, id }: Mediation): string[] => {
  const { items, attendances } = meetingOf(secretary, id);
  if (!items.some(({ resolution }) => resolution?.outcome === "passed")) return [];
  const signed = secretary.ok("council.agreement", { id }).editions[0]?.signatures ?? [];
  const parties = attendances.filter(({ role, presence }) => role === "party" && presence === "present");
  if (parties.length < 2) return ["fewer than two parties"];
  return parties
    .filter((party) => !signed.some(({ attendanceId }) => attendanceId === party.id))
    .map(({ id: of }) => of);
};

test("no sequence of steps ends or minutes a mediation that came to something without every party's name", () => {
  const reached = new Set<string>();
  const drawn = fc.array(fc.record({ name: fc.constantFrom(...names), at: fc.nat(1000) }), {
    minLength: 20,
    maxLength: 60,
  });
  fc.assert(
    fc.property(drawn, (draws) => {
      const mediation = openMediation();
      const { director, secretary, id } = mediation;
      for (const { name, at } of draws) {
        const [operation, input] = (steps[name] ?? steps.sign)?.(mediation, at) ?? ["", {}];
        const reply = director.raw(operation, input);
        expect(reply.ok ? "" : reply.code, `${operation} ${JSON.stringify(input)}`).not.toMatch(
          /Internal|InvalidInput/,
        );
        const wasJustEnded = reply.ok && (name === "end" || name === "minute");
        if (wasJustEnded) expect(unsigned(mediation), name).toEqual([]);
        if (meetingOf(secretary, id).state === "minuted") expect(unsigned(mediation)).toEqual([]);
        if (wasJustEnded && meetingOf(secretary, id).items.some(({ resolution }) => resolution?.outcome === "passed"))
          reached.add(name);
      }
      expect(mediation.test.takeLog()).toEqual([]);
    }),
    { seed: 1, numRuns: 25, endOnFailure: true },
  );
  // It is worth nothing unless some of them came to an agreement.
  expect(reached).toEqual(new Set(["end", "minute"]));
});
