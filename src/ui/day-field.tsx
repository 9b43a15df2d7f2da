import { Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { type Day, isRealDay, weekdayWord } from "#base/dates.ts";
import { typedDay } from "#base/typed-day.ts";
import { useMoment } from "./moment.tsx";

const placeholders = { any: "如 2026-11-22 或 20261122", ahead: "如 11-22、明天、下周四" } as const;

/**
 * A day typed the way people write one. What is no day stays as it is, for the form's schema to say so. One that is
 * still to come may also be typed as people say it, and its weekday is shown beside it.
 */
export const DayField = (props: {
  label: string;
  description?: ReactNode;
  value: string | null;
  onChange(day: string | null): void;
  isAhead?: boolean;
  required?: boolean;
  autoFocus?: boolean;
  error?: ReactNode;
}) => {
  const { today } = useMoment();
  const [typed, setTyped] = useState<string | null>(null);
  const isAhead = props.isAhead ?? false;
  const read = (text: string): Day | undefined => typedDay(text, isAhead ? today : undefined);
  const weekday = isAhead && props.value !== null && isRealDay(props.value) ? weekdayWord(props.value) : "";
  return (
    <TextInput
      label={props.label}
      description={props.description}
      placeholder={placeholders[isAhead ? "ahead" : "any"]}
      required={props.required ?? false}
      autoFocus={props.autoFocus ?? false}
      error={props.error}
      autoComplete="off"
      rightSection={weekday && <Text size="sm">{weekday}</Text>}
      rightSectionWidth={weekday ? "3rem" : undefined}
      rightSectionPointerEvents="none"
      value={typed ?? props.value ?? ""}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        props.onChange(text.trim() === "" ? null : (read(text) ?? text));
      }}
      // What is typed into a day that stands there already takes its place.
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(null)}
    />
  );
};
