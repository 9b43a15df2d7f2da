import type { Handlers } from "#core/contexts.ts";
import { keywordsProblem } from "../catalogue.ts";
import type { catalogueContract } from "../catalogue-contract.ts";
import * as store from "./catalogue-store.ts";

export const catalogueOperations: Handlers<typeof catalogueContract> = {
  "council.listMatters": ({ db }, { withRetired }) => ({ matters: store.mattersOf(db, withRetired) }),

  "council.addMatter": ({ db, newId, refuse }, matter) => {
    const problem = keywordsProblem(matter.keywords);
    if (problem) throw refuse(problem);
    if (store.isNumberTaken(db, matter.number, "")) throw refuse("MatterNumberTaken");
    const id = newId();
    store.insertMatter(db, { ...matter, id });
    return { id };
  },

  "council.changeMatter": ({ db, refuse }, matter) => {
    const { id, version } = matter;
    if (!store.hasMatter(db, id)) throw refuse("NotFound");
    const problem = keywordsProblem(matter.keywords);
    if (problem) throw refuse(problem);
    if (store.isNumberTaken(db, matter.number, id)) throw refuse("MatterNumberTaken");
    if (!store.updateMatter(db, matter)) throw refuse("Conflict");
    return { id, version: version + 1 };
  },
};
