import { maskPhone } from "#base/privacy.ts";
import type { Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import type { Contact, Organisation, organisationContract } from "../organisation-contract.ts";
import { organisationKindWords } from "../words.ts";
import * as store from "./organisation-store.ts";
import { isResident } from "./resident-store.ts";
import { indexContact, indexOrganisation, inOrder, searchTyped } from "./search-entries.ts";

/** A word that half the contacts share is answered from the newest of them. */
const searchedAtMost = 500;

const masked = <R extends { phone: string }>({ phone, ...row }: R): Omit<R, "phone"> & { maskedPhone: string } => ({
  ...row,
  maskedPhone: maskPhone(phone),
});

const organisationChoice = ({ id, name, kind }: store.KeptOrganisation | Organisation) => ({
  id,
  label: name,
  detail: organisationKindWords[kind],
});

const contactChoice = (contact: store.KeptContact | Contact) => ({
  id: contact.id,
  label: contact.name,
  detail: [contact.post, contact.organisationName].filter(Boolean).join(" · "),
  organisationId: contact.organisationId,
  organisationName: contact.organisationName,
  post: contact.post,
});

const contactsLike = (db: ReadableDatabase, typed: string, organisationId: string | null, limit: number) => {
  if (typed.trim() !== "") {
    const ids = searchTyped(db, "contact", typed, searchedAtMost);
    return inOrder(ids, store.contactRowsById(db, ids));
  }
  return organisationId === null ? store.firstContacts(db, limit) : store.contactsOf(db, organisationId, false);
};

export const organisationOperations: Handlers<typeof organisationContract> = {
  "people.listOrganisations": ({ db }, { typed, withRetired }) => {
    const all = store.organisationsOf(db, withRetired);
    const found = typed.trim() === "" ? null : new Set(searchTyped(db, "organisation", typed, searchedAtMost));
    return { organisations: all.filter(({ id }) => found?.has(id) ?? true).map(masked) };
  },
  "people.findOrganisations": ({ db }, { typed, limit }) => {
    const organisations =
      typed.trim() === ""
        ? store.organisationsOf(db, false)
        : store.organisationRows(db, searchTyped(db, "organisation", typed, searchedAtMost));
    return {
      choices: organisations
        .filter(({ isRetired }) => !isRetired)
        .slice(0, limit)
        .map(organisationChoice),
    };
  },
  "people.addOrganisation": ({ db, now, newId, refuse }, input) => {
    if (store.organisationNamed(db, input.name) !== undefined) throw refuse("NameTaken");
    const id = newId();
    store.insertOrganisation(db, { ...input, id, importId: null });
    indexOrganisation(db, { ...input, id }, now);
    return { id, version: 1 };
  },
  "people.changeOrganisation": ({ db, now, refuse }, input) => {
    const before = store.findOrganisation(db, input.id);
    if (!before) throw refuse("NotFound");
    if ((store.organisationNamed(db, input.name) ?? input.id) !== input.id) throw refuse("NameTaken");
    if (!store.updateOrganisation(db, input)) throw refuse("Conflict");
    indexOrganisation(db, { ...before, ...input, phone: input.phone ?? before.phone }, now);
    if (before.name !== input.name)
      for (const contact of store.contactsOf(db, input.id, true)) indexContact(db, contact, now);
    return { id: input.id, version: input.version + 1 };
  },

  "people.listContacts": ({ db }, { organisationId, withRetired }) => ({
    contacts: store.contactsOf(db, organisationId, withRetired).map(masked),
  }),
  "people.contact": ({ db, refuse }, { id }) => {
    const contact = store.findContact(db, id);
    if (!contact) throw refuse("NotFound");
    return masked(contact);
  },
  "people.findContacts": ({ db }, { typed, organisationId, limit }) => {
    const fitting = contactsLike(db, typed, organisationId, limit).filter(
      (contact) => contact.canBeChosen && (organisationId === null || contact.organisationId === organisationId),
    );
    return { choices: fitting.slice(0, limit).map(contactChoice) };
  },
  "people.addContact": (context, input) => {
    const { db, now, newId, refuseField } = context;
    if (!store.findOrganisation(db, input.organisationId)) throw refuseField("organisationId", "没有这个单位");
    if (input.residentId !== null && !isResident(db, input.residentId)) throw refuseField("residentId", "没有这位居民");
    const id = newId();
    store.insertContact(db, { ...input, id });
    const contact = store.findContact(db, id);
    if (contact) indexContact(db, contact, now);
    return { id, version: 1 };
  },
  "people.changeContact": ({ db, now, refuse, refuseField }, input) => {
    if (!store.findContact(db, input.id)) throw refuse("NotFound");
    if (input.residentId !== null && !isResident(db, input.residentId)) throw refuseField("residentId", "没有这位居民");
    if (!store.updateContact(db, input)) throw refuse("Conflict");
    const contact = store.findContact(db, input.id);
    if (contact) indexContact(db, contact, now);
    return { id: input.id, version: input.version + 1 };
  },
};
