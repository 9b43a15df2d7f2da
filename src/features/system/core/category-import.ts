import type { WritableDatabase } from "#core/database.ts";
import { isStillReferenced } from "#core/import-back.ts";
import {
  type ImportContext,
  type ImportedRow,
  type ImportKind,
  type ImportOutcome,
  textOf,
} from "#core/import-kind.ts";
import {
  categoryAt,
  codesOfImport,
  deleteCategory,
  findCategory,
  insertCategory,
  keepCategory,
  nextCode,
} from "./category-store.ts";

const levels = ["first", "second", "third"] as const;

/** One path of the tree. What stands on the way is made with it, and what stands there already stays as it is. */
const writePath = (row: ImportedRow, { db, importId }: ImportContext): ImportOutcome => {
  const names = levels.map((level) => textOf(row, level));
  const depth = names.indexOf("");
  const filled = depth < 0 ? names : names.slice(0, depth);
  if (names.slice(filled.length).some((name) => name !== "")) return { refused: "上一级分类是空的" };
  const paths = filled.map((_, at) => filled.slice(0, at + 1).join(" / "));
  if (paths.some((path) => categoryAt(db, path)?.isRetired))
    return { refused: "这个分类已停用；如果还要用，请先在“诉求分类”里恢复" };
  if (categoryAt(db, paths.at(-1) ?? "")) return "known";
  const givenCode = textOf(row, "code");
  const owner = givenCode === "" ? undefined : findCategory(db, givenCode);
  if (owner) return { refused: `代码 ${givenCode} 已经用于“${owner.path}”` };
  let parentCode: string | null = null;
  for (const [at, path] of paths.entries()) {
    const known = categoryAt(db, path);
    if (known) {
      parentCode = known.code;
      continue;
    }
    const isLast = at === paths.length - 1;
    const code: string = isLast && givenCode !== "" ? givenCode : nextCode(db, parentCode);
    insertCategory(db, { code, parentCode, level: at + 1, name: filled[at] ?? "", path, importId });
    parentCode = code;
  }
  return "taken";
};

const takeBack = (db: WritableDatabase, importId: string, limit: number): number => {
  const found = codesOfImport(db, importId, limit);
  for (const code of found) if (isStillReferenced(() => deleteCategory(db, code))) keepCategory(db, code);
  return found.length;
};

export const categoryImport: ImportKind = {
  kind: "categories",
  title: "诉求分类",
  needs: "admin",
  jobName: "system.importCategories",
  shape: {
    columns: [
      {
        key: "first",
        title: "一级分类",
        aliases: ["一级标签", "一级类别", "一级", "大类", "分类一级"],
        kind: "line",
        isRequired: true,
        isLevel: true,
        longest: 40,
        isIdentity: true,
      },
      {
        key: "second",
        title: "二级分类",
        aliases: ["二级标签", "二级类别", "二级", "中类", "小类", "分类二级"],
        kind: "line",
        isLevel: true,
        longest: 40,
        isIdentity: true,
      },
      {
        key: "third",
        title: "三级分类",
        aliases: ["三级标签", "三级类别", "三级", "细类", "分类三级"],
        kind: "line",
        isLevel: true,
        longest: 40,
        isIdentity: true,
      },
      { key: "code", title: "代码", aliases: ["分类代码", "编码", "分类编码", "编号"], kind: "code", longest: 40 },
    ],
    needsOneOf: [],
  },
  choices: [],
  begin: () => ({ write: writePath }),
  takeBack,
};
