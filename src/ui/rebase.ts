type Values = Record<string, unknown>;

/** Fields that mean one thing together, as a chosen place and its ids: they are changed and taken together. */
export type Together<V> = readonly (readonly (keyof V & string)[])[];

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const groupsOf = <V extends Values>(values: V, together: Together<V>): (readonly (keyof V & string)[])[] => {
  const grouped = new Set(together.flat());
  return [...together, ...Object.keys(values).flatMap((key) => (grouped.has(key) ? [] : [[key]]))];
};

const pick = <V extends Values>(values: V, keys: readonly (keyof V & string)[]): Partial<V> =>
  Object.fromEntries(keys.map((key) => [key, values[key]])) as Partial<V>;

/** What was changed in a form, and what stood there before. */
export const changesIn = <V extends Values>(
  before: V,
  mine: V,
  together: Together<V> = [],
): { values: Partial<V>; before: Partial<V> } | null => {
  const changed = groupsOf(before, together).filter((keys) => keys.some((key) => !isSame(mine[key], before[key])));
  const keys = changed.flat();
  return keys.length === 0 ? null : { values: pick(mine, keys), before: pick(before, keys) };
};

/**
 * A form carried over to what the record holds now: what was changed in it stays, the rest is as it is now. Where
 * both changed, what was typed stays and the field is named.
 */
export const rebase = <V extends Values>(
  before: V,
  mine: V,
  now: V,
  together: Together<V> = [],
): { values: V; contested: (keyof V & string)[] } => {
  const values = { ...now };
  const contested: (keyof V & string)[] = [];
  for (const keys of groupsOf(now, together)) {
    if (keys.every((key) => isSame(mine[key], before[key]))) continue;
    Object.assign(values, pick(mine, keys));
    contested.push(...keys.filter((key) => !isSame(now[key], before[key]) && !isSame(now[key], mine[key])));
  }
  return { values, contested };
};

/**
 * A form that starts again after it was saved: what was typed while the save was under way is not the save's to take.
 * Words that were written on behind the saved ones are left by themselves where the field begins empty.
 */
export const afterSaving = <V extends Values>(saved: V, mine: V, empty: V): V => {
  const values = { ...empty };
  for (const key of Object.keys(empty) as (keyof V & string)[]) {
    const [before, now] = [saved[key], mine[key]];
    if (isSame(before, now)) continue;
    const isWrittenOn = typeof before === "string" && typeof now === "string" && now.startsWith(before);
    Object.assign(values, { [key]: isWrittenOn && empty[key] === "" ? now.slice(before.length) : now });
  }
  return values;
};
