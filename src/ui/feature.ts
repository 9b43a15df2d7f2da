import type { Icon } from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";
import type { Role } from "#base/contract.ts";

export type NavEntry = {
  group: string;
  label: string;
  /** `/council/appeals` */
  path: string;
  icon: Icon;
  /** Roles that see the entry; every role when absent. */
  needs?: Role;
  /** A role that has a fuller page instead and does not see the entry. */
  hiddenFrom?: Role;
  /** A number beside the entry: what waits. */
  useCount?: () => number;
};

export type PageRoute = { path: string; page: () => ReactNode; needs?: Role; isPrint?: boolean };

export type QuickAdd = { key: string; label: string; path: string; needs: Role };

/** What the person's page, today's page and the search show of a slice. */
export type Panel = { title: string; render: ComponentType<{ subjectId: string }>; needs?: Role };

export type FeatureUi = {
  slice: string;
  nav: readonly NavEntry[];
  routes: readonly PageRoute[];
  /** Pages that hang on a wall for everybody to read: no frame, no sign-in, and no lock covers them. */
  wallPages?: readonly { path: string; page: () => ReactNode }[];
  quickAdds?: readonly QuickAdd[];
  refusals: Readonly<Record<string, string>>;
  personPanels?: readonly Panel[];
  todayCards?: readonly { key: string; needs: Role; card: ComponentType }[];
  /** Stands above the cards, and only while something is wrong. */
  todayWarning?: ComponentType;
  /** Where a search hit of a kind opens, and what the kind is called. */
  searchKinds?: Readonly<
    Record<string, { label: string; path(id: string): { to: string; search?: Record<string, unknown> } }>
  >;
};
