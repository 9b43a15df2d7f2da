import {
  IconCalendarOff,
  IconCategory,
  IconDatabaseExport,
  IconFileCheck,
  IconFileImport,
  IconSettings,
  IconUsers,
} from "@tabler/icons-react";
import type { FeatureUi } from "#ui/feature.ts";
import { systemRefusals } from "../words.ts";
import { AccountsPage } from "./accounts-page.tsx";
import { AuditPage } from "./audit-page.tsx";
import { BackupPage } from "./backup-page.tsx";
import { BackupReportPage } from "./backup-report-page.tsx";
import { CalendarPage } from "./calendar-page.tsx";
import { CategoriesPage } from "./categories-page.tsx";
import { ImportPage } from "./import-page.tsx";
import { SettingsPage } from "./settings-page.tsx";
import { StorageWarning } from "./storage-warning.tsx";

export const systemUi: FeatureUi = {
  slice: "system",
  nav: [
    { group: "系统", label: "导入", path: "/import", icon: IconFileImport, needs: "clerk" },
    { group: "系统", label: "诉求分类", path: "/system/categories", icon: IconCategory },
    { group: "系统", label: "节假日", path: "/system/calendar", icon: IconCalendarOff },
    { group: "系统", label: "社区与中心", path: "/system/settings", icon: IconSettings, needs: "admin" },
    { group: "系统", label: "账号", path: "/system/accounts", icon: IconUsers, needs: "admin" },
    { group: "系统", label: "备份与恢复", path: "/system/backups", icon: IconDatabaseExport, needs: "admin" },
    { group: "系统", label: "操作记录", path: "/system/audit", icon: IconFileCheck, needs: "admin" },
  ],
  routes: [
    { path: "/import", page: ImportPage },
    { path: "/system/categories", page: CategoriesPage },
    { path: "/system/calendar", page: CalendarPage },
    { path: "/system/settings", page: SettingsPage, needs: "admin" },
    { path: "/system/accounts", page: AccountsPage, needs: "admin" },
    { path: "/system/backups", page: BackupPage, needs: "admin" },
    { path: "/system/backup-report", page: BackupReportPage, needs: "admin", isPrint: true },
    { path: "/system/audit", page: AuditPage, needs: "admin" },
  ],
  todayWarning: StorageWarning,
  refusals: systemRefusals,
};
