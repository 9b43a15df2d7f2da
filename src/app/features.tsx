import { bookingUi } from "#features/booking/ui/index.tsx";
import { councilUi } from "#features/council/ui/index.tsx";
import { mealsUi } from "#features/meals/ui/index.tsx";
import { peopleUi } from "#features/people/ui/index.tsx";
import { stationsUi } from "#features/stations/ui/index.tsx";
import { systemUi } from "#features/system/ui/index.tsx";
import type { FeatureUi } from "#ui/feature.ts";

export const features: readonly FeatureUi[] = [councilUi, bookingUi, mealsUi, stationsUi, systemUi, peopleUi];
