import { hooksFor } from "#ui/asking.tsx";
import { bookingContract } from "../contract.ts";

export const { useAnswer, useCommand } = hooksFor(bookingContract);
