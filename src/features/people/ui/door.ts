import { hooksFor } from "#ui/asking.tsx";
import { peopleContract } from "../contract.ts";

export const { useAnswer, useCommand } = hooksFor(peopleContract);
