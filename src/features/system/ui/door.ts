import { hooksFor } from "#ui/asking.tsx";
import { systemContract } from "../contract.ts";

export const { useAnswer, useCommand } = hooksFor(systemContract);
