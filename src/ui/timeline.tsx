import { Timeline as MantineTimeline, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Instant } from "#base/dates.ts";
import { TimeText } from "./moment.tsx";

export type TimelineEntry = {
  id: number;
  at: Instant;
  /** What happened, in the words of the field. */
  title: string;
  who: string;
  why: string;
  more?: ReactNode;
};

/** What happened to a record, newest first: who, when, what, why. */
export const RecordTimeline = ({ entries }: { entries: readonly TimelineEntry[] }) => (
  <MantineTimeline bulletSize={12} lineWidth={2} active={-1} aria-label="经过">
    {[...entries].reverse().map((entry) => (
      <MantineTimeline.Item key={entry.id} title={entry.title}>
        <Text size="sm" c="dimmed">
          <TimeText at={entry.at} />
          {entry.who && ` · ${entry.who}`}
        </Text>
        {entry.why && (
          <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
            {entry.why}
          </Text>
        )}
        {entry.more}
      </MantineTimeline.Item>
    ))}
  </MantineTimeline>
);
