export type Random = (byteCount: number) => Uint8Array;

/** UUIDv7 (RFC 9562): 48 bits of milliseconds, then random bits, so that ids sort by birth. */
export const uuidV7 = (epochMs: number, random: Random): string => {
  const bytes = random(16);
  let rest = epochMs;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
