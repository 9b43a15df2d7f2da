import type { WritableDatabase } from "#core/database.ts";
import {
  type ImportChoice,
  type ImportContext,
  type ImportedRow,
  type ImportKind,
  type ImportOutcome,
  type ImportRun,
  textOf,
} from "#core/import-kind.ts";
import { keywordsProblem } from "../catalogue.ts";
import type { CommunityMatter } from "../community-matter-contract.ts";
import { keywordsFromTitle } from "../ownership.ts";
import * as store from "./community-matter-store.ts";

const choices: readonly ImportChoice[] = [
  {
    key: "kind",
    title: "这是哪张清单",
    hint: "一个文件一张清单",
    options: [
      { value: "own", label: "社区事项清单", hint: "社区自己办的" },
      { value: "elsewhere", label: "去哪儿办", hint: "不归社区办的，要有办理单位" },
    ],
    initial: "own",
    isRequired: true,
  },
  {
    key: "previous",
    title: "现在清单里的怎么办",
    hint: "停用的还查得到，也可以再恢复",
    options: [
      { value: "retire", label: "停用，换成这张" },
      { value: "keep", label: "留着，加在后面" },
    ],
    initial: "retire",
    isRequired: true,
  },
];

const numberOf = (row: ImportedRow): number | null => {
  const value = row.values.number;
  return typeof value === "number" ? value : null;
};

const writtenIn = (row: ImportedRow, kind: CommunityMatter["kind"]) => {
  const title = textOf(row, "title");
  return {
    kind,
    title,
    keywords: textOf(row, "keywords") || keywordsFromTitle(title),
    categoryCodes: textOf(row, "categoryCodes"),
    basis: textOf(row, "basis"),
    office: textOf(row, "office"),
    officeAddress: textOf(row, "officeAddress"),
    officePhone: textOf(row, "officePhone"),
    papers: textOf(row, "papers"),
  };
};

const isSame = (a: ReturnType<typeof writtenIn>, b: CommunityMatter) =>
  (Object.keys(a) as (keyof typeof a)[]).every((key) => a[key] === b[key]);

const beginList = (): ImportRun => {
  let isBegun = false;
  return {
    write: (row: ImportedRow, { db, importId, choices: made, newId }: ImportContext): ImportOutcome => {
      const kind = made.kind === "elsewhere" ? "elsewhere" : "own";
      if (!isBegun && made.previous === "retire") store.retireForImport(db, kind, importId);
      isBegun = true;
      const written = writtenIn(row, kind);
      if (kind === "elsewhere" && written.office === "") return { refused: "没有写办理单位" };
      if (keywordsProblem(written.keywords)) return { refused: "关键词至少两个字，用顿号分开" };
      const number = numberOf(row) ?? store.nextMatterNumber(db, kind);
      if (number < 1 || number > 9999) return { refused: "序号要在 1 到 9999 之间" };
      const all = store.communityMattersOf(db, true);
      const same = all.find((matter) => matter.number === number && isSame(written, matter));
      if (same && (!same.isRetired || store.reviveAfterImport(db, importId, same.id) === 1)) return "known";
      const taken = store.matterUnder(db, { kind, number, exceptId: "" });
      if (taken) return { refused: `序号 ${number} 已经是“${taken.title}”` };
      store.insertCommunityMatter(db, { ...written, id: newId(), number, importId });
      return "taken";
    },
  };
};

const takeBack = (db: WritableDatabase, importId: string, limit: number): number =>
  store.takeMattersBack(db, importId, limit) || store.reviveAfterImport(db, importId, null);

/** 社区事项清单 or 去哪儿办, brought along as a file; the title alone will do. */
export const communityMatterImport: ImportKind = {
  kind: "communityMatters",
  title: "社区事项清单",
  needs: "director",
  jobName: "council.importCommunityMatters",
  shape: {
    columns: [
      { key: "number", title: "序号", aliases: ["编号", "项号", "项"], kind: "integer" },
      {
        key: "title",
        title: "事项",
        aliases: ["事项名称", "名称", "清单事项", "工作事项", "事项内容"],
        kind: "line",
        isRequired: true,
        longest: 60,
        isIdentity: true,
      },
      { key: "keywords", title: "关键词", aliases: ["关键字", "常用说法"], kind: "line", longest: 300 },
      { key: "categoryCodes", title: "分类代码", aliases: ["对应分类"], kind: "line", longest: 200 },
      { key: "basis", title: "依据", aliases: ["文件依据", "法律依据", "设定依据"], kind: "line", longest: 200 },
      {
        key: "office",
        title: "办理单位",
        aliases: ["责任单位", "归口单位", "主管部门", "承办单位", "去哪儿办"],
        kind: "line",
        longest: 60,
      },
      { key: "officeAddress", title: "单位地址", aliases: ["地址", "办理地点"], kind: "line", longest: 100 },
      { key: "officePhone", title: "单位电话", aliases: ["电话", "咨询电话"], kind: "line", longest: 40 },
      { key: "papers", title: "要带的材料", aliases: ["材料", "所需材料", "申请材料"], kind: "text", longest: 500 },
    ],
    needsOneOf: [],
  },
  choices,
  begin: beginList,
  takeBack,
};
