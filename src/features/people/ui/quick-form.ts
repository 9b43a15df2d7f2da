/** A small form inside another one: it begins with what was typed and ends with a choice. */
export type QuickForm<C> = { typed: string; onDone(choice: C): void };

/** A number that was typed where a name is asked for goes to the phone. */
export const nameAndPhone = (typed: string): { name: string; phone: string } =>
  /^[\d\s-]{7,}$/.test(typed) ? { name: "", phone: typed } : { name: typed, phone: "" };
