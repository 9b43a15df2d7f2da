import { scryptSync, timingSafeEqual } from "node:crypto";

/*
 * scrypt, because it is the one memory-hard hash that both Node's and Electron's crypto carry. 2^15 × 8 × 128 bytes
 * are 32 MB for every guess.
 */
export const currentPinCost = 15;

/** Hex of a 32-byte key. */
export const pinHash = (pin: string, salt: string, cost: number): string =>
  scryptSync(pin, Buffer.from(salt, "hex"), 32, { N: 2 ** cost, r: 8, p: 1, maxmem: 2 ** cost * 8 * 128 * 2 }).toString(
    "hex",
  );

export const isPin = (pin: string, kept: { pinSalt: string; pinHash: string; pinCost: number }): boolean =>
  timingSafeEqual(Buffer.from(pinHash(pin, kept.pinSalt, kept.pinCost), "hex"), Buffer.from(kept.pinHash, "hex"));
