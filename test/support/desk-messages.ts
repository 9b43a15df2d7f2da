import type { Reply } from "#base/contract.ts";
import type { FromCore, ToCore } from "#host/protocol.ts";
import type { Seat } from "./community.ts";

/** Who sits at a page from the start; `nobody` finds the sign-in. */
export type Sitter = Seat | "nobody";

/** What a journey asks of the program that keeps the cores; see desk-host.ts. */
export type HostWork = {
  /** Answers with the name of the new centre. */
  open: { ask: { isEmpty: boolean }; answer: string };
  /** An address that opens the page once, with somebody signed in. */
  address: { ask: { centre: string; sitter: Sitter }; answer: string };
  /** A port to the core, with somebody signed in; what is said to it travels as `said`. */
  port: { ask: { centre: string; sitter: Sitter; port: string }; answer: null };
  /** One operation, asked by somebody at a desk of their own. */
  ask: { ask: { centre: string; sitter: Sitter; name: string; input: unknown }; answer: Reply };
  advance: { ask: { centre: string; ms: number }; answer: null };
  /** Closes the centre and answers with the errors that reached its log. */
  close: { ask: { centre: string }; answer: string[] };
};
export type HostWorkName = keyof HostWork;

export type ToHost =
  | { [N in HostWorkName]: { id: number; work: N; ask: HostWork[N]["ask"] } }[HostWorkName]
  | { port: string; say: ToCore }
  | { port: string; leave: true };

export type FromHost =
  | { id: number; answer: unknown }
  | { id: number; error: string }
  | { port: string; said: FromCore };
