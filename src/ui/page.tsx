import { ActionIcon, Alert, Box, Button, Center, Group, Loader, Stack, Text, Title, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { sentenceOfError } from "./asking.tsx";
import { RecordContext } from "./record-context.ts";

/** One title, one main action, one list or one record. */
export const Page = (props: { title: ReactNode; action?: ReactNode; filters?: ReactNode; children: ReactNode }) => (
  <Stack gap="sm" className="page">
    <Group justify="space-between" wrap="nowrap" gap="md">
      <Title order={1} size="h3">
        {props.title}
      </Title>
      <Group gap="xs" wrap="nowrap">
        {props.action}
      </Group>
    </Group>
    {props.filters && <Group gap="sm">{props.filters}</Group>}
    {props.children}
  </Stack>
);

/** Tells the style how far down the two sides begin, whatever stands above them and however large the letters are. */
const useSidesTop = (isOpen: boolean) => {
  const sides = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = sides.current;
    const page = element?.parentElement;
    if (!isOpen || !element || !page) return;
    const measure = () => {
      const top = Math.round(element.getBoundingClientRect().top + window.scrollY);
      element.style.setProperty("--sides-top", `${top}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const part of [page, ...page.children]) observer.observe(part);
    return () => observer.disconnect();
  }, [isOpen]);
  return sides;
};

/** A list and, beside it, the record that is open. */
export const ListAndRecord = (props: { list: ReactNode; record: ReactNode | null }) => {
  const sides = useSidesTop(Boolean(props.record));
  return (
    <div ref={sides} className={props.record ? "list-and-record is-open" : "list-and-record"}>
      <div className="list-side">{props.list}</div>
      {props.record && <div className="record-side">{props.record}</div>}
    </div>
  );
};

/** The frame of an open record: its name, what may be done with it, its fields, and its timeline on the right. */
export const RecordFrame = (props: {
  title: ReactNode;
  onClose(): void;
  actions?: ReactNode;
  children: ReactNode;
  timeline?: ReactNode;
  /** Forms on the record tell by it that a colleague was quicker. */
  version?: number;
}) => (
  <RecordContext.Provider value={{ version: props.version ?? null, timeline: props.timeline }}>
    <Box component="section" className="record" aria-label="打开的记录">
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="xs">
        <Box>{props.title}</Box>
        <Tooltip label="关闭 (Esc)">
          <ActionIcon variant="subtle" color="gray" aria-label="关闭" onClick={props.onClose}>
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
      </Group>
      {props.actions && (
        <Group gap="xs" mb="sm">
          {props.actions}
        </Group>
      )}
      <div className={props.timeline ? "record-body with-timeline" : "record-body"}>
        <Stack gap="md">{props.children}</Stack>
        {props.timeline && (
          <aside aria-label="经过">
            <Text fw={700} mb="xs">
              经过
            </Text>
            {props.timeline}
          </aside>
        )}
      </div>
    </Box>
  </RecordContext.Provider>
);

/** A label above a value, as the fields of an open record stand. */
export const Field = (props: { label: string; children: ReactNode }) => (
  <div>
    <Text size="sm" c="dimmed">
      {props.label}
    </Text>
    <Text component="div" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {props.children || "—"}
    </Text>
  </div>
);

/** Shows an answer once it is there, and says why when it is not. */
export const Answered = <V,>(props: { answer: UseQueryResult<V, Error>; children(value: V): ReactNode }) => {
  const { answer } = props;
  if (answer.data !== undefined) return <>{props.children(answer.data)}</>;
  if (answer.isError)
    return (
      <Alert color="red" title="没有读到">
        {sentenceOfError(answer.error)}{" "}
        <Button variant="default" size="xs" onClick={() => void answer.refetch()}>
          重新载入
        </Button>
      </Alert>
    );
  return (
    <Center py="xl">
      <Loader aria-label="正在读取" />
    </Center>
  );
};
