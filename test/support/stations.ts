import type { AppContract } from "#app/contract.ts";
import type { OutputOf, WrittenInputOf } from "#base/contract.ts";
import { openCouncil } from "./council.ts";
import type { Desk } from "./test-core.ts";

type StationInput = WrittenInputOf<AppContract["stations.addStation"]>;
type SupplyInput = WrittenInputOf<AppContract["stations.addSupply"]>;

export const today = "2026-11-20";

export const addStation = (desk: Desk, name = "东门驿站", more: Partial<StationInput> = {}): string =>
  desk.ok("stations.addStation", { name, kind: "rest", place: "人民路 12 号", ...more }).id;

export const addSupply = (desk: Desk, stationId: string, name = "饮用水", more: Partial<SupplyInput> = {}): string =>
  desk.ok("stations.addSupply", { stationId, name, unit: "瓶", leastCount: 10, ...more }).id;

/** A station that keeps water, and medicine that has its day. */
export const openStations = (at?: string) => {
  const centre = openCouncil(at);
  const { secretary } = centre;
  const stationId = addStation(secretary);
  const waterId = addSupply(secretary, stationId);
  const medicineId = addSupply(secretary, stationId, "藿香正气水", { unit: "盒", leastCount: 2, isDated: true });
  return { ...centre, stationId, waterId, medicineId };
};
export type Stations = ReturnType<typeof openStations>;

export const stationOf = ({ clerk, stationId }: Stations): OutputOf<AppContract["stations.station"]> =>
  clerk.ok("stations.station", { id: stationId });

export const supplyOf = (stations: Stations, supplyId: string) => {
  const supply = stationOf(stations).supplies.find(({ id }) => id === supplyId);
  if (!supply) throw new Error("The station does not keep that");
  return supply;
};

export const visitCounts = { cleaner: 0, rider: 0, outdoor: 0, elder: 0, child: 0, other: 0 };
