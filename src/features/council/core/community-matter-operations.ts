import { findPersonalData } from "#base/paper-scan.ts";
import type { AnyCommandContext, Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { addSheet } from "#features/documents/core/sheets.ts";
import { categoriesByCode, codesAbove } from "#features/system/core/category-store.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { codesIn, keywordsProblem } from "../catalogue.ts";
import type { CommunityMatter, communityMatterContract } from "../community-matter-contract.ts";
import { suggestOwnership } from "../ownership.ts";
import * as store from "./community-matter-store.ts";
import { knownBeside } from "./paper-names.ts";
import { kindWords } from "./paper-operations.ts";
import { visibleAppeal } from "./visibility.ts";

type Written = Omit<CommunityMatter, "id" | "version" | "isRetired">;

const checkMatter = (
  { db, refuse, refuseField }: Pick<AnyCommandContext, "db" | "refuse" | "refuseField">,
  matter: Written & { isRetired: boolean },
  exceptId: string,
): void => {
  const problem = keywordsProblem(matter.keywords);
  if (problem) throw refuse(problem);
  if (matter.kind === "elsewhere" && matter.office === "") throw refuse("OfficeIsMissing");
  const codes = codesIn(matter.categoryCodes);
  const known = categoriesByCode(db, codes);
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0) throw refuseField("categoryCodes", `没有这个分类代码：${unknown.join("、")}`);
  // A retired one takes nobody's place.
  if (!matter.isRetired && store.matterUnder(db, { ...matter, exceptId })) throw refuse("MatterNumberTaken");
};

const slipFields = {
  title: "事项",
  office: "办理单位",
  officeAddress: "单位地址",
  officePhone: "单位电话",
  papers: "要带的材料",
  basis: "依据",
} as const;

/** The paper lies about, so that a private number on it is found; the landline of an office is no personal data. */
const findingsIn = (db: ReadableDatabase, matter: CommunityMatter) => {
  const { names, publicPhones } = knownBeside(db, "");
  const known = { names, publicPhones: [...publicPhones, ...matter.officePhone.split(/[、，,；;\s]+/)] };
  return (Object.keys(slipFields) as (keyof typeof slipFields)[]).flatMap((key) =>
    findPersonalData(matter[key], known)
      // An office has a room; who lives somewhere does not stand here.
      .filter(({ kind }) => key !== "officeAddress" || kind !== "room")
      .map(({ kind, text }) => ({ field: slipFields[key], kind: kindWords[kind], text })),
  );
};

export const communityMatterOperations: Handlers<typeof communityMatterContract> = {
  "council.listCommunityMatters": ({ db }, { withRetired }) => ({
    matters: store.communityMattersOf(db, withRetired),
  }),

  "council.addCommunityMatter": (context, matter) => {
    checkMatter(context, { ...matter, isRetired: false }, "");
    const id = context.newId();
    store.insertCommunityMatter(context.db, { ...matter, id, importId: null });
    return { id };
  },

  "council.changeCommunityMatter": (context, matter) => {
    const { db, refuse } = context;
    const { id, version } = matter;
    const kept = store.findCommunityMatter(db, id);
    if (!kept) throw refuse("NotFound");
    checkMatter(context, { ...matter, kind: kept.kind }, id);
    if (!store.updateCommunityMatter(db, matter)) throw refuse("Conflict");
    return { id, version: version + 1 };
  },

  "council.suggestOwnership": ({ db }, { text, categoryCode }) => ({
    suggestion: suggestOwnership(store.communityMattersOf(db, false), {
      text,
      categoryCodes: categoryCode === null ? [] : codesAbove(db, categoryCode),
    }),
  }),

  "council.matterSlip": ({ db, refuse }, { id }) => {
    const matter = store.findCommunityMatter(db, id);
    if (!matter) throw refuse("NotFound");
    const community = findCommunity(db);
    return {
      ...matter,
      communityName: community?.name ?? "",
      centreName: community?.centreName ?? "",
      centreAddress: community?.centreAddress ?? "",
      centrePhone: community?.centrePhone ?? "",
      findings: findingsIn(db, matter),
    };
  },

  "council.printMatterSlip": (context, { id, appealId }) => {
    const { db, refuse, addEvent } = context;
    const matter = store.findCommunityMatter(db, id);
    if (!matter) throw refuse("NotFound");
    const findings = findingsIn(db, matter);
    if (findings.length > 0) throw refuse("PersonalDataOnPaper", { findings });
    if (appealId !== null) visibleAppeal(context, appealId);
    const title = `能不能在社区办：${matter.title}`;
    const subjectIds = appealId === null ? [] : [appealId];
    const printed = addSheet(context, { kind: "matterSlip", title, subjectIds });
    if (appealId !== null)
      addEvent({ of: "appeal", id: appealId, kind: "printed", reason: `${title} ${printed.code}` });
    return printed;
  },
};
