import { bookingContract } from "#features/booking/contract.ts";
import { councilContract } from "#features/council/contract.ts";
import { mealsContract } from "#features/meals/contract.ts";
import { peopleContract } from "#features/people/contract.ts";
import { stationsContract } from "#features/stations/contract.ts";
import { systemContract } from "#features/system/contract.ts";

/** Everything that the screen can ask. */
export const contract = {
  ...systemContract,
  ...peopleContract,
  ...councilContract,
  ...bookingContract,
  ...mealsContract,
  ...stationsContract,
};

export type AppContract = typeof contract;
