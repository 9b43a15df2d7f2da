import type { Contract } from "#base/contract.ts";
import { mealDayContract } from "./day-contract.ts";
import { dinerContract } from "./diner-contract.ts";
import { mealContract } from "./meal-contract.ts";

export const mealsContract = { ...mealContract, ...dinerContract, ...mealDayContract } satisfies Contract;
