import { Button, Text } from "@mantine/core";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { TaskLine, TaskState, Track } from "../task-contract.ts";
import { taskStateWords } from "../task-words.ts";
import { DueText, OwnershipChips, PressureChips, TakerChip, TrackChip } from "./chips.tsx";
import { useAnswer } from "./door.ts";
import { NextStepOf } from "./task-next-step.tsx";
import { useGrowingLimit } from "./use-paged.ts";

/** The columns: where something is still to be done. */
export const boardStates = ["drafted", "dispatched", "accepted", "parked", "finished"] as const satisfies TaskState[];
export type BoardState = (typeof boardStates)[number];

type Filters = { track: Track | null; gridId: string | null; typed: string };

const Card = ({ task, isOpen, onOpen }: { task: TaskLine; isOpen: boolean; onOpen(): void }) => (
  <button
    type="button"
    className="board-card"
    data-board-card={task.id}
    data-band={task.band}
    aria-current={isOpen}
    onClick={onOpen}
    aria-keyshortcuts="Enter Space"
  >
    <Text span size="sm" c="dimmed">
      {task.numberText}
    </Text>{" "}
    <TrackChip track={task.track} />
    <Text span display="block" fw={700}>
      {task.title}
    </Text>
    <Text span size="sm" display="block">
      {task.unitName}
    </Text>
    <DueText task={task} /> <OwnershipChips line={task} /> <PressureChips task={task} /> <TakerChip task={task} />
  </button>
);

const BoardColumn = (props: {
  state: BoardState;
  filters: Filters;
  openId: string | null;
  onOpen(id: string, state: BoardState): void;
}) => {
  const filters = { ...props.filters, states: [props.state] };
  const { limit, more } = useGrowingLimit(filters);
  const answer = useAnswer("council.listTasks", { ...filters, limit }, { keepsPrevious: true });
  const next = more(answer.data, answer.isFetching);
  const tasks = answer.data?.tasks ?? [];
  return (
    <section className="board-column" data-board-column aria-label={taskStateWords[props.state]}>
      <Text fw={700} className="board-head">
        {taskStateWords[props.state]}{" "}
        <Text span c="dimmed" size="sm">
          {tasks.length}
          {next && "+"}
        </Text>
      </Text>
      {tasks.map((task) => (
        <Card
          key={task.id}
          task={task}
          isOpen={task.id === props.openId}
          onOpen={() => props.onOpen(task.id, props.state)}
        />
      ))}
      {answer.data && tasks.length === 0 && (
        <Text c="dimmed" size="sm" p="xs">
          没有
        </Text>
      )}
      {next && (
        <Button variant="default" size="xs" loading={next.isLoading} onClick={next.load}>
          再看一些
        </Button>
      )}
    </section>
  );
};

/** Where the arrow keys lead from one card: along its column, or to the same place in the next one that has a card. */
const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  const columns = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-board-column]")].map((column) => [
    ...column.querySelectorAll<HTMLElement>("[data-board-card]"),
  ]);
  const at = columns.findIndex((cards) => cards.includes(document.activeElement as HTMLElement));
  const row = columns[at]?.indexOf(document.activeElement as HTMLElement) ?? -1;
  const go = (to: HTMLElement | undefined) => {
    event.preventDefault();
    to?.focus();
    to?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const beside = (step: 1 | -1) => {
    const rest = step === 1 ? columns.slice(at + 1) : columns.slice(0, at).reverse();
    const cards = rest.find(({ length }) => length > 0);
    return cards?.[Math.min(row, cards.length - 1)];
  };
  if (event.key === "ArrowDown") go(columns[at]?.[row + 1] ?? (row < 0 ? columns.flat()[0] : undefined));
  else if (event.key === "ArrowUp") go(columns[at]?.[row - 1]);
  else if (at >= 0 && event.key === "ArrowRight") go(beside(1));
  else if (at >= 0 && event.key === "ArrowLeft") go(beside(-1));
};

/**
 * A step moves a card to another column, and its element with it: the focus goes along, as soon as the card is there.
 * Until then, and where it has left the board, the board itself holds it.
 */
const useFocusOn = (board: RefObject<HTMLElement | null>, wantedId: string | null): void => {
  useEffect(() => {
    const section = board.current;
    if (wantedId === null || !section) return;
    const follow = () => {
      const { activeElement } = document;
      if (activeElement !== document.body && activeElement !== section && activeElement !== null) return;
      const card = section.querySelector<HTMLElement>(`[data-board-card="${CSS.escape(wantedId)}"]`);
      (card ?? section).focus();
    };
    const observer = new MutationObserver(follow);
    observer.observe(section, { childList: true, subtree: true });
    follow();
    return () => observer.disconnect();
  }, [board, wantedId]);
};

/** 看板: the tasks by where they stand. With a record open beside it only the column of that record is left. */
export const TaskBoard = (props: {
  filters: Filters;
  openId: string | null;
  openState: BoardState | null;
  onOpen(id: string | null, state: BoardState | null): void;
}) => {
  const shown = props.openId !== null && props.openState !== null ? [props.openState] : boardStates;
  const board = useRef<HTMLElement>(null);
  const [stepId, setStepId] = useState<string | null>(null);
  const [wantedId, setWantedId] = useState<string | null>(null);
  useFocusOn(board, stepId === null ? wantedId : null);
  return (
    <>
      <Text size="sm" c="dimmed" className="board-keys">
        方向键走，<kbd>Enter</kbd> 打开，<kbd>空格</kbd> 做下一步（派单、记接单、反馈办结、回访），<kbd>Esc</kbd> 关上
      </Text>
      <section
        ref={board}
        tabIndex={-1}
        aria-label="任务看板"
        className="board"
        onFocus={(event) => {
          const id = event.target.dataset.boardCard;
          if (id !== undefined && id !== wantedId) setWantedId(null);
        }}
        onKeyDown={(event) => {
          const id = (event.target as HTMLElement).dataset.boardCard;
          if (event.key === "Escape" && props.openId !== null) props.onOpen(null, null);
          else if (event.key === " " && id !== undefined) {
            // A button would take the key as a press, and open the record.
            event.preventDefault();
            setStepId(id);
          } else moveFocus(event);
        }}
      >
        {shown.map((state) => (
          <BoardColumn
            key={state}
            state={state}
            filters={props.filters}
            openId={props.openId}
            onOpen={(id, from) => props.onOpen(id, from)}
          />
        ))}
      </section>
      {stepId !== null && (
        <NextStepOf
          key={stepId}
          id={stepId}
          onClose={() => {
            setWantedId(stepId);
            setStepId(null);
          }}
        />
      )}
    </>
  );
};
