import type { Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { GridPost, gridContract } from "../grid-contract.ts";
import { endingProblem, givingProblem } from "../rules.ts";
import * as store from "./grid-store.ts";
import { contactsById, findContact } from "./organisation-store.ts";
import { findBuilding, findUnit, isGrid, placeLabelsOf } from "./place-store.ts";
import { isResident, residentsById } from "./resident-store.ts";

const shownPosts = (db: ReadableDatabase, posts: readonly store.PostLine[]): GridPost[] => {
  const places = placeLabelsOf(
    db,
    posts.map(({ id, buildingId, unitId }) => ({ id, buildingId, unitId })),
  );
  const idsOf = (key: "contactId" | "residentId") => posts.map((post) => post[key]).filter((id) => id !== null);
  const contacts = contactsById(db, idsOf("contactId"));
  const homes = placeLabelsOf(db, [...residentsById(db, idsOf("residentId")).values()]);
  return posts.map((post) => ({
    id: post.id,
    post: post.post,
    placeLabel: places.get(post.id) ?? post.gridName,
    holderName: post.holderName,
    holderDetail: contacts.get(post.contactId ?? "")?.organisationName ?? homes.get(post.residentId ?? "") ?? "",
    contactId: post.contactId,
    residentId: post.residentId,
    fromDate: post.fromDate,
    toDate: post.toDate,
    version: post.version,
  }));
};

/** Whether the place and the person of a post exist. */
const isThere = (
  db: ReadableDatabase,
  { gridId, buildingId, unitId, contactId, residentId }: Parameters<typeof givingProblem>[0],
): boolean =>
  (gridId === null || isGrid(db, gridId)) &&
  (buildingId === null || findBuilding(db, buildingId) !== undefined) &&
  (unitId === null || findUnit(db, unitId) !== undefined) &&
  (contactId === null || findContact(db, contactId) !== undefined) &&
  (residentId === null || isResident(db, residentId));

export const gridOperations: Handlers<typeof gridContract> = {
  "people.listGrids": ({ db, today }) => {
    const holders = store.gridHoldersOn(db, today);
    const namesOf = (gridId: string, post: "gridLeader" | "gridWorker") =>
      holders.filter((holder) => holder.gridId === gridId && holder.post === post).map(({ name }) => name);
    return {
      grids: store.gridsOf(db).map((grid) => ({
        ...grid,
        leaderNames: namesOf(grid.id, "gridLeader"),
        workerNames: namesOf(grid.id, "gridWorker"),
      })),
    };
  },
  "people.addGrid": ({ db, newId, refuse }, input) => {
    if (store.gridNamed(db, input.name) !== undefined) throw refuse("NameTaken");
    const id = newId();
    store.insertGrid(db, { ...input, id });
    return { id, version: 1 };
  },
  "people.changeGrid": ({ db, refuse }, grid) => {
    if (!isGrid(db, grid.id)) throw refuse("NotFound");
    if ((store.gridNamed(db, grid.name) ?? grid.id) !== grid.id) throw refuse("NameTaken");
    if (!store.updateGrid(db, grid)) throw refuse("Conflict");
    return { id: grid.id, version: grid.version + 1 };
  },
  "people.listGridPosts": ({ db, today }, { gridId, buildingId, withEnded }) => ({
    posts: shownPosts(db, store.postsOf(db, { gridId, buildingId }, today, withEnded)),
  }),
  "people.givePost": ({ db, newId, refuse }, input) => {
    const problem = givingProblem(input);
    if (problem) throw refuse(problem);
    if (!isThere(db, input)) throw refuse("NotFound");
    if (store.isPostHeld(db, input)) throw refuse("PostAlreadyHeld");
    const id = newId();
    store.insertPost(db, { ...input, id });
    return { id, version: 1 };
  },
  "people.endPost": ({ db, refuse }, input) => {
    const post = store.findPost(db, input.id);
    if (!post) throw refuse("NotFound");
    const problem = endingProblem(post, input.toDate);
    if (problem) throw refuse(problem);
    if (!store.endPost(db, input)) throw refuse("Conflict");
    return { id: input.id, version: input.version + 1 };
  },
};
