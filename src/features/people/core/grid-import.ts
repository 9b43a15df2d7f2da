import { dayOf } from "#base/dates.ts";
import { chineseNumber } from "#base/text.ts";
import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import {
  type ImportContext,
  type ImportedRow,
  type ImportKind,
  type ImportOutcome,
  momentOf,
  textOf,
} from "#core/import-kind.ts";
import { findCommunity } from "#features/system/core/store.ts";
import { buildingsIn, type CellPerson, peopleIn } from "../import-cells.ts";
import { gridPostWords } from "../words.ts";
import { gridChoices, gridShape } from "./grid-import-columns.ts";
import { communityUnit, type Holder, holderNamed, newContactProblem } from "./grid-import-people.ts";
import * as store from "./grid-store.ts";
import { joinGrid, leaveGrids, takeRowsBack } from "./made-rows.ts";
import { addImportedContact } from "./organisation-import.ts";
import { insertOrganisation } from "./organisation-store.ts";
import { buildingLike, makeBuilding, makeEstate } from "./place-operations.ts";
import { estateNamed, findBuilding, gridNames } from "./place-store.ts";
import { indexOrganisation } from "./search-entries.ts";

const posts = ["gridLeader", "gridWorker", "buildingLeader"] as const;
type Post = (typeof posts)[number];
type Refused = { refused: string };

type Asked = {
  gridName: string;
  estateName: string;
  buildingNames: readonly string[];
  people: Record<Post, readonly CellPerson[]>;
  fromDate: string | null;
};

/** A grid that is only numbered is named as people call it. */
const gridNameOf = (typed: string): string =>
  /^0*[1-9]\d?$/.test(typed) ? `第${chineseNumber(Number(typed))}网格` : typed;

/** Whose the numbers of the column 电话 are: the only person's of the row, or as was chosen for the file. */
const phoneCellsOf = (row: ImportedRow, choices: ImportContext["choices"]): Record<Post, string> | undefined => {
  const cells = Object.fromEntries(posts.map((post) => [post, textOf(row, `${post}Phone`)])) as Record<Post, string>;
  const common = textOf(row, "phone");
  if (common === "") return cells;
  const named = posts.filter((post) => textOf(row, post) !== "");
  const post = named.length === 1 ? named[0] : posts.find((candidate) => candidate === choices.phoneOf);
  if (!post || !named.includes(post)) return undefined;
  if (cells[post] !== "" && cells[post] !== common) return undefined;
  return { ...cells, [post]: common };
};

const askedOf = (row: ImportedRow, choices: ImportContext["choices"]): Asked | Refused => {
  const buildingNames = buildingsIn(textOf(row, "building"));
  if (!buildingNames)
    return { refused: `楼栋“${textOf(row, "building")}”看不出是哪几栋，请写成 1-5号楼 或 1、2、3号楼` };
  const phones = phoneCellsOf(row, choices);
  if (!phones) return { refused: "电话看不出是谁的" };
  const people: Record<Post, readonly CellPerson[]> = { gridLeader: [], gridWorker: [], buildingLeader: [] };
  for (const post of posts) {
    const found = peopleIn(textOf(row, post), phones[post]);
    if (!found) return { refused: `${gridPostWords[post]}和电话对不上，请一人一个完整的号码` };
    const long = found.find(({ name }) => name.length > 40);
    if (long) return { refused: `${gridPostWords[post]}姓名超过 40 个字` };
    people[post] = found;
  }
  if (people.buildingLeader.length > 1 && buildingNames.length > 1)
    return { refused: "一行有几栋楼、几位楼栋小组长，分不清谁管哪一栋，请一栋一行" };
  const estateName = textOf(row, "estate") || (choices.estate ?? "");
  if (buildingNames.length > 0 && estateName === "") return { refused: "没有小区；可以在导入时给全表定一个小区" };
  return {
    gridName: gridNameOf(textOf(row, "grid")),
    estateName,
    buildingNames,
    people,
    fromDate: momentOf(row, "fromDate"),
  };
};

/** A building of the row, with its id where it stands already. */
type Place = { name: string; id: string | null; gridId: string | null };

const placesOf = (db: ReadableDatabase, { estateName, buildingNames }: Asked): Place[] => {
  const estateId = estateNamed(db, estateName);
  return buildingNames.map((name) => {
    const id = estateId === undefined ? undefined : buildingLike(db, estateId, name);
    const building = id === undefined ? undefined : findBuilding(db, id);
    return { name, id: building?.id ?? null, gridId: building?.gridId ?? null };
  });
};

const keyOf = ({ name, phone }: CellPerson) => `${name} ${phone}`;
const isSameHolder = (one: Holder, other: Pick<store.KeptPost, "contactId" | "residentId">) =>
  one.contactId === other.contactId && one.residentId === other.residentId;

/** Whom the register knows of the people of a row; whoever is missing in the map must be made a contact. */
const holdersOf = (
  db: ReadableDatabase,
  { people }: Asked,
  places: readonly Place[],
): Map<string, Holder> | Refused => {
  const holders = new Map<string, Holder>();
  const homes = places.flatMap(({ id }) => id ?? []);
  for (const post of posts)
    for (const person of people[post]) {
      const holder = holderNamed(db, person, post === "buildingLeader" ? homes : []);
      if (holder && "refused" in holder) return holder;
      if (holder) holders.set(keyOf(person), holder);
      const problem = holder ? undefined : newContactProblem(db, person);
      if (problem) return { refused: problem };
    }
  return holders;
};

/** A grid has its leader, and a building its own: who leads today is not replaced by a table. */
const leaderProblem = (
  db: ReadableDatabase,
  at: { post: "gridLeader" | "buildingLeader"; label: string; gridId: string | null; buildingId: string | null },
  people: readonly CellPerson[],
  holders: ReadonlyMap<string, Holder>,
): string | undefined => {
  if (people.length === 0) return undefined;
  const held = store.openPostsAt(db, at);
  const isHeldBy = (person: CellPerson) => {
    const holder = holders.get(keyOf(person));
    return holder !== undefined && held.some((other) => isSameHolder(holder, other));
  };
  if (held.length === 0 || people.every(isHeldBy)) return undefined;
  const names = held.map(({ holderName }) => holderName).join("、");
  return `${at.label}现任${gridPostWords[at.post]}是${names}，没有改；换人请先在网格里结束上一任`;
};

const placeProblem = (
  db: ReadableDatabase,
  asked: Asked,
  gridId: string | null,
  places: readonly Place[],
): string | undefined => {
  if (asked.gridName === "") return undefined;
  const other = places.find((place) => place.gridId !== null && place.gridId !== gridId);
  if (!other) return undefined;
  return `${other.name}已划在${gridNames(db).get(other.gridId ?? "") ?? "别的网格"}，没有改`;
};

const problemOf = (
  db: ReadableDatabase,
  asked: Asked,
  known: { gridId: string | null; places: readonly Place[]; holders: ReadonlyMap<string, Holder> },
): string | undefined => {
  const { gridId, places, holders } = known;
  const leading = [
    ...(gridId === null ? [] : [{ post: "gridLeader" as const, label: asked.gridName, gridId, buildingId: null }]),
    ...places.flatMap(({ id, name }) =>
      id === null ? [] : [{ post: "buildingLeader" as const, label: name, gridId: null, buildingId: id }],
    ),
  ];
  return (
    placeProblem(db, asked, gridId, places) ??
    leading.map((at) => leaderProblem(db, at, asked.people[at.post], holders)).find((found) => found !== undefined)
  );
};

type Making = { context: ImportContext; isTaken: boolean };

const addCommunityUnit = ({ db, now, importId, newId }: ImportContext): string => {
  const unit = { id: newId(), kind: "community" as const, name: findCommunity(db)?.name ?? "社区" };
  insertOrganisation(db, { ...unit, phone: "", address: "", note: "", importId });
  indexOrganisation(db, { ...unit, phone: "" }, now);
  return unit.id;
};

const addHolder = (making: Making, person: CellPerson, post: Post): Holder => {
  const { context } = making;
  // Whoever stands twice in a row, once with a number, was made by the first mention.
  const made = holderNamed(context.db, person, []);
  if (made && !("refused" in made)) return made;
  making.isTaken = true;
  const organisationId = communityUnit(context.db)?.id ?? addCommunityUnit(context);
  const { name, phone } = person;
  const contactId = addImportedContact(context, { organisationId, name, phone, post: gridPostWords[post] });
  return { contactId, residentId: null };
};

const givePost = (
  making: Making,
  at: { post: Post; gridId: string | null; buildingId: string | null },
  holder: Holder,
  fromDate: string | null,
): void => {
  const { db, now, newId, importId } = making.context;
  const asked = { ...at, ...holder, unitId: null };
  if (store.isPostHeld(db, asked)) return;
  store.insertPost(db, { ...asked, id: newId(), fromDate: fromDate ?? dayOf(now), importId });
  making.isTaken = true;
};

const settleGrid = (making: Making, { gridName }: Asked, knownId: string | null): string | null => {
  if (gridName === "" || knownId !== null) return knownId;
  const { db, newId, importId } = making.context;
  const id = newId();
  store.insertGrid(db, { id, name: gridName, note: "", importId });
  making.isTaken = true;
  return id;
};

const settleBuildings = (
  making: Making,
  { estateName }: Asked,
  places: readonly Place[],
  gridId: string | null,
): string[] => {
  const { db, importId } = making.context;
  if (estateName === "" || places.length === 0) return [];
  const known = estateNamed(db, estateName);
  const estateId = known ?? makeEstate(making.context, { name: estateName, note: "" });
  return places.map((place) => {
    if (place.id === null) {
      making.isTaken = true;
      // Of one row 3号楼 and 3栋 are the same building.
      return (
        buildingLike(db, estateId, place.name) ?? makeBuilding(making.context, { estateId, gridId, name: place.name })
      );
    }
    if (gridId !== null && place.gridId === null) {
      joinGrid(db, { buildingId: place.id, gridId, importId });
      making.isTaken = true;
    }
    return place.id;
  });
};

const writeGrid = (row: ImportedRow, context: ImportContext): ImportOutcome => {
  const { db } = context;
  const asked = askedOf(row, context.choices);
  if ("refused" in asked) return asked;
  const knownGrid = asked.gridName === "" ? null : (store.gridNamed(db, asked.gridName) ?? null);
  const places = placesOf(db, asked);
  const holders = holdersOf(db, asked, places);
  if ("refused" in holders) return holders;
  const problem = problemOf(db, asked, { gridId: knownGrid, places, holders });
  if (problem) return { refused: problem };

  const making: Making = { context, isTaken: false };
  const gridId = settleGrid(making, asked, knownGrid);
  const buildingIds = settleBuildings(making, asked, places, gridId);
  for (const post of posts)
    for (const person of asked.people[post]) {
      const holder = holders.get(keyOf(person)) ?? addHolder(making, person, post);
      holders.set(keyOf(person), holder);
      if (post === "buildingLeader")
        for (const buildingId of buildingIds)
          givePost(making, { post, gridId: null, buildingId }, holder, asked.fromDate);
      else givePost(making, { post, gridId, buildingId: null }, holder, asked.fromDate);
    }
  return making.isTaken ? "taken" : "known";
};

const takeBack = (db: WritableDatabase, importId: string, limit: number): number =>
  takeRowsBack(db, "grid_posts", importId, limit) ||
  takeRowsBack(db, "contacts", importId, limit) ||
  takeRowsBack(db, "organisations", importId, limit) ||
  leaveGrids(db, importId, limit) ||
  takeRowsBack(db, "buildings", importId, limit) ||
  takeRowsBack(db, "estates", importId, limit) ||
  takeRowsBack(db, "grids", importId, limit);

/** Posts are given by the secretaries, so that a table of them is theirs too. */
export const gridImport: ImportKind = {
  kind: "grids",
  title: "网格和楼栋",
  needs: "secretary",
  jobName: "people.importGrids",
  shape: gridShape,
  choices: gridChoices,
  begin: () => ({ write: writeGrid }),
  takeBack,
};
