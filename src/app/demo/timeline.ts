export type Timeline = {
  /** Plans something; what lies behind the end of the story never happens. */
  at(ms: number, act: () => void): void;
  /** Lets everything happen in order, one thing at each step. */
  run(): Generator<number, void>;
};

type Planned = { ms: number; turn: number; act: () => void };

const isBefore = (a: Planned, b: Planned) => a.ms < b.ms || (a.ms === b.ms && a.turn < b.turn);

/** A heap: the next thing first, and of two at one moment the one that was planned first. */
const createQueue = () => {
  const heap: Planned[] = [];
  const swapWhere = (upper: number, lower: number): boolean => {
    const [above, below] = [heap[upper], heap[lower]];
    if (!above || !below || !isBefore(below, above)) return false;
    heap[upper] = below;
    heap[lower] = above;
    return true;
  };
  return {
    put: (planned: Planned) => {
      heap.push(planned);
      let at = heap.length - 1;
      while (at > 0 && swapWhere((at - 1) >> 1, at)) at = (at - 1) >> 1;
    },
    take: (): Planned | undefined => {
      const first = heap[0];
      const last = heap.pop();
      if (!last || heap.length === 0) return first;
      heap[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
        if (!left) return first;
        const next = right && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
        if (!swapWhere(at, next)) return first;
        at = next;
      }
    },
  };
};

export const createTimeline = (options: { endMs: number; moveTo(ms: number): void }): Timeline => {
  const queue = createQueue();
  let turn = 0;
  return {
    at: (ms, act) => {
      if (ms >= options.endMs) return;
      turn += 1;
      queue.put({ ms, turn, act });
    },
    *run() {
      for (let next = queue.take(); next; next = queue.take()) {
        options.moveTo(next.ms);
        next.act();
        yield next.ms;
      }
    },
  };
};
