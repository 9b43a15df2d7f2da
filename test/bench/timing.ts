/** The value in the middle; of an even number of values the upper of the two. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("There is no median of nothing");
  return middle;
};

export const timeMs = (work: () => void): number => {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
};

export const timeAsyncMs = async (work: () => Promise<void>): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
};

const fewestTurns = 15;
const mostTurns = 400;

/**
 * Medians in milliseconds of two works that take turns, so that a machine that slows down slows both. Runs for about
 * so long; the first turns are for the caches and are not counted.
 */
export const pairedMedians = (one: () => void, other: () => void, aboutMs: number): [one: number, other: number] => {
  for (let turn = 0; turn < 3; turn += 1) {
    one();
    other();
  }
  const ones: number[] = [];
  const others: number[] = [];
  const endMs = performance.now() + aboutMs;
  while (ones.length < fewestTurns || (ones.length < mostTurns && performance.now() < endMs)) {
    // Whoever comes second finds the pages warm, so the order changes.
    const works = ones.length % 2 === 0 ? [ones, one, others, other] : [others, other, ones, one];
    const [first, run, second, runNext] = works as [number[], () => void, number[], () => void];
    first.push(timeMs(run));
    second.push(timeMs(runNext));
  }
  return [medianOf(ones), medianOf(others)];
};
