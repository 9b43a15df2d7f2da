import type { ReadableDatabase } from "#core/database.ts";
import {
  type ImportContext,
  type ImportedRow,
  type ImportKind,
  type ImportOutcome,
  textOf,
} from "#core/import-kind.ts";
import { peopleIn, phonesIn } from "../import-cells.ts";
import { takeRowsBack } from "./made-rows.ts";
import { organisationChoices, organisationShape } from "./organisation-import-columns.ts";
import * as store from "./organisation-store.ts";
import { indexContact, indexOrganisation } from "./search-entries.ts";

type Unit = Omit<store.KeptOrganisation, "id" | "kind" | "isRetired" | "version"> & {
  kind: store.OrganisationKind | null;
};
type Person = { name: string; post: string; phone: string };
type Asked = { unit: Unit; person: Person | null };

const kindOf = (said: string): store.OrganisationKind | null =>
  said === "" || said === "none" ? null : (said as store.OrganisationKind);

/** A second number, or one with hidden digits, would be lost without a word. */
const phoneProblem = ({ said }: ImportedRow, key: "phone" | "contactPhone", title: string): string | undefined => {
  const words = said[key];
  if (words === undefined || !/\d/.test(words)) return undefined;
  const count = phonesIn(words).length;
  if (count === 1) return undefined;
  return count === 0 ? `${title}看不出完整的号码` : `${title}写了几个号码，请只留一个`;
};

const askedOf = (row: ImportedRow): Asked | { refused: string } => {
  const problem = phoneProblem(row, "phone", "单位电话") ?? phoneProblem(row, "contactPhone", "联系人电话");
  if (problem) return { refused: problem };
  const people = peopleIn(textOf(row, "contact"), "");
  if (!people || people.length > 1) return { refused: "联系人一格里写了几个人，请一人一行" };
  const [written] = people;
  const phone = textOf(row, "phone");
  const contactPhone = textOf(row, "contactPhone");
  if (!written && phone !== "" && contactPhone !== "" && phone !== contactPhone)
    return { refused: "有联系人电话，没有联系人" };
  const unit = {
    kind: kindOf(textOf(row, "kind")),
    name: textOf(row, "name"),
    // The only number of a row without a contact is the unit's.
    phone: written ? phone : phone || contactPhone,
    address: textOf(row, "address"),
    note: textOf(row, "note"),
  };
  if (!written) return { unit, person: null };
  if (written.phone !== "" && contactPhone !== "" && written.phone !== contactPhone)
    return { refused: "联系人和联系人电话两格里的号码不同" };
  return {
    unit,
    person: { name: written.name, post: textOf(row, "post") || written.remark, phone: contactPhone || written.phone },
  };
};

/** What a row says differently from what is kept; an empty cell says nothing. */
const differingIn = (pairs: readonly (readonly [label: string, kept: string, said: string | null])[]): string =>
  pairs
    .filter(([, kept, said]) => kept !== "" && said && kept !== said)
    .map(([label]) => label)
    .join("、");

const unitProblem = (kept: store.KeptOrganisation, unit: Unit): string | undefined => {
  if (kept.isRetired) return `${kept.name}已停用；如果还要用，请先在“单位”里恢复`;
  const differing = differingIn([
    ["类别", kept.kind, unit.kind],
    ["电话", kept.phone, unit.phone],
    ["地址", kept.address, unit.address],
    ["备注", kept.note, unit.note],
  ]);
  return differing === "" ? undefined : `${kept.name}已登记，${differing}不同，没有覆盖`;
};

const personProblem = (kept: store.KeptContact, person: Person): string | undefined => {
  if (kept.isRetired) return `${kept.organisationName}的联系人${kept.name}已停用`;
  const differing = differingIn([
    ["职务", kept.post, person.post],
    ["电话", kept.phone, person.phone],
  ]);
  return differing === "" ? undefined : `${kept.organisationName}已有联系人${kept.name}，${differing}不同，没有覆盖`;
};

/** A unit's contact of that name; whoever still serves first. */
const contactNamed = (db: ReadableDatabase, organisationId: string, name: string): store.KeptContact | undefined =>
  store.contactsOf(db, organisationId, true).find((contact) => contact.name === name);

const addUnit = (
  { db, now, importId, newId }: ImportContext,
  unit: Unit & { kind: store.OrganisationKind },
): string => {
  const id = newId();
  store.insertOrganisation(db, { ...unit, id, importId });
  indexOrganisation(db, { ...unit, id }, now);
  return id;
};

/** Makes a contact by an import and lets the search know. */
export const addImportedContact = (
  { db, now, importId, newId }: ImportContext,
  person: Person & { organisationId: string },
): string => {
  const id = newId();
  store.insertContact(db, { ...person, id, residentId: null, importId });
  const contact = store.findContact(db, id);
  if (contact) indexContact(db, contact, now);
  return id;
};

const writeOrganisation = (row: ImportedRow, context: ImportContext): ImportOutcome => {
  const { db, choices } = context;
  const asked = askedOf(row);
  if ("refused" in asked) return asked;
  const { unit, person } = asked;
  const knownId = store.organisationNamed(db, unit.name);
  const known = knownId === undefined ? undefined : store.findOrganisation(db, knownId);
  if (!known) {
    const kind = unit.kind ?? kindOf(choices.kind ?? "");
    if (kind === null) return { refused: "没有类别；可以在导入时给没写类别的行定一个" };
    const organisationId = addUnit(context, { ...unit, kind });
    if (person) addImportedContact(context, { ...person, organisationId });
    return "taken";
  }
  const kept = person ? contactNamed(db, known.id, person.name) : undefined;
  const problem = unitProblem(known, unit) ?? (kept && person ? personProblem(kept, person) : undefined);
  if (problem) return { refused: problem };
  if (!person || kept) return "known";
  addImportedContact(context, { ...person, organisationId: known.id });
  return "taken";
};

export const organisationImport: ImportKind = {
  kind: "organisations",
  title: "单位和联系人",
  needs: "clerk",
  jobName: "people.importOrganisations",
  shape: organisationShape,
  choices: organisationChoices,
  begin: () => ({ write: writeOrganisation }),
  takeBack: (db, importId, limit) =>
    takeRowsBack(db, "contacts", importId, limit) || takeRowsBack(db, "organisations", importId, limit),
};
