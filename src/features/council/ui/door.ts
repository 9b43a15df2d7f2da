import { hooksFor } from "#ui/asking.tsx";
import { councilContract } from "../contract.ts";

export const { useAnswer, useCommand } = hooksFor(councilContract);
