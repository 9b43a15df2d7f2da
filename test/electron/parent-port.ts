import { EventEmitter } from "node:events";

/**
 * What the two ends of the bridge say. A port cannot travel to another plain Node process, so each one becomes a
 * numbered line over the channel between parent and child.
 */
export type BridgeMessage =
  | { kind: "main"; data: unknown; lines: number[] }
  | { kind: "line"; line: number; data: unknown }
  | { kind: "lineClosed"; line: number };

const send = (message: BridgeMessage) => {
  process.send?.(message);
};

type LineEnd = EventEmitter & { receive(data: unknown): void };

const openLine = (line: number): LineEnd => {
  const waiting: unknown[] = [];
  let isStarted = false;
  const end: LineEnd = Object.assign(new EventEmitter(), {
    postMessage: (data: unknown) => send({ kind: "line", line, data }),
    start: () => {
      isStarted = true;
      for (const data of waiting.splice(0)) end.emit("message", { data, ports: [] });
    },
    receive: (data: unknown) => {
      if (isStarted) end.emit("message", { data, ports: [] });
      else waiting.push(data);
    },
  });
  return end;
};

/** Gives a plain Node process the `process.parentPort` of an Electron utility process. */
const becomeUtilityProcess = () => {
  const ends = new Map<number, LineEnd>();
  const parentPort = Object.assign(new EventEmitter(), {
    postMessage: (data: unknown) => send({ kind: "main", data, lines: [] }),
  });
  Object.defineProperty(process, "parentPort", { value: parentPort });
  process.on("message", (message: BridgeMessage) => {
    if (message.kind === "main") {
      const ports = message.lines.map((line) => {
        const end = openLine(line);
        ends.set(line, end);
        return end;
      });
      parentPort.emit("message", { data: message.data, ports });
    } else if (message.kind === "line") ends.get(message.line)?.receive(message.data);
    else ends.get(message.line)?.emit("close");
  });
  // A utility process does not outlive the program that started it.
  process.on("disconnect", () => process.exit());
};

if (process.send) becomeUtilityProcess();
