import type { WrittenInputOf } from "#base/contract.ts";
import type { AppContract } from "../contract.ts";
import type { Chance } from "./chance.ts";
import type { Case, Matter } from "./matter.ts";
import type { Seat } from "./staff.ts";
import type { BuildingPlace } from "./world.ts";

/** A registered appeal, as the story goes on with it. */
export type Filed = {
  id: string;
  clerk: Seat;
  chance: Chance;
  matter: Pick<Matter, "category" | "where"> & Partial<Matter>;
  /** As it stands in the list of cases, and read. */
  written: string;
  told: Case;
  building: BuildingPlace;
  unitName: string;
  floor: string;
  isAnonymous: boolean;
  isConfidential: boolean;
  isMerged: boolean;
  /** What the clerk typed. */
  input: Omit<WrittenInputOf<AppContract["council.registerAppeal"]>, "attachments" | "reporterPhone">;
};

export const blanksOf = ({ building, unitName, floor }: Pick<Filed, "building" | "unitName" | "floor">) => ({
  estate: building.estate.name,
  building: building.name,
  unit: unitName,
  floor,
});
