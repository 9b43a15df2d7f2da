import { IconBuildingStore, IconChartBar, IconClipboardList } from "@tabler/icons-react";
import type { FeatureUi } from "#ui/feature.ts";
import "./stations.css";
import { stationsRefusals } from "../words.ts";
import { useAnswer } from "./door.ts";
import { StationFiguresPage } from "./figures-page.tsx";
import { MonthSheetPage } from "./month-sheet-page.tsx";
import { NeedsPage, needCount } from "./needs-page.tsx";
import { RefillSheetPage } from "./refill-sheet-page.tsx";
import { StationsPage } from "./stations-page.tsx";
import { StationsCard } from "./today-card.tsx";

const useNeedCount = () => {
  const needs = useAnswer("stations.needs", {}).data;
  return needs ? needCount(needs) : 0;
};

export const stationsUi: FeatureUi = {
  slice: "stations",
  nav: [
    { group: "驿站", label: "驿站与冰柜", path: "/stations/list", icon: IconBuildingStore, needs: "clerk" },
    {
      group: "驿站",
      label: "要补要办",
      path: "/stations/needs",
      icon: IconClipboardList,
      needs: "clerk",
      useCount: useNeedCount,
    },
    { group: "驿站", label: "驿站人次", path: "/stations/figures", icon: IconChartBar },
  ],
  routes: [
    { path: "/stations/list", page: StationsPage, needs: "clerk" },
    { path: "/stations/needs", page: NeedsPage, needs: "clerk" },
    { path: "/stations/figures", page: StationFiguresPage },
    { path: "/stations/month-sheet", page: MonthSheetPage, needs: "clerk", isPrint: true },
    { path: "/stations/refill-sheet", page: RefillSheetPage, needs: "clerk", isPrint: true },
  ],
  refusals: stationsRefusals,
  todayCards: [{ key: "stations", needs: "clerk", card: StationsCard }],
};
