import { hooksFor } from "#ui/asking.tsx";
import { stationsContract } from "../contract.ts";

export const { useAnswer, useCommand } = hooksFor(stationsContract);
