import { epochMsOf, type Instant, instantOf } from "#base/dates.ts";
import type { WritableDatabase } from "#core/database.ts";
import { longestPinWaitSeconds, pinWaitSeconds } from "../rules.ts";
import { isPin } from "./pins.ts";
import { findAccount, setPinTries } from "./store.ts";

/** Seconds still to wait. A clock that was set back must not make a wait longer than it could have been. */
const waitSecondsOf = (waitUntil: Instant | null, now: Instant): number =>
  waitUntil === null
    ? 0
    : Math.max(0, Math.min(longestPinWaitSeconds, Math.ceil((epochMsOf(waitUntil) - epochMsOf(now)) / 1000)));

/** Checks a PIN and counts the tries: a wrong PIN must stay counted, so it is an answer and not a refusal. */
export const tryPin = (
  db: WritableDatabase,
  accountId: string,
  pin: string,
  now: Instant,
): { isRight: boolean; waitSeconds: number } => {
  const account = findAccount(db, accountId);
  if (!account?.isActive) return { isRight: false, waitSeconds: 0 };
  const waiting = waitSecondsOf(account.waitUntil, now);
  if (waiting > 0) return { isRight: false, waitSeconds: waiting };
  if (isPin(pin, account)) {
    if (account.wrongPinCount > 0) setPinTries(db, accountId, 0, null);
    return { isRight: true, waitSeconds: 0 };
  }
  const wrongPinCount = account.wrongPinCount + 1;
  const waitSeconds = pinWaitSeconds(wrongPinCount);
  const waitUntil = waitSeconds > 0 ? instantOf(epochMsOf(now) + waitSeconds * 1000) : null;
  setPinTries(db, accountId, wrongPinCount, waitUntil);
  return { isRight: false, waitSeconds };
};
