import type { FeatureUi } from "#ui/feature.ts";
import { bookingRefusals } from "../words.ts";

export const bookingUi: FeatureUi = {
  slice: "booking",
  nav: [],
  routes: [],
  refusals: bookingRefusals,
};
