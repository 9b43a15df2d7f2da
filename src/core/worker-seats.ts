import type { FileWorker, Work, WorkName, WorkOutcome } from "./file-work.ts";

/** What a job says of itself while it is before the door. */
export const queuedNote = "前面还有表格在处理，正在排队";

/** Lets so many work at once; the others wait in the order in which they came. */
export type Seats = {
  /** Calls back when there is a seat, at once where one is free; answers with the way to leave it, or the queue. */
  take(onSeat: () => void): () => void;
};

export const createSeats = (count: number): Seats => {
  const seated = new Set<() => void>();
  const queue: (() => void)[] = [];

  const seatNext = () => {
    while (seated.size < count) {
      const next = queue.shift();
      if (!next) return;
      seated.add(next);
      next();
    }
  };

  return {
    take: (onSeat) => {
      queue.push(onSeat);
      const leave = () => {
        const at = queue.indexOf(onSeat);
        if (at >= 0) queue.splice(at, 1);
        if (seated.delete(onSeat)) seatNext();
      };
      seatNext();
      return leave;
    },
  };
};

export type SeatedWorker = FileWorker & {
  /** Something was asked, and others are before it. */
  readonly isQueued: boolean;
};

type Way = {
  /** To the end: a table is written in one go. While asked: whoever looks at a preview holds up nobody. */
  sits: "toTheEnd" | "whileAsked";
  start(): FileWorker;
  /** Told when its turn has come. */
  wake(): void;
};

/** A worker thread that starts only when there is a seat for it. */
export const seatedWorker = (seats: Seats, { sits, start, wake }: Way): SeatedWorker => {
  const held: ((worker: FileWorker) => void)[] = [];
  let worker: FileWorker | undefined;
  let leave: (() => void) | undefined;
  let isSeated = false;
  let isOver = false;
  let openCount = 0;

  const standUp = () => {
    leave?.();
    leave = undefined;
    isSeated = false;
  };

  const sitDown = () => {
    isSeated = true;
    worker ??= start();
    for (const ask of held.splice(0)) ask(worker);
    wake();
  };

  return {
    get isQueued() {
      return held.length > 0;
    },
    ask: <N extends WorkName>(name: N, ask: Work[N]["ask"], then: (outcome: WorkOutcome<N>) => void) => {
      if (isOver) {
        queueMicrotask(() => then({ error: new Error("The file worker is gone") }));
        return;
      }
      openCount += 1;
      held.push((started) =>
        started.ask(name, ask, (outcome) => {
          openCount -= 1;
          then(outcome);
          if (openCount === 0 && sits === "whileAsked" && !isOver) standUp();
        }),
      );
      if (worker && isSeated) for (const next of held.splice(0)) next(worker);
      else leave ??= seats.take(sitDown);
    },
    end: (then = () => {}) => {
      if (isOver) return;
      isOver = true;
      held.length = 0;
      if (worker)
        worker.end(() => {
          standUp();
          then();
        });
      else {
        standUp();
        queueMicrotask(then);
      }
    },
  };
};
