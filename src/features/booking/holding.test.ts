import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantAt } from "#base/dates.ts";
import { freeSpans, isOverlapping, peakCount } from "./holding.ts";

const span = (from: string, to: string) => ({
  startAt: instantAt("2026-11-23", from),
  endAt: instantAt("2026-11-23", to),
});
const day = span("08:30", "17:30");

describe("two spans", () => {
  test.each([
    ["09:00", "10:00", "10:00", "11:00", false],
    ["09:00", "10:01", "10:00", "11:00", true],
    ["09:00", "12:00", "10:00", "11:00", true],
    ["10:00", "11:00", "10:00", "11:00", true],
    ["11:00", "12:00", "10:00", "11:00", false],
  ])("%s–%s and %s–%s overlap: %s", (from, to, otherFrom, otherTo, isMeant) => {
    expect(isOverlapping(span(from, to), span(otherFrom, otherTo))).toBe(isMeant);
  });
});

describe("the most held at one moment", () => {
  test("adds what stands together, and not what follows", () => {
    const holds = [
      { ...span("09:00", "10:00"), count: 2 },
      { ...span("10:00", "11:00"), count: 3 },
      { ...span("09:30", "10:30"), count: 1 },
    ];
    expect(peakCount(holds, span("08:00", "12:00"))).toBe(4);
    expect(peakCount(holds, span("09:00", "09:30"))).toBe(2);
    expect(peakCount(holds, span("11:00", "12:00"))).toBe(0);
  });

  test("is what counting minute by minute says", () => {
    const minutes = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 }));
    const at = (minute: number) =>
      instantAt("2026-11-23", `0${8 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`);
    fc.assert(
      fc.property(
        fc.array(minutes, { maxLength: 8 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 40 }),
        (drawn, from, length) => {
          const holds = drawn.map(([start, long, count]) => ({ startAt: at(start), endAt: at(start + long), count }));
          const perMinute = Array.from({ length }, (_, offset) =>
            drawn.reduce(
              (sum, [start, long, count]) =>
                start <= from + offset && from + offset < start + long ? sum + count : sum,
              0,
            ),
          );
          expect(peakCount(holds, { startAt: at(from), endAt: at(from + length) })).toBe(Math.max(...perMinute));
        },
      ),
      { seed: 1 },
    );
  });
});

describe("free spans", () => {
  test("are what is left of a day", () => {
    expect(freeSpans([], day)).toEqual([day]);
    expect(freeSpans([span("10:00", "11:00"), span("08:00", "09:00"), span("10:30", "12:00")], day)).toEqual([
      span("09:00", "10:00"),
      span("12:00", "17:30"),
    ]);
    expect(freeSpans([span("08:00", "18:00")], day)).toEqual([]);
  });
});
