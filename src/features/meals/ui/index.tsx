import { IconBowlSpoon, IconReportMoney, IconSettings, IconUsers } from "@tabler/icons-react";
import type { FeatureUi } from "#ui/feature.ts";
import { mealsRefusals } from "../words.ts";
import "./meals.css";
import { MealDayPage } from "./day-page.tsx";
import { DeliverySheetPage, KitchenSheetPage, SigningSheetPage } from "./day-sheets.tsx";
import { DinersPage } from "./diners-page.tsx";
import { MealMonthPage } from "./month-page.tsx";
import { MealMonthSheetPage } from "./month-sheet-page.tsx";
import { PersonMeals } from "./person-panel.tsx";
import { MealSettingPage } from "./setting-page.tsx";
import { MealsCard } from "./today-card.tsx";

export const mealsUi: FeatureUi = {
  slice: "meals",
  nav: [
    { group: "食堂", label: "每日用餐", path: "/meals/day", icon: IconBowlSpoon, needs: "clerk" },
    { group: "食堂", label: "订餐人", path: "/meals/diners", icon: IconUsers, needs: "clerk" },
    { group: "食堂", label: "助餐月报", path: "/meals/month", icon: IconReportMoney, needs: "clerk" },
    { group: "食堂", label: "餐次与补助", path: "/meals/setting", icon: IconSettings, needs: "clerk" },
  ],
  routes: [
    { path: "/meals/day", page: MealDayPage, needs: "clerk" },
    { path: "/meals/diners", page: DinersPage, needs: "clerk" },
    { path: "/meals/month", page: MealMonthPage, needs: "clerk" },
    { path: "/meals/setting", page: MealSettingPage, needs: "clerk" },
    { path: "/meals/kitchen-sheet", page: KitchenSheetPage, needs: "clerk", isPrint: true },
    { path: "/meals/signing-sheet", page: SigningSheetPage, needs: "clerk", isPrint: true },
    { path: "/meals/delivery-sheet", page: DeliverySheetPage, needs: "clerk", isPrint: true },
    { path: "/meals/month-sheet", page: MealMonthSheetPage, needs: "clerk", isPrint: true },
  ],
  refusals: mealsRefusals,
  todayCards: [{ key: "meals", needs: "clerk", card: MealsCard }],
  personPanels: [{ title: "订餐", render: PersonMeals, needs: "clerk" }],
};
