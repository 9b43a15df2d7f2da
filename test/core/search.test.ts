import { describe, expect, test } from "vitest";
import { namePieces, numberPieces, phonePieces, textPieces } from "#base/search-pieces.ts";
import { index, searchIds, unindex } from "#core/search.ts";
import { openSampleCore } from "../support/sample-core.ts";

const sortAt = "2026-11-20T01:00:00.000Z";

const filled = () => {
  const { db } = openSampleCore();
  const put = (kind: string, subjectId: string, pieces: string[], isConfidential = false) =>
    index(db, { kind, subjectId, sortAt, isConfidential, pieces: pieces.join(" ") });
  put("person", "zxm", [namePieces("张晓梅"), phonePieces("13812341234"), textPieces("3号楼2单元")]);
  put("person", "zy", [namePieces("张勇"), phonePieces("01066661234")]);
  put("person", "sxx", [namePieces("单雄信")]);
  put("person", "zcq", [namePieces("曾重庆")]);
  put("person", "pzh", [namePieces("朴正欢")]);
  put("person", "many", [namePieces("乐朴单重查解行长")]);
  put("person", "desk", [namePieces("前台"), phonePieces("04764229876")]);
  put("person", "lvbu", [namePieces("吕布")]);
  put("person", "rare", [namePieces("龘𬍛")]);
  put("appeal", "a12", [numberPieces("诉", 2026, 12), textPieces("楼道灯坏了，晚上看不见路。张晓梅反映")]);
  put("appeal", "a120", [numberPieces("诉", 2026, 120), textPieces("电梯 OTIS 停运")]);
  put("appeal", "b12", [numberPieces("诉", 2025, 12), textPieces("噪音扰民")]);
  put("appeal", "secret", [numberPieces("诉", 2026, 13), textPieces("举报楼道灯工程")], true);
  const find = (kind: string, typed: string, withConfidential = false, limit = 20) =>
    searchIds(db, { typed, kind, limit, withConfidential });
  return { db, find };
};

describe("finding a person", () => {
  test.each([
    ["the whole name", "张晓梅", ["zxm"]],
    ["two characters", "晓梅", ["zxm"]],
    ["two characters at the start", "张晓", ["zxm"]],
    ["one character at the start", "张", ["zy", "zxm"]],
    ["one character at the end", "梅", ["zxm"]],
    ["one character in the middle", "雄", ["sxx"]],
    ["characters that stand apart", "张梅", []],
    ["a rare character", "龘", ["rare"]],
    ["a character outside the basic plane", "𬍛", ["rare"]],
    ["pinyin initials", "zxm", ["zxm"]],
    ["pinyin initials in capitals", "ZXM", ["zxm"]],
    ["the first of the initials", "zx", ["zxm"]],
    ["a surname with a sound of its own", "sxx", ["sxx"]],
    ["a surname as most people read it", "dxx", ["sxx"]],
    ["initials of a character that is read in two ways", "zcq", ["zcq"]],
    ["the initials that the program would guess", "zzq", ["zcq"]],
    ["both open characters the other way", "ccq", ["zcq"]],
    ["whole pinyin of the other reading", "zengchongqing", ["zcq"]],
    ["a third reading", "poz", ["pzh"]],
    ["the likeliest reading where nearly all is open", "ypdzcjxc", ["many"]],
    ["whole pinyin", "zhangxiaomei", ["zxm"]],
    ["the start of whole pinyin", "zhangx", ["zxm"]],
    ["the last four digits of a phone", "1234", ["zy", "zxm"]],
    ["a name and the last four digits", "张勇 1234", ["zy"]],
    ["a whole phone", "13812341234", ["zxm"]],
    ["the start of a phone", "1381234", ["zxm"]],
    ["a phone with spaces", "138 1234 1234", ["zxm"]],
    ["a phone with dashes", "138-1234-1234", ["zxm"]],
    ["a phone with the country before it", "+86 13812341234", ["zxm"]],
    ["an area code in brackets", "(0476)4229876", ["desk"]],
    ["a number of the desk", "0476-4229876", ["desk"]],
    ["ü as input methods write it", "lvb", ["lvbu"]],
    ["whole pinyin with v", "lvbu", ["lvbu"]],
    ["full-width digits", "１２３４", ["zy", "zxm"]],
    ["a part of an address", "3号楼", ["zxm"]],
    ["nothing that stands there", "王", []],
    ["an empty line", "   ", []],
    ["signs only", "“”（）-*\"'", []],
    ["what looks like a query", 'a" OR "张', []],
  ])("by %s: %s", (_case, typed, expected) => {
    const { find } = filled();
    expect(find("person", typed)).toEqual(expected);
  });
});

describe("finding a numbered record", () => {
  test.each([
    ["诉〔2026〕12号", ["a12"]],
    ["诉〔２０２６〕１２号", ["a12"]],
    ["[2026]012", ["a12"]],
    ["（2026）12", ["a12"]],
    ["2026-12", ["a12"]],
    ["2026-0012", ["a12"]],
    ["2025-12", ["b12"]],
    ["12", ["b12", "a12"]],
    ["012", ["b12", "a12"]],
    ["120", ["a120"]],
    ["2026-1", []],
    ["诉2026-12", ["a12"]],
    ["诉 2026-12号", ["a12"]],
    ["诉12", ["b12", "a12"]],
    ["诉12号", ["b12", "a12"]],
    ["12号", ["b12", "a12"]],
    ["第12号", ["b12", "a12"]],
    ["办12", []],
    ["史〔2026〕12号", []],
    ["楼道灯", ["a12"]],
    ["otis", ["a120"]],
    ["电梯 停运", ["a120"]],
  ])("%s", (typed, expected) => {
    const { find } = filled();
    expect(find("appeal", typed)).toEqual(expected);
  });
});

describe("what is found", () => {
  test("is of the kind that was asked for", () => {
    const { find } = filled();
    expect(find("person", "张晓梅")).toEqual(["zxm"]);
    expect(find("appeal", "张晓梅")).toEqual(["a12"]);
    expect(find("topic", "张晓梅")).toEqual([]);
  });

  test("leaves out what is confidential, unless the asker may see it", () => {
    const { find } = filled();
    expect(find("appeal", "楼道")).toEqual(["a12"]);
    expect(find("appeal", "举报")).toEqual([]);
    expect(find("appeal", "2026-13")).toEqual([]);
    expect(find("appeal", "楼道", true)).toEqual(["secret", "a12"]);
  });

  test("comes newest first, no more than asked for", () => {
    const { find } = filled();
    expect(find("appeal", "12", false, 1)).toEqual(["b12"]);
  });

  test("follows a change: the old words are gone, the new ones found, once", () => {
    const { db, find } = filled();
    index(db, { kind: "person", subjectId: "zxm", sortAt, isConfidential: true, pieces: namePieces("王芳") });
    expect(find("person", "晓梅", true)).toEqual([]);
    expect(find("person", "王芳")).toEqual([]);
    expect(find("person", "王芳", true)).toEqual(["zxm"]);
    expect(find("person", "zxm", true)).toEqual([]);
  });

  test("nothing of a record that was taken out, even after the file was vacuumed", () => {
    const { db, find } = filled();
    unindex(db, "zxm");
    unindex(db, "never-there");
    db.run("VACUUM");
    expect(find("person", "晓梅")).toEqual([]);
    expect(find("person", "1234")).toEqual(["zy"]);
    expect(find("appeal", "楼道灯")).toEqual(["a12"]);
  });
});
