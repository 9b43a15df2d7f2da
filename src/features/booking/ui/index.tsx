import { IconHomeHeart } from "@tabler/icons-react";
import type { FeatureUi } from "#ui/feature.ts";
import { bookingRefusals } from "../words.ts";
import { RouteSheetPage } from "./route-sheet-page.tsx";
import { VisitsPage } from "./visits-page.tsx";

export const bookingUi: FeatureUi = {
  slice: "booking",
  nav: [{ group: "预约", label: "上门", path: "/booking/visits", icon: IconHomeHeart, needs: "clerk" }],
  routes: [
    { path: "/booking/visits", page: VisitsPage, needs: "clerk" },
    { path: "/booking/route-sheet", page: RouteSheetPage, needs: "clerk", isPrint: true },
  ],
  refusals: bookingRefusals,
};
