import { hooksFor } from "#ui/asking.tsx";
import { mealsContract } from "../contract.ts";

export const { useAnswer, useCommand } = hooksFor(mealsContract);
