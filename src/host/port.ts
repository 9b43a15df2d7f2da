import { readFileSync } from "node:fs";
import { FileHandle, type Reply } from "#base/contract.ts";
import type { Core } from "#core/core.ts";
import { FileTooLarge } from "#core/files.ts";
import type { FromCore, ToCore } from "./protocol.ts";

/** The little that Node's, Electron's and a test's ports have in common. */
export type Port = {
  post(message: FromCore): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
};

/** The file that a query handed out, if this caller may have it. */
export const handedFile = (
  core: Core,
  sessionId: string,
  name: string,
  input: unknown,
): Reply<FileHandle & { path: string }> => {
  const reply = core.handle(sessionId, name, input);
  if (!reply.ok) return reply;
  const handle = FileHandle.safeParse((reply.value as { file?: unknown } | null)?.file);
  if (!handle.success || !core.files.has(handle.data.sha256)) return { ok: false, code: "NotFound" };
  return { ok: true, value: { ...handle.data, path: core.files.pathOf(handle.data.sha256) } };
};

/** The reply for bytes that could not be kept. */
export const putFailure = (error: unknown): Reply => {
  if (error instanceof FileTooLarge)
    return { ok: false, code: "InvalidInput", fields: [{ path: "", message: "文件太大，最多 100 MB" }] };
  const code = (error as { code?: string }).code;
  return { ok: false, code: code === "ENOSPC" || code === "EDQUOT" ? "DiskFull" : "DiskFailed" };
};

const isMessage = (message: unknown): message is ToCore =>
  typeof message === "object" && message !== null && typeof (message as { id?: unknown }).id === "number";

export type ServedPort = {
  /** Another core answers from now on; the page starts again from the sign-in. */
  serve(core: Core): void;
};

/** Serves one page over one port: a session of its own that ends with the port. */
export const servePort = (firstCore: Core, port: Port): ServedPort => {
  let core = firstCore;
  let sessionId = core.openSession();
  const listen = () =>
    core.onChange(({ slices, bySession }) => port.post({ changed: slices, isOwn: bySession === sessionId }));
  let stopListening = listen();

  const answer = (message: ToCore) => {
    const { id } = message;
    if ("put" in message) {
      if (!core.mayAddFiles(sessionId)) return port.post({ id, reply: { ok: false, code: "NotAllowed" } });
      try {
        return port.post({ id, reply: { ok: true, value: core.files.put(new Uint8Array(message.bytes)) } });
      } catch (error) {
        return port.post({ id, reply: putFailure(error) });
      }
    }
    if ("get" in message) {
      const found = handedFile(core, sessionId, message.get, message.input);
      if (!found.ok) return port.post({ id, reply: found });
      const { name, mediaType, path } = found.value;
      let bytes: ArrayBuffer;
      try {
        bytes = new Uint8Array(readFileSync(path)).buffer;
      } catch {
        return port.post({ id, reply: { ok: false, code: "DiskFailed" } });
      }
      return port.post({ id, reply: { ok: true, value: { name, mediaType } }, bytes });
    }
    return port.post({ id, reply: core.handle(sessionId, message.ask, message.input, message.requestId) });
  };

  port.onMessage((message) => {
    if (isMessage(message)) answer(message);
  });
  port.onClose(() => {
    stopListening();
    core.closeSession(sessionId);
  });

  return {
    serve: (nextCore) => {
      stopListening();
      core = nextCore;
      sessionId = core.openSession();
      stopListening = listen();
      // Everything that the page shows comes from the leftmost slice or stands on it.
      port.post({ changed: ["system"], isOwn: false });
    },
  };
};
