import { Button, Center, Loader, Stack, Table, Text } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

export type Column<Row> = {
  key: string;
  title: string;
  render(row: Row): ReactNode;
  align?: "left" | "right" | "center";
  width?: number | string;
  /** Left out while a record stands open beside the list. */
  isWide?: boolean;
};

/** Says what would stand here and how to make the first one. */
export const EmptyState = (props: { title: string; hint?: ReactNode; action?: ReactNode }) => (
  <Center py="xl">
    <Stack align="center" gap="xs" maw={460}>
      <Text fw={700}>{props.title}</Text>
      {props.hint && (
        <Text c="dimmed" ta="center">
          {props.hint}
        </Text>
      )}
      {props.action}
    </Stack>
  </Center>
);

/** Marks all rows that are shown, or none of them. */
const ChooseAll = (props: {
  rows: readonly { id: string }[];
  ids: ReadonlySet<string>;
  setAll(ids: readonly string[], isChosen: boolean): void;
}) => {
  const shown = props.rows.map(({ id }) => id);
  const count = shown.filter((id) => props.ids.has(id)).length;
  return (
    <Table.Th w={40}>
      <input
        type="checkbox"
        aria-label={`选中列出的 ${shown.length} 条`}
        title="选中列出的全部"
        checked={count === shown.length}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && count < shown.length;
        }}
        onChange={() => props.setAll(shown, count < shown.length)}
      />
    </Table.Th>
  );
};

/** A list of records: ↑↓ move, Enter opens, Esc closes what is open. */
export const RecordList = <Row extends { id: string }>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  openId: string | null;
  onOpen(id: string | null): void;
  isNarrow?: boolean;
  empty: ReactNode;
  more?: { isLoading: boolean; load(): void } | undefined;
  /** What a key does to the row that has the focus; it says whether the next row follows, and nothing of other keys. */
  onRowKey?: (row: Row, key: string) => "next" | "stay" | null;
  /** Marked rows, for an action on several at once. */
  selection?: {
    ids: ReadonlySet<string>;
    toggle(id: string): void;
    setAll(ids: readonly string[], isChosen: boolean): void;
  };
}) => {
  const body = useRef<HTMLTableSectionElement>(null);
  const columns = props.isNarrow ? props.columns.filter((column) => !column.isWide) : props.columns;
  const { openId } = props;

  useEffect(() => {
    if (openId === null) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(openId)}"]`);
    row?.scrollIntoView({ block: "nearest" });
  }, [openId]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const rows = [...(body.current?.querySelectorAll<HTMLElement>("tr[data-id]") ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const move = (to: number) => {
      event.preventDefault();
      rows[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
    };
    const row = props.rows?.[at];
    const said = row && !event.ctrlKey && !event.altKey ? (props.onRowKey?.(row, event.key) ?? null) : null;
    if (said !== null) move(said === "next" ? at + 1 : at);
    else if (event.key === "ArrowDown") move(at + 1);
    else if (event.key === "ArrowUp") move(at - 1);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(rows.length - 1);
    else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      props.onOpen(rows[at]?.dataset.id ?? null);
    } else if (event.key === " " && at >= 0 && props.selection) {
      event.preventDefault();
      const id = rows[at]?.dataset.id;
      if (id) props.selection.toggle(id);
    } else if (event.key === "Escape" && openId !== null) {
      event.preventDefault();
      props.onOpen(null);
    }
  };

  if (!props.rows)
    return (
      <Center py="xl">
        <Loader aria-label="正在读取" />
      </Center>
    );
  if (props.rows.length === 0) return <>{props.empty}</>;
  return (
    <>
      <Table stickyHeader highlightOnHover aria-label={props.label} className="record-list" onKeyDown={onKeyDown}>
        <Table.Thead>
          <Table.Tr>
            {props.selection && <ChooseAll rows={props.rows} {...props.selection} />}
            {columns.map((column) => (
              <Table.Th key={column.key} w={column.width} ta={column.align ?? "left"}>
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {props.rows.map((row, index) => (
            <Table.Tr
              key={row.id}
              data-id={row.id}
              tabIndex={openId === row.id || (openId === null && index === 0) ? 0 : -1}
              aria-current={openId === row.id ? "true" : undefined}
              onClick={() => props.onOpen(row.id)}
            >
              {props.selection && (
                <Table.Td onClick={(event) => event.stopPropagation()}>
                  <input
                    type="checkbox"
                    aria-label="选中这一条"
                    checked={props.selection.ids.has(row.id)}
                    onChange={() => props.selection?.toggle(row.id)}
                  />
                </Table.Td>
              )}
              {columns.map((column) => (
                <Table.Td key={column.key} data-column={column.key} ta={column.align ?? "left"}>
                  {column.render(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {props.more && (
        <Center py="sm">
          <Button variant="default" loading={props.more.isLoading} onClick={props.more.load}>
            再看一些
          </Button>
        </Center>
      )}
    </>
  );
};
