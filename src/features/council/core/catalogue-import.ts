import type { WritableDatabase } from "#core/database.ts";
import {
  type ImportContext,
  type ImportedRow,
  type ImportKind,
  type ImportOutcome,
  type ImportRun,
  textOf,
} from "#core/import-kind.ts";
import { keywordsProblem } from "../catalogue.ts";
import type { Matter } from "../catalogue-contract.ts";
import { keywordsFromTitle } from "../ownership.ts";
import * as store from "./catalogue-store.ts";

const writtenIn = (row: ImportedRow) => {
  const title = textOf(row, "title");
  return {
    title,
    keywords: textOf(row, "keywords") || keywordsFromTitle(title),
    categoryCodes: textOf(row, "categoryCodes"),
    basis: textOf(row, "basis"),
  };
};

const isSame = (written: ReturnType<typeof writtenIn>, kept: Matter) =>
  written.title === kept.title &&
  written.keywords === kept.keywords &&
  written.categoryCodes === kept.categoryCodes &&
  written.basis === kept.basis;

const beginCatalogue = (): ImportRun => {
  let isBegun = false;
  return {
    write: (row: ImportedRow, { db, importId, choices, newId }: ImportContext): ImportOutcome => {
      if (!isBegun && choices.previous === "retire") store.retireCatalogueFor(db, importId);
      isBegun = true;
      const written = writtenIn(row);
      if (keywordsProblem(written.keywords)) return { refused: "关键词至少两个字，用顿号分开" };
      const cell = row.values.number;
      const number = typeof cell === "number" ? cell : store.nextDeliberationNumber(db);
      if (number < 1 || number > 999) return { refused: "项号要在 1 到 999 之间" };
      const same = store.mattersOf(db, true).find((kept) => kept.number === number && isSame(written, kept));
      if (same && (!same.isRetired || store.reviveCatalogueAfter(db, importId, same.id) === 1)) return "known";
      const taken = store.deliberationUnder(db, number, "");
      if (taken) return { refused: `第 ${number} 项已经是“${taken.title}”` };
      store.insertMatter(db, { ...written, id: newId(), number, importId });
      return "taken";
    },
  };
};

const takeBack = (db: WritableDatabase, importId: string, limit: number): number =>
  store.takeCatalogueBack(db, importId, limit) || store.reviveCatalogueAfter(db, importId, null);

/** 协商目录 as a file; the title alone will do. */
export const catalogueImport: ImportKind = {
  kind: "deliberationMatters",
  title: "协商目录",
  needs: "director",
  jobName: "council.importMatters",
  shape: {
    columns: [
      { key: "number", title: "项号", aliases: ["序号", "编号", "项"], kind: "integer" },
      {
        key: "title",
        title: "事项",
        aliases: ["协商事项", "事项名称", "协商内容", "名称", "事项内容"],
        kind: "line",
        isRequired: true,
        longest: 60,
        isIdentity: true,
      },
      { key: "keywords", title: "关键词", aliases: ["关键字", "常用说法"], kind: "line", longest: 300 },
      { key: "categoryCodes", title: "分类代码", aliases: ["对应分类"], kind: "line", longest: 200 },
      { key: "basis", title: "依据", aliases: ["文件依据", "法律依据", "设定依据"], kind: "line", longest: 200 },
    ],
    needsOneOf: [],
  },
  choices: [
    {
      key: "previous",
      title: "现在目录里的怎么办",
      hint: "停用的还查得到，也可以再恢复",
      options: [
        { value: "retire", label: "停用，换成这张" },
        { value: "keep", label: "留着，加在后面" },
      ],
      initial: "retire",
      isRequired: true,
    },
  ],
  begin: beginCatalogue,
  takeBack,
};
