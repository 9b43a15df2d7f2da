import type { Handlers } from "#core/contexts.ts";
import type { mealsContract } from "../contract.ts";
import { mealDayOperations } from "./day-operations.ts";
import { dinerOperations } from "./diner-operations.ts";
import { mealOperations } from "./meal-operations.ts";

export const mealsOperations: Handlers<typeof mealsContract> = {
  ...mealOperations,
  ...dinerOperations,
  ...mealDayOperations,
};
