import { Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** A line that leads to another record, with what state that one is in. */
export const RecordLink = (props: { to: string; search: Record<string, unknown>; label: string; chip?: ReactNode }) => (
  <span className="record-link">
    <Link to={props.to as never} search={props.search as never}>
      {props.label}
    </Link>{" "}
    <span className="record-chip">{props.chip}</span>
  </span>
);

export const LinkPanel = (props: { title: string; children: ReactNode; action?: ReactNode }) => (
  <section aria-label={props.title}>
    <Text size="sm" c="dimmed" mb={2}>
      {props.title}
    </Text>
    <Stack gap={4}>{props.children}</Stack>
    {props.action}
  </section>
);
