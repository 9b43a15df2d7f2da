import { describe, expect, test } from "vitest";
import { countsOfChoices, signedChoices } from "./vote-signatures.ts";

const none = { forRows: "", againstRows: "", abstainRows: "" };

describe("signatures by row", () => {
  test("are read as they are typed", () => {
    const signed = signedChoices({ forRows: "1-3、7", againstRows: "５", abstainRows: "" }, 8);
    expect(signed).toEqual({
      ok: true,
      choices: new Map([
        [1, "for"],
        [2, "for"],
        [3, "for"],
        [7, "for"],
        [5, "against"],
      ]),
    });
    expect(signed.ok && countsOfChoices(signed.choices.values())).toEqual({
      forCount: 4,
      againstCount: 1,
      abstainCount: 0,
    });
    expect(signedChoices(none, 8)).toEqual({ ok: true, choices: new Map() });
  });

  test.each([
    [{ ...none, forRows: "一、二" }, "forRows", "请照签字表上的序号填，如 1-8、10、12"],
    [{ ...none, abstainRows: "9" }, "abstainRows", "签字表上没有第 9 行"],
    [{ forRows: "1-4", againstRows: "4", abstainRows: "" }, "againstRows", "第 4 行既填在赞成里，又填在反对里"],
    [{ ...none, againstRows: "2", abstainRows: "1-3" }, "abstainRows", "第 2 行既填在反对里，又填在弃权里"],
  ])("%j → %s %s", (typed, field, message) => {
    expect(signedChoices(typed, 8)).toEqual({ ok: false, field, message });
  });
});
