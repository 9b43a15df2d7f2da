import { describe, expect, it } from "vitest";
import { afterSaving, changesIn, rebase } from "./rebase.ts";

const before = { title: "停车", note: "", tags: ["one"], version: 1 };

describe("a form carried over to what the record holds now", () => {
  it("keeps what was typed and takes what a colleague changed elsewhere", () => {
    const mine = { ...before, title: "停车难" };
    const now = { ...before, note: "物业已知", version: 2 };
    expect(rebase(before, mine, now)).toEqual({
      values: { title: "停车难", note: "物业已知", tags: ["one"], version: 2 },
      contested: [],
    });
  });

  it("names the fields that both changed, unless they say the same", () => {
    const mine = { ...before, title: "停车难", note: "同一句", tags: ["one", "two"] };
    const now = { ...before, title: "停车位少", note: "同一句", tags: [] };
    expect(rebase(before, mine, now)).toEqual({
      values: { title: "停车难", note: "同一句", tags: ["one", "two"], version: 1 },
      contested: ["title", "tags"],
    });
  });

  it("never mixes fields that mean one thing together", () => {
    const at = { place: "甲区1号楼", estateId: "a", buildingId: "a1" };
    const mine = { place: "甲区2号楼", estateId: "a", buildingId: "a2" };
    const now = { place: "乙区3号楼", estateId: "b", buildingId: "b3" };
    const together = [["place", "estateId", "buildingId"]] as const;
    expect(rebase(at, mine, now, together).values).toEqual(mine);
    expect(rebase(at, at, now, together).values).toEqual(now);
  });
});

describe("what was changed in a form", () => {
  it("is nothing while the form stands as it was opened", () => {
    expect(changesIn(before, { ...before, tags: ["one"] })).toBeNull();
  });

  it("comes with what stood there before, so that it can be carried over later", () => {
    const mine = { ...before, title: "停车难" };
    const changes = changesIn(before, mine);
    expect(changes).toEqual({ values: { title: "停车难" }, before: { title: "停车" } });
    const now = { ...before, title: "停车位少", note: "新的", version: 7 };
    expect(rebase({ ...now, ...changes?.before }, { ...now, ...changes?.values }, now)).toEqual({
      values: { title: "停车难", note: "新的", tags: ["one"], version: 7 },
      contested: ["title"],
    });
  });

  it("takes fields that belong together whole", () => {
    const at = { place: "甲区1号楼", estateId: "a" };
    expect(changesIn(at, { place: "甲区2号楼", estateId: "a" }, [["place", "estateId"]])).toEqual({
      values: { place: "甲区2号楼", estateId: "a" },
      before: at,
    });
  });
});

describe("a form that starts again after it was saved", () => {
  const empty = { words: "", attitude: "neutral", who: null as string | null };
  const saved = { words: "先划线", attitude: "for", who: "one" as string | null };

  it("is as it began where nothing was typed meanwhile", () => {
    expect(afterSaving(saved, saved, empty)).toEqual(empty);
  });

  it("keeps what was typed while the save was under way", () => {
    expect(afterSaving(saved, { ...saved, words: "先划线消防通道" }, empty)).toEqual({ ...empty, words: "消防通道" });
    expect(afterSaving(saved, { ...saved, words: "消防通道", attitude: "against" }, empty)).toEqual({
      words: "消防通道",
      attitude: "against",
      who: null,
    });
  });

  it("takes nothing away from a field that begins with something", () => {
    const kept = { words: "每周", attitude: "neutral", who: null };
    expect(afterSaving({ ...saved, words: "每周" }, { ...saved, words: "每周一" }, kept).words).toBe("每周一");
  });
});
