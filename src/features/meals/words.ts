import type { FailsOf } from "#base/words-of.ts";
import type { mealsContract } from "./contract.ts";
import { mealDayOperationWords, mealDayRefusals } from "./day-words.ts";
import { dinerOperationWords, dinerRefusals } from "./diner-words.ts";
import { mealOperationWords, mealRefusals } from "./meal-words.ts";

export const mealsRefusals = {
  ...mealRefusals,
  ...dinerRefusals,
  ...mealDayRefusals,
} satisfies Record<FailsOf<typeof mealsContract>, string>;

/** What a person did, as the audit log names it. */
export const mealsOperationWords = { ...mealOperationWords, ...dinerOperationWords, ...mealDayOperationWords };
