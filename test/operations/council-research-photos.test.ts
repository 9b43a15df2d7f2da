import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { addTopic, openCouncil, refusalOf, register, topicOf } from "../support/council.ts";

const lookedInto = {
  doneDate: "2026-07-20",
  doneBy: "网格员小李",
  way: "site" as const,
  findings: "井盖塌了半边",
};
const photoOf = (words: string) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(words)]);

test("photos stand with the research that they belong to, in their order, and open byte for byte", () => {
  const council = openCouncil();
  const { clerk, secretary, viewer, test: core } = council;
  const id = addTopic(council, [register(clerk, "井盖塌了")]);
  const photos = ["一", "二"].map((words) => photoOf(words));
  const attachments = photos.map((bytes, at) => ({ sha256: core.core.files.put(bytes).sha256, name: `现场${at}.jpg` }));
  const { researchId } = secretary.ok("council.recordResearch", { id, ...lookedInto, attachments });
  const paper = core.core.files.put(Buffer.from("%PDF-1.7 报价"));
  secretary.ok("council.recordResearch", {
    id,
    ...lookedInto,
    way: "papers",
    attachments: [{ sha256: paper.sha256, name: "报价单.pdf" }],
  });
  const { researches } = topicOf(clerk, id);
  expect(researches.map((one) => one.attachments.map(({ name, mediaType }) => [name, mediaType]))).toEqual([
    [
      ["现场0.jpg", "image/jpeg"],
      ["现场1.jpg", "image/jpeg"],
    ],
    [["报价单.pdf", "application/pdf"]],
  ]);
  const ids = researches[0]?.attachments.map((one) => one.id) ?? [];
  const sums = ids.map((photoId) => {
    const { file } = clerk.ok("council.openAttachment", { id: photoId });
    return createHash("sha256")
      .update(readFileSync(core.core.files.pathOf(file.sha256)))
      .digest("hex");
  });
  expect(sums).toEqual(attachments.map(({ sha256 }) => sha256));
  expect(viewer.code("council.openAttachment", { id: ids[0] ?? "" })).toBe("NotAllowed");

  // What was withdrawn is shown to nobody, its photos too; the other research keeps its own.
  secretary.ok("council.withdrawResearch", { id, researchId, reason: "拍错了井盖" });
  expect(topicOf(clerk, id).researches).toMatchObject([{ way: "papers", attachments: [{ name: "报价单.pdf" }] }]);
  expect(ids.map((photoId) => secretary.code("council.openAttachment", { id: photoId }))).toEqual([
    "NotFound",
    "NotFound",
  ]);
  expect(topicOf(clerk, id).events.at(-1)).toMatchObject({ kind: "researchWithdrawn", reason: "拍错了井盖" });
});

test("what is no picture, or did not come through the door, keeps the whole research from being recorded", () => {
  const council = openCouncil();
  const { secretary, test: core } = council;
  const id = addTopic(council, []);
  const before = topicOf(secretary, id);
  const text = core.core.files.put(Buffer.from("只是一段文字"));
  for (const sha256 of [text.sha256, "0".repeat(64)]) {
    const refusal = refusalOf(secretary, "council.recordResearch", {
      id,
      ...lookedInto,
      attachments: [{ sha256, name: "照片.jpg" }],
    });
    expect(refusal).toMatchObject({ code: "InvalidInput", fields: [{ path: "attachments" }] });
  }
  expect(topicOf(secretary, id)).toEqual(before);
});

test("photos of a confidential topic are for those alone who see it", () => {
  const council = openCouncil();
  const { clerk, secretary, director, test: core } = council;
  const id = addTopic(council, [], { visibility: "confidential" });
  const { sha256 } = core.core.files.put(photoOf("现场"));
  secretary.ok("council.recordResearch", { id, ...lookedInto, attachments: [{ sha256, name: "现场.jpg" }] });
  const photoId = topicOf(secretary, id).researches[0]?.attachments[0]?.id ?? "";
  const open = { id: photoId };
  expect([clerk, secretary, director].map((desk) => desk.code("council.openAttachment", open))).toEqual([
    "NotFound",
    "ok",
    "ok",
  ]);
});
