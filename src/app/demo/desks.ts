import type { OutputOf, WrittenInputOf } from "#base/contract.ts";
import type { Day } from "#base/dates.ts";
import type { Core } from "#core/core.ts";
import type { AppContract } from "../contract.ts";
import { dayAt } from "./office-hours.ts";
import { demoPin, type Seat } from "./staff.ts";

type Name = keyof AppContract & string;

export type Desks = {
  /** Somebody of the staff does one thing, and the clock goes on a little. A refusal is an error of the story. */
  ask<N extends Name>(seat: Seat, name: N, input: WrittenInputOf<AppContract[N]>): OutputOf<AppContract[N]>;
  /** Time never goes back, and never beyond the end of the story. */
  moveTo(ms: number): void;
  nowMs(): number;
};

export type StoryClock = { nowMs: number; endMs: number };

const secondsPerStep = 7;

/** The staff at their desks; whoever comes in the morning signs in first. */
export const openDesks = (core: Core, clock: StoryClock, accountIds: Readonly<Record<Seat, string>>): Desks => {
  const sessions = new Map<Seat, { id: string; day: Day }>();
  const moveTo = (ms: number) => {
    clock.nowMs = Math.min(Math.max(clock.nowMs, ms), clock.endMs);
  };

  const answer = (sessionId: string, name: string, input: unknown): unknown => {
    const reply = core.handle(sessionId, name, input);
    if (!reply.ok) throw new Error(`The demonstration was refused ${name}: ${JSON.stringify({ reply, input })}`);
    return reply.value;
  };

  const sessionOf = (seat: Seat): string => {
    const today = dayAt(clock.nowMs);
    const known = sessions.get(seat);
    if (known?.day === today) return known.id;
    const id = known?.id ?? core.openSession();
    answer(id, "system.signIn", { accountId: accountIds[seat], pin: demoPin });
    sessions.set(seat, { id, day: today });
    return id;
  };

  return {
    ask: <N extends Name>(seat: Seat, name: N, input: WrittenInputOf<AppContract[N]>) => {
      const value = answer(sessionOf(seat), name, input);
      moveTo(clock.nowMs + secondsPerStep * 1000);
      return value as OutputOf<AppContract[N]>;
    },
    moveTo,
    nowMs: () => clock.nowMs,
  };
};
