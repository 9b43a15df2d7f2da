import { expect, test } from "vitest";
import { countSentenceOf, turnoutSentence, voteSentence } from "./vote-sentence.ts";
import { voteBaseWords } from "./vote-words.ts";

const count = {
  edition: 1,
  forCount: 15,
  againstCount: 1,
  abstainCount: 1,
  invalidCount: 0,
  handedOutCount: null,
  returnedCount: null,
  isPassed: true,
  sheetCode: "",
  reason: "",
  countedBy: "",
  watchedBy: "",
  at: "2026-11-20T07:00:00.000Z",
};
const vote = {
  base: "present" as const,
  entitledBy: "household" as const,
  entitledCount: 21,
  presentCount: 17,
  relativeCount: 0,
  proxyCount: 1,
  counts: [count],
};

test("what a majority is counted by is said alike of people and of households, wherever it is said", () => {
  for (const [base, word] of Object.entries(voteBaseWords)) {
    expect(word).not.toMatch(/人|户/);
    expect(voteSentence({ ...vote, base: base as keyof typeof voteBaseWords })).toContain(`；按${word}过半计，`);
  }
});

test("a vote is told in one sentence", () => {
  expect(voteSentence(vote)).toBe("应到21户，到会17户（其中委托1户）；按到会过半计，赞成15、反对1、弃权1，通过。");
  expect(voteSentence({ ...vote, counts: [] })).toBe("");
});

test.each([
  [{ entitledBy: "person" as const, proxyCount: 0 }, "应到21人，到会17人"],
  [{ relativeCount: 2 }, "应到21户，到会17户（其中家人代表2户、委托1户）"],
])("who was there: %j → %s", (more, sentence) => {
  expect(turnoutSentence({ ...vote, ...more })).toBe(sentence);
});

test.each([
  [{ base: "entitled" as const }, {}, "；按应到过半计，赞成15、反对1、弃权1，通过。"],
  [
    { base: "cast" as const },
    { forCount: 8, againstCount: 8, isPassed: false },
    "赞成8、反对8、弃权1，赞成没有过半，不通过。",
  ],
  [{ presentCount: 10 }, { forCount: 9, againstCount: 0 }, "赞成9、反对0、弃权1，赞成过半，但到会没有过半，不能通过。"],
  [
    {},
    { forCount: 14, invalidCount: 1, handedOutCount: 18, returnedCount: 17 },
    "；发出纸票18张，收回17张；按到会过半计，赞成14、反对1、弃权1、无效1，通过。",
  ],
  [{}, { edition: 2 }, "；第2次计票，按到会过半计，赞成15、反对1、弃权1，通过。"],
])("%j, %j → …%s", (more, counted, end) => {
  const sentence = countSentenceOf({ ...vote, ...more }, { ...count, ...counted });
  expect(sentence.endsWith(end), sentence).toBe(true);
});
