import { IconFileCheck, IconSettings, IconUsers } from "@tabler/icons-react";
import type { FeatureUi } from "#ui/feature.ts";
import { systemRefusals } from "../words.ts";
import { AccountsPage } from "./accounts-page.tsx";
import { AuditPage } from "./audit-page.tsx";
import { SettingsPage } from "./settings-page.tsx";

export const systemUi: FeatureUi = {
  slice: "system",
  nav: [
    { group: "系统", label: "社区与中心", path: "/system/settings", icon: IconSettings, needs: "admin" },
    { group: "系统", label: "账号", path: "/system/accounts", icon: IconUsers, needs: "admin" },
    { group: "系统", label: "操作记录", path: "/system/audit", icon: IconFileCheck, needs: "admin" },
  ],
  routes: [
    { path: "/system/settings", page: SettingsPage, needs: "admin" },
    { path: "/system/accounts", page: AccountsPage, needs: "admin" },
    { path: "/system/audit", page: AuditPage, needs: "admin" },
  ],
  refusals: systemRefusals,
};
