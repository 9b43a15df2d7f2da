import { expect, test } from "vitest";
import { cleanLine, cleanText, halfWidth } from "./text.ts";

test("text is cleaned of what nobody typed, and its lines stay", () => {
  expect(cleanText("路灯不亮")).toBe("路灯不亮");
  expect(cleanText("\u3000 路灯\u200b不亮_x000D_\n\n\n\n请修 \t 一下 ")).toBe("路灯不亮\n\n请修 一下");
  expect(cleanText("cafe\u0301\u0085甲\u2028乙")).toBe("café\n甲\n乙");
  expect(cleanText("型号 a_x0041_b")).toBe("型号 a_x0041_b");
  expect(cleanLine(" 甲\r\n 乙 ")).toBe("甲 乙");
});

test("whatever is typed, nothing is left to clean", () => {
  const pieces = [
    "甲",
    "a",
    "e\u0301",
    "𠮷",
    "😀",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u200b",
  ];
  const odd = ["\ufeff", "\u0000", "\u0085", "\u2028", "_x000D_", "_x0009_", "_x0041_", "\u2000", "\v"];
  const all = [...pieces, ...odd];
  for (let count = 0; count < 4 * all.length ** 2; count += 1) {
    // Every pair of pieces, in the middle, at the ends and alone.
    const [one, other] = [all[count % all.length], all[Math.floor(count / all.length) % all.length]];
    const place = Math.floor(count / all.length ** 2);
    const text = [`乙${one}${other}丙`, `${one}${other}丙`, `乙${one}${other}`, `${one}${other}`][place] ?? "";
    const clean = cleanText(text);
    expect(clean, JSON.stringify(text)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zs}](?<! )| {2}|^[ \n]|[ \n]$| \n|\n /u);
    expect(clean).toBe(clean.normalize("NFC"));
    expect(cleanText(clean), JSON.stringify(text)).toBe(clean);
  }
});

test("full-width letters, digits and signs are read as half-width ones", () => {
  expect(halfWidth("１３８－ＡＢ　ｃ")).toBe("138-AB c");
  expect(halfWidth("138")).toBe("138");
});
