import { Checkbox, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { weekdaysText } from "../order-text.ts";

const weekdays = ["1", "2", "3", "4", "5", "6", "0"];

/** Monday first; the boxes hold strings. */
export const WeekdayBoxes = (props: {
  label: string;
  description?: string;
  value: string[];
  onChange(value: string[]): void;
  error?: ReactNode;
}) => (
  <Checkbox.Group
    label={props.label}
    description={props.description}
    value={props.value}
    onChange={props.onChange}
    error={props.error}
  >
    <Group gap="sm" mt={6}>
      {weekdays.map((value) => (
        <Checkbox key={value} value={value} label={weekdaysText([Number(value)])} />
      ))}
    </Group>
  </Checkbox.Group>
);
