import { z } from "zod";
import { CalendarYear } from "#base/calendar.ts";
import { type Contract, query } from "#base/contract.ts";

export const calendarContract = {
  /** The holiday lists that deadlines are counted by; an imported year stands in the place of a built-in one. */
  "system.listCalendarYears": query({
    needs: "viewer",
    input: z.object({}),
    output: z.object({ years: z.array(CalendarYear) }),
  }),
} satisfies Contract;
