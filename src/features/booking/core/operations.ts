import type { Handlers } from "#core/contexts.ts";
import type { bookingContract } from "../contract.ts";
import { resourceOperations } from "./resource-operations.ts";
import { serviceOperations } from "./service-operations.ts";

export const bookingOperations: Handlers<typeof bookingContract> = { ...resourceOperations, ...serviceOperations };
