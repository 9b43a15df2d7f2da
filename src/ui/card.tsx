import { Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMay } from "./caller.ts";

/** A figure that opens the list behind it. */
export const Figure = (props: {
  label: string;
  count: number;
  to: string;
  search: Record<string, unknown>;
  isAlarm?: boolean;
}) => {
  const body = (
    <>
      <Text span fz="1.6rem" fw={700} lh={1.2} c={props.isAlarm && props.count > 0 ? "red.9" : undefined}>
        {props.count}
      </Text>
      <Text span size="sm" c="dimmed">
        {props.label}
      </Text>
    </>
  );
  const may = useMay();
  return may("clerk") ? (
    <Link to={props.to as never} search={props.search as never} className="figure">
      {body}
    </Link>
  ) : (
    <span className="figure">{body}</span>
  );
};

/** A part of today's page, under its title. */
export const Card = (props: { title: string; more?: ReactNode; children: ReactNode }) => (
  <section className="panel" aria-label={props.title}>
    <Group justify="space-between" mb="xs">
      <Title order={2} size="h5">
        {props.title}
      </Title>
      {props.more}
    </Group>
    {props.children}
  </section>
);
