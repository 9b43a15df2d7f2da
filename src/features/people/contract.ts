import type { Contract } from "#base/contract.ts";
import { eraseContract } from "./erase-contract.ts";
import { gridContract } from "./grid-contract.ts";
import { organisationContract } from "./organisation-contract.ts";
import { placeContract } from "./place-contract.ts";
import { residentContract } from "./resident-contract.ts";

// What other slices speak of: the rest is asked for at its own noun.
export { Contact, Organisation } from "./organisation-contract.ts";
export { Choice, Place } from "./place-contract.ts";
export { Resident, ResidentLine } from "./resident-contract.ts";

export const peopleContract = {
  ...placeContract,
  ...gridContract,
  ...residentContract,
  ...organisationContract,
  ...eraseContract,
} satisfies Contract;
