import type { Reply } from "#base/contract.ts";

/** What the page says to a port; HTTP carries the same in its own clothes. */
export type ToCore =
  | { id: number; ask: string; input: unknown; requestId?: string }
  | { id: number; put: true; bytes: ArrayBuffer }
  | { id: number; get: string; input: unknown };

export type FromCore =
  | { id: number; reply: Reply }
  | { id: number; reply: { ok: true; value: { name: string; mediaType: string } }; bytes: ArrayBuffer }
  | { changed: string[]; isOwn: boolean };
