import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { chanceOf } from "#app/demo/chance.ts";
import { xlsxBytes } from "#core/sheet-excel.ts";
import { matterOf, mobile, personName, resultOf } from "./made-words.ts";

const headings = ["留言编号", "诉求人", "联系电话", "诉求主题", "诉求时间", "诉求内容", "答复意见", "答复时间"];

/** What is chosen beside the file: an archive, as a community brings it on its first day. */
export const sheetChoices = { mode: "history", source: "旧台账", channel: "other", nature: "help" };

/** Writes a table of so many appeals, seven of eight with an answer. */
export const makeSheet = async (path: string, rowCount: number): Promise<void> => {
  const chance = chanceOf("sheet");
  function* rows() {
    yield headings;
    for (let at = 0; at < rowCount; at += 1) {
      const { title, content } = matterOf(chance);
      const day = `20${chance.int(19, 25)}-0${chance.int(1, 9)}-${chance.int(10, 28)}`;
      const isAnswered = at % 8 !== 0;
      const answered = isAnswered ? [resultOf(chance), `${day} 18:${chance.int(10, 59)}:00`] : [null, null];
      yield [String(500_000 + at), personName(chance), mobile(chance), title, `${day} 09:30:00`, content, ...answered];
    }
  }
  const file = createWriteStream(path);
  const columnWidths = headings.map(() => 20);
  for await (const chunk of xlsxBytes(rows(), { sheetName: "台账", columnWidths })) file.write(chunk);
  file.end();
  await finished(file);
};
