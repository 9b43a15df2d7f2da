import type { Desks } from "./desks.ts";
import { dayAt } from "./office-hours.ts";
import type { OrganisationKey } from "./organisations.ts";
import type { Organisation } from "./world.ts";

/** What a unit is in the meetings; the others are partners. */
const ownRoles: Partial<Record<OrganisationKey, "committee" | "subdistrict">> = {
  community: "committee",
  office: "subdistrict",
};

const partnerKeys: readonly OrganisationKey[] = [
  "community",
  "office",
  "police",
  "health",
  "school",
  "design",
  "volunteers",
  "canteen",
];

/** 大党委: the community's leader with the units of the neighbourhood, asked to its meetings as a whole. */
export const foundCommittee = (desks: Desks, organisations: ReadonlyMap<OrganisationKey, Organisation>): string => {
  const { id: bodyId } = desks.ask("secretary", "council.addBody", {
    name: "社区大党委",
    kind: "partyCommittee",
    note: "每季度开一次联席会议，委员由共建单位推荐。",
  });
  const termFrom = dayAt(desks.nowMs());
  const propertyKeys = [...organisations.keys()].filter((key) => key.startsWith("property:"));
  const seated = [
    ...partnerKeys.map((key) => ({ key, role: ownRoles[key] ?? ("partner" as const) })),
    ...propertyKeys.map((key) => ({ key, role: "property" as const })),
  ];
  for (const { key, role } of seated) {
    const contact = organisations.get(key)?.contacts[0];
    const post = key === "community" ? "副书记" : "兼职委员";
    if (contact)
      desks.ask("secretary", "council.addBodyMember", { bodyId, contactId: contact.id, post, role, termFrom });
  }
  return bodyId;
};
