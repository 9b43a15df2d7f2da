import { Button, Text, UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, useRef } from "react";

export type ColumnEntry = { id: string; label: string; detail: string };

/**
 * One step of the address ladder: ↑↓ choose, → goes to the next column and ← back. The choice is what the next column
 * shows.
 */
export const Column = (props: {
  title: string;
  entries: readonly ColumnEntry[] | undefined;
  chosenId: string | null;
  onChoose(id: string): void;
  onAdd?: (() => void) | undefined;
  empty: string;
}) => {
  const list = useRef<HTMLDivElement>(null);
  const entries = props.entries ?? [];
  const chosenAt = entries.findIndex(({ id }) => id === props.chosenId);

  const choose = (at: number) => {
    const entry = entries[Math.max(0, Math.min(entries.length - 1, at))];
    if (!entry) return;
    props.onChoose(entry.id);
    list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(entry.id)}"]`)?.focus();
  };
  const focusBeside = (step: 1 | -1) => {
    const columns = [...document.querySelectorAll<HTMLElement>(".ladder-list")];
    const beside = columns[columns.indexOf(list.current as HTMLElement) + step];
    beside?.querySelector<HTMLElement>("[role=option][tabindex='0']")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") choose(chosenAt + 1);
    else if (event.key === "ArrowUp") choose(chosenAt - 1);
    else if (event.key === "Home") choose(0);
    else if (event.key === "End") choose(entries.length - 1);
    else if (event.key === "ArrowRight") focusBeside(1);
    else if (event.key === "ArrowLeft") focusBeside(-1);
    else return;
    event.preventDefault();
  };

  return (
    <section className="ladder-column" aria-label={props.title}>
      <div className="ladder-head">
        <Text fw={700}>{props.title}</Text>
        {props.onAdd && (
          <Button size="compact-sm" variant="default" aria-label={`添加${props.title}`} onClick={props.onAdd}>
            添加
          </Button>
        )}
      </div>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed" className="ladder-list">
          {props.empty}
        </Text>
      ) : (
        <div className="ladder-list" role="listbox" aria-label={props.title} ref={list} onKeyDown={onKeyDown}>
          {entries.map((entry, at) => (
            <UnstyledButton
              key={entry.id}
              data-id={entry.id}
              role="option"
              aria-selected={entry.id === props.chosenId}
              tabIndex={at === Math.max(chosenAt, 0) ? 0 : -1}
              className="ladder-entry"
              onClick={() => props.onChoose(entry.id)}
            >
              <span className="ladder-label">{entry.label}</span>
              <Text span size="sm" c="dimmed" className="ladder-detail">
                {entry.detail}
              </Text>
            </UnstyledButton>
          ))}
        </div>
      )}
    </section>
  );
};
