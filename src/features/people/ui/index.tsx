import { IconBriefcase, IconBuildingCommunity, IconUsersGroup } from "@tabler/icons-react";
import type { FeatureUi } from "#ui/feature.ts";
import "./people.css";
import { peopleRefusals } from "../words.ts";
import { OrganisationsPage } from "./organisations-page.tsx";
import { PlacesPage } from "./places-page.tsx";
import { ResidentsPage } from "./residents-page.tsx";

export const peopleUi: FeatureUi = {
  slice: "people",
  nav: [
    { group: "居民", label: "居民", path: "/people/residents", icon: IconUsersGroup, needs: "clerk" },
    { group: "居民", label: "网格与房屋", path: "/people/places", icon: IconBuildingCommunity, needs: "clerk" },
    { group: "居民", label: "单位", path: "/people/organisations", icon: IconBriefcase, needs: "clerk" },
  ],
  routes: [
    { path: "/people/residents", page: ResidentsPage, needs: "clerk" },
    { path: "/people/places", page: PlacesPage, needs: "clerk" },
    { path: "/people/organisations", page: OrganisationsPage, needs: "clerk" },
  ],
  refusals: peopleRefusals,
  searchKinds: {
    resident: { label: "居民", path: (id) => ({ to: "/people/residents", search: { id } }) },
    organisation: { label: "单位", path: (id) => ({ to: "/people/organisations", search: { id } }) },
    contact: { label: "联系人", path: (id) => ({ to: "/people/organisations", search: { contactId: id } }) },
  },
};
