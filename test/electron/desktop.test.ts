import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { startedThings } from "./boot.ts";
import { openPage } from "./page.ts";
import { frameAt } from "./stub-window.ts";

const started = startedThings();
afterEach(async () => {
  vi.restoreAllMocks();
  await started.putAway();
});

const bootWithBridge = async () => {
  const folder = started.folder();
  const stub = await started.boot({ folder });
  const window = stub.windows[0];
  if (!window) throw new Error("No window was opened");
  const { bridge } = await openPage(stub, window);
  return { folder, stub, window, bridge };
};

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

test("saves bytes where the person says, and proposes the name", async () => {
  const { folder, stub, bridge } = await bootWithBridge();
  stub.person.savePath = join(folder, "诉求台账.xlsx");
  expect(await bridge.saveFile("诉求台账.xlsx", bytesOf("台账"))).toBe(true);
  expect(readFileSync(stub.person.savePath, "utf8")).toBe("台账");
  expect(stub.seen.saveDialogs).toMatchObject([
    { defaultPath: join(folder, "documents", "诉求台账.xlsx"), filters: [{ extensions: ["xlsx"] }] },
  ]);
});

test("writes nothing when the person thinks better of it", async () => {
  const { bridge, stub } = await bootWithBridge();
  expect(await bridge.saveFile("台账.xlsx", bytesOf("台账"))).toBe(false);
  expect(await bridge.savePdf("议程.pdf")).toBe(false);
  expect(await bridge.chooseFolder()).toBeNull();
  expect(stub.seen.boxes).toEqual([]);
});

test("tells when a file cannot be written, and leaves what was there", async () => {
  const { folder, stub, bridge } = await bootWithBridge();
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const path = join(folder, "台账.xlsx");
  mkdirSync(path);
  writeFileSync(join(path, "inside"), "1");
  stub.person.savePath = path;
  expect(await bridge.saveFile("台账.xlsx", bytesOf("台账"))).toBe(false);
  expect(stub.seen.boxes).toMatchObject([{ message: "文件没有保存", buttons: ["知道了"] }]);
  expect(existsSync(join(path, "inside"))).toBe(true);
  expect(existsSync(`${path}.partial`)).toBe(false);
  expect(logged).toHaveBeenCalledOnce();
});

test("proposes only names that a file may have", async () => {
  const { folder, stub, bridge } = await bootWithBridge();
  for (const [name, proposed] of [
    ["../../../etc/passwd", "_.._.._etc_passwd"],
    ["诉〔2026〕12号: 回执?.pdf", "诉〔2026〕12号_ 回执_.pdf"],
    ["C:\\Windows\\a.txt", "C__Windows_a.txt"],
  ] as const) {
    await bridge.saveFile(name, bytesOf(""));
    expect(stub.seen.saveDialogs.at(-1)?.defaultPath).toBe(join(folder, "documents", proposed));
  }
});

test("makes a PDF with the paper size that the sheet asks for", async () => {
  const { folder, stub, window, bridge } = await bootWithBridge();
  stub.person.savePath = join(folder, "议程.pdf");
  expect(await bridge.savePdf("议程.pdf")).toBe(true);
  expect(readFileSync(stub.person.savePath, "utf8")).toMatch(/^%PDF/);
  expect(window.webContents.pdfs).toMatchObject([{ preferCSSPageSize: true, printBackground: true }]);
});

test("prints through the system's own dialog; giving up is no failure, a broken printer is told", async () => {
  const { stub, window, bridge } = await bootWithBridge();
  const logged = vi.spyOn(console, "error").mockReturnValue();
  await bridge.print();
  window.webContents.printer = [false, "Print job canceled"];
  await bridge.print();
  expect(stub.seen.boxes).toEqual([]);
  window.webContents.printer = [false, "Print job failed"];
  await bridge.print();
  expect(stub.seen.boxes).toMatchObject([{ message: "没有打印出来" }]);
  expect(logged).toHaveBeenCalledOnce();
  expect(window.webContents.printed).toHaveLength(3);
  for (const how of window.webContents.printed) expect(how.silent).not.toBe(true);
});

test("answers with the folder that the person chose", async () => {
  const { folder, stub, bridge } = await bootWithBridge();
  stub.person.folder = folder;
  expect(await bridge.chooseFolder()).toBe(folder);
});

test("refuses a frame that is not our page, on every channel", async () => {
  const { stub, window } = await bootWithBridge();
  const { mainFrame } = window.webContents;
  expect([...stub.invocable.keys()].sort()).toEqual([
    "desktop:chooseFolder",
    "desktop:openBeside",
    "desktop:print",
    "desktop:saveFile",
    "desktop:savePdf",
  ]);
  for (const handler of stub.invocable.values()) {
    for (const senderFrame of [frameAt("app://bundle/index.html", mainFrame), frameAt("https://example.com/"), null])
      expect(() => handler({ sender: window.webContents, senderFrame }, undefined)).toThrow("Refused");
  }
});

test("refuses arguments of another shape", async () => {
  const { stub, window } = await bootWithBridge();
  const event = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
  for (const [channel, inputs] of [
    [
      "desktop:saveFile",
      [undefined, { name: "a.txt" }, { name: "", bytes: bytesOf("") }, { name: "a", bytes: "text" }],
    ],
    ["desktop:savePdf", [undefined, "a.pdf", { name: 1 }, { name: "a.pdf", path: "/tmp" }]],
    ["desktop:print", [{ silent: true }]],
    ["desktop:chooseFolder", ["/"]],
    [
      "desktop:openBeside",
      [
        undefined,
        { path: "" },
        { path: "https://example.com/" },
        { path: "//example.com" },
        { path: "/council/screen?id=<b>" },
      ],
    ],
  ] as const)
    for (const input of inputs) expect(() => stub.invocable.get(channel)?.(event, input)).toThrow();
  expect(stub.seen.saveDialogs).toEqual([]);
  expect(window.webContents.printed).toEqual([]);
});
