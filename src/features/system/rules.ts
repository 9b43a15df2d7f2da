/** Seconds to wait after so many wrong PINs in a row: two slips are free, then it grows to a quarter of an hour. */
export const pinWaitSeconds = (wrongPinCount: number): number => [0, 0, 0, 10, 30, 60, 300][wrongPinCount] ?? 900;

export const longestPinWaitSeconds = 900;
