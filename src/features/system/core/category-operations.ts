import { namePieces } from "#base/search-pieces.ts";
import type { Handlers } from "#core/contexts.ts";
import { exportJob } from "#core/export-job.ts";
import type { categoryContract } from "../category-contract.ts";
import * as store from "./category-store.ts";

/** How well a typed text fits a category: by its characters anywhere in the path, or by pinyin initials of its name. */
const fits = (typed: string, name: string, path: string): boolean => {
  const text = typed.trim().toLowerCase();
  if (text === "" || path.toLowerCase().includes(text)) return true;
  return (
    /^[a-z]+$/.test(text) &&
    namePieces(name)
      .split(" ")
      .some((piece) => piece.startsWith(`py${text}`))
  );
};

const exportPage = 500;

export const categoryOperations: Handlers<typeof categoryContract> = {
  "system.listCategories": ({ db }, { withRetired }) => ({ categories: store.categoriesOf(db, withRetired) }),

  "system.findCategories": ({ db }, { typed, limit }) => ({
    choices: store
      .categoriesOf(db, false)
      .filter(({ name, path }) => fits(typed, name, path))
      // What is further down says more.
      .sort((a, b) => b.level - a.level)
      .slice(0, limit)
      .map(({ code, name, path }) => ({ id: code, label: name, detail: path })),
  }),

  "system.changeCategory": ({ db, refuse }, { code, version, name, isRetired }) => {
    const category = store.findCategory(db, code);
    if (!category) throw refuse("NotFound");
    const path = [...category.path.split(" / ").slice(0, -1), name].join(" / ");
    if (store.isPathTaken(db, path, code)) throw refuse("CategoryTaken");
    if (!store.updateCategory(db, { code, version, name, path, isRetired })) throw refuse("Conflict");
    if (path !== category.path) store.movePathsBelow(db, category.path, path);
    if (isRetired !== category.isRetired) store.retireAlong(db, { path, isRetired });
    return { id: code, version: version + 1 };
  },

  "system.exportCategories": ({ files, jobs, openWorker, startJob, today }, { format }) => ({
    id: startJob(
      exportJob<string>(
        {
          jobName: "system.exportCategories",
          fileName: `诉求分类-${today}`,
          sheetName: "诉求分类",
          format,
          titles: ["代码", "一级分类", "二级分类", "三级分类", "状态"],
          page: (db, after) => {
            const categories = store.categoriesAfter(db, after, exportPage);
            const rows = categories.map(({ code, path, isRetired }) => {
              const [first = "", second = "", third = ""] = path.split(" / ");
              return [code, first, second, third, isRetired ? "已停用" : "在用"];
            });
            return { rows, after: categories.length === exportPage ? (categories.at(-1)?.code ?? null) : null };
          },
        },
        { worker: openWorker(), filesFolder: files.folder, wake: jobs.wake },
      ),
    ),
  }),
};
