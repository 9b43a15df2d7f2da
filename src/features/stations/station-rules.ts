import { type Day, daysBetween, yearOf } from "#base/dates.ts";
import type { StationState } from "./station-contract.ts";

type Season = { seasonFromMonth: number | null; seasonToMonth: number | null };

const monthOf = (day: Day): number => Number(day.slice(5, 7));

/** 5 to 9 is a summer; 11 to 3 goes over the turn of the year. */
export const isInSeason = ({ seasonFromMonth: from, seasonToMonth: to }: Season, day: Day): boolean => {
  if (from === null || to === null) return true;
  const month = monthOf(day);
  return from <= to ? month >= from && month <= to : month >= from || month <= to;
};

/** The first day of the season that a day lies in; null where there is no season to begin. */
export const seasonBegin = (season: Season, day: Day): Day | null => {
  const { seasonFromMonth: from } = season;
  if (from === null || !isInSeason(season, day)) return null;
  const year = monthOf(day) >= from ? yearOf(day) : yearOf(day) - 1;
  return `${year}-${String(from).padStart(2, "0")}-01`;
};

export const stationStateOf = (station: Season & { isRetired: boolean }, today: Day): StationState =>
  station.isRetired ? "retired" : isInSeason(station, today) ? "open" : "offSeason";

/**
 * For how many days something is missing that is asked for every so many days; null while it is not. What was done in
 * an earlier season or before a retirement asks for nothing, so the days begin with the later of both.
 */
export const daysMissing = (
  station: Season & { isRetired: boolean; sinceDate: Day },
  of: { everyDays: number | null; lastDate: Day | null },
  today: Day,
): number | null => {
  if (of.everyDays === null || stationStateOf(station, today) !== "open") return null;
  const begin = seasonBegin(station, today) ?? station.sinceDate;
  const asked = begin > station.sinceDate ? begin : station.sinceDate;
  const days = daysBetween(of.lastDate !== null && of.lastDate > asked ? of.lastDate : asked, today);
  return days > of.everyDays ? days : null;
};
