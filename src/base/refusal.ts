import type { FieldProblem } from "./contract.ts";

/** Thrown inside an operation to roll it back and answer with a declared code. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: unknown;
  readonly fields: FieldProblem[] | undefined;

  constructor(code: string, details?: unknown, fields?: FieldProblem[]) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.details = details;
    this.fields = fields;
  }
}
