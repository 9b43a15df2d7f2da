import type { Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { codesAbove } from "#features/system/core/category-store.ts";
import { catalogueWords, keywordsProblem, mattersOnCatalogue, passedOverWords } from "../catalogue.ts";
import type { catalogueContract, Matter } from "../catalogue-contract.ts";
import { appealsById, type KeptAppeal } from "./appeal-store.ts";
import * as store from "./catalogue-store.ts";
import { appealIdsOfTopic } from "./link-store.ts";
import { askerOf, seesAppeal, visibleTopic } from "./visibility.ts";

/** The matters that a text or its categories are on; a category stands under those above it. */
export const onCatalogue = (db: ReadableDatabase, said: { text: string; categoryCodes: readonly string[] }) =>
  mattersOnCatalogue(
    store.mattersOf(db, false),
    said.text,
    [...new Set(said.categoryCodes)].flatMap((code) => codesAbove(db, code)),
  );

/** For the timeline of an appeal that is settled without a meeting: what of it is on the catalogue, and why. */
export const catalogueNote = (
  db: ReadableDatabase,
  appeal: Pick<KeptAppeal, "title" | "content" | "categoryCode">,
  more: { words: string; reason: string },
): string =>
  passedOverWords(
    onCatalogue(db, {
      text: `${appeal.title} ${appeal.content} ${more.words}`,
      categoryCodes: appeal.categoryCode === null ? [] : [appeal.categoryCode],
    }),
    more.reason,
  );

/** What stands against a matter in force, or null. */
const matterProblem = (db: ReadableDatabase, matter: Pick<Matter, "keywords" | "number" | "isRetired">, id: string) => {
  const problem = keywordsProblem(matter.keywords);
  if (problem) return problem;
  return !matter.isRetired && store.deliberationUnder(db, matter.number, id) ? "MatterNumberTaken" : null;
};

export const catalogueOperations: Handlers<typeof catalogueContract> = {
  "council.listMatters": ({ db }, { withRetired }) => ({ matters: store.mattersOf(db, withRetired) }),

  "council.findOnCatalogue": (context, { text, categoryCode, topicId }) => {
    const { db, caller } = context;
    const topic = topicId === null ? null : visibleTopic(context, topicId);
    const asker = askerOf(caller);
    const appeals = topic
      ? appealsById(db, appealIdsOfTopic(db, topic.id)).filter((one) => seesAppeal(asker, one))
      : [];
    const codes = [categoryCode, ...appeals.map((appeal) => appeal.categoryCode)];
    const hits = onCatalogue(db, { text, categoryCodes: codes.filter((code) => code !== null) });
    return { hits: hits.map((hit) => ({ matterId: hit.matter.id, words: catalogueWords(hit) })) };
  },

  "council.addMatter": ({ db, newId, refuse }, matter) => {
    const problem = matterProblem(db, { ...matter, isRetired: false }, "");
    if (problem) throw refuse(problem);
    const id = newId();
    store.insertMatter(db, { ...matter, id, importId: null });
    return { id };
  },

  "council.changeMatter": ({ db, refuse }, matter) => {
    const { id, version } = matter;
    if (!store.hasMatter(db, id)) throw refuse("NotFound");
    const problem = matterProblem(db, matter, id);
    if (problem) throw refuse(problem);
    if (!store.updateMatter(db, matter)) throw refuse("Conflict");
    return { id, version: version + 1 };
  },
};
