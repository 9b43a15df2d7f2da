import type { WrittenInputOf } from "#base/contract.ts";
import type { AppContract } from "../contract.ts";
import type { Chance } from "./chance.ts";
import type { Matter } from "./matter.ts";
import type { Seat } from "./staff.ts";
import type { BuildingPlace } from "./world.ts";

/** A registered appeal, as the story goes on with it. */
export type Filed = {
  id: string;
  clerk: Seat;
  chance: Chance;
  matter: Pick<Matter, "category" | "where"> & Partial<Matter>;
  building: BuildingPlace;
  unitName: string;
  isAnonymous: boolean;
  isConfidential: boolean;
  isMerged: boolean;
  /** What the clerk typed. */
  input: Omit<WrittenInputOf<AppContract["council.registerAppeal"]>, "attachments" | "reporterPhone">;
};

export const blanksOf = ({ building, unitName }: Pick<Filed, "building" | "unitName">) => ({
  estate: building.estate.name,
  building: building.name,
  unit: unitName,
});
