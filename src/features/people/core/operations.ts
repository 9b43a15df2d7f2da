import { mayDo } from "#base/contract.ts";
import { maskPhone } from "#base/privacy.ts";
import type { Handlers } from "#core/contexts.ts";
import type { SearchPart } from "#features/system/core/search-operations.ts";
import type { peopleContract } from "../contract.ts";
import { organisationKindWords } from "../words.ts";
import { type ErasePart, eraseOperations } from "./erase-operations.ts";
import { gridOperations } from "./grid-operations.ts";
import { organisationOperations } from "./organisation-operations.ts";
import { contactRowsById, organisationRows } from "./organisation-store.ts";
import { placeOperations } from "./place-operations.ts";
import { placeLabelsOf } from "./place-store.ts";
import { residentOperations } from "./resident-operations.ts";
import { residentRowsById } from "./resident-store.ts";
import { inOrder } from "./search-entries.ts";

export const peopleOperations = ({
  eraseParts,
}: {
  eraseParts: readonly ErasePart[];
}): Handlers<typeof peopleContract> => ({
  ...placeOperations,
  ...gridOperations,
  ...residentOperations,
  ...organisationOperations,
  ...eraseOperations(eraseParts),
});

const detailOf = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(" · ");

const ofTheDesk: Pick<SearchPart, "mayFind" | "maySeeConfidential"> = {
  mayFind: ({ roles }) => mayDo(roles, "clerk"),
  maySeeConfidential: () => false,
};

export const peopleSearchParts: readonly SearchPart[] = [
  {
    ...ofTheDesk,
    kind: "resident",
    describe: (db, ids) => {
      const residents = residentRowsById(db, ids);
      const places = placeLabelsOf(db, [...residents.values()]);
      return inOrder(ids, residents).map(({ id, name, phone, movedOutDate }) => ({
        id,
        title: name,
        detail: detailOf(places.get(id), maskPhone(phone), movedOutDate ? "已迁出" : ""),
      }));
    },
  },
  {
    ...ofTheDesk,
    kind: "organisation",
    describe: (db, ids) => {
      const organisations = new Map(organisationRows(db, ids).map((row) => [row.id, row]));
      return inOrder(ids, organisations).map(({ id, name, kind, phone, isRetired }) => ({
        id,
        title: name,
        detail: detailOf(organisationKindWords[kind], maskPhone(phone), isRetired ? "已停用" : ""),
      }));
    },
  },
  {
    ...ofTheDesk,
    kind: "contact",
    describe: (db, ids) =>
      inOrder(ids, contactRowsById(db, ids)).map(({ id, name, post, organisationName, phone, isRetired }) => ({
        id,
        title: name,
        detail: detailOf(post, organisationName, maskPhone(phone), isRetired ? "已停用" : ""),
      })),
  },
];
