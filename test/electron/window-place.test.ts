import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { keepPlace, readPlace, smallestWindow, visiblePlace, type WindowPlace } from "../../electron/window-place.ts";

const desk = { x: 0, y: 0, width: 1920, height: 1040 };
const small = { x: 0, y: 0, width: 1366, height: 728 };
const left = { x: -1280, y: 0, width: 1280, height: 984 };
const kept: WindowPlace = { x: 200, y: 100, width: 1200, height: 700, isMaximized: false };

describe("where the window opens", () => {
  test("in the middle of the main screen the first time", () => {
    expect(visiblePlace(null, [desk, left])).toEqual({ x: 240, y: 70, width: 1440, height: 900, isMaximized: false });
  });

  test("over the whole of a small screen the first time", () => {
    expect(visiblePlace(null, [small])).toEqual({ ...small, isMaximized: true });
  });

  test("where it stood", () => {
    expect(visiblePlace(kept, [desk])).toEqual(kept);
    expect(visiblePlace({ ...kept, x: -1200 }, [desk, left])).toEqual({ ...kept, x: -1200, width: 1200 });
  });

  test("not on a screen that is gone", () => {
    expect(visiblePlace({ ...kept, x: -1200 }, [desk])).toEqual({ ...kept, x: 360, y: 170 });
  });

  test("wholly on the screen that shows most of it", () => {
    expect(visiblePlace({ ...kept, x: 1500, y: 900 }, [desk])).toEqual({ ...kept, x: 720, y: 340 });
    expect(visiblePlace({ ...kept, x: 100, y: -50 }, [desk])).toEqual({ ...kept, x: 100, y: 0 });
  });

  test("no larger than its screen, and no smaller than its pages need", () => {
    expect(visiblePlace({ ...kept, width: 4000, height: 3000 }, [small])).toEqual({ ...small, isMaximized: false });
    expect(visiblePlace({ ...kept, width: 10, height: 10 }, [desk])).toEqual({ ...kept, ...smallestWindow });
  });

  test("maximized again", () => {
    expect(visiblePlace({ ...kept, isMaximized: true }, [desk]).isMaximized).toBe(true);
  });
});

describe("the kept place", () => {
  const folder = mkdtempSync(join(tmpdir(), "xbd-place-"));
  const path = join(folder, "window.json");

  test("is read back, and anything else counts as none", () => {
    try {
      expect(readPlace(path)).toBeNull();
      keepPlace(path, kept);
      expect(readPlace(path)).toEqual(kept);
      for (const text of ["", "{", "[]", '{"x":"1"}', JSON.stringify({ ...kept, width: -1 })]) {
        writeFileSync(path, text);
        expect(readPlace(path)).toBeNull();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
