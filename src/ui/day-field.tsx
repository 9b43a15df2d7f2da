import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { type Day, isRealDay } from "#base/dates.ts";
import { halfWidth } from "#base/text.ts";

/** 19580308, 1958.3.8, 1958年3月8日 → 1958-03-08; undefined when it is not a day. */
export const typedDay = (typed: string): Day | undefined => {
  const text = halfWidth(typed).trim();
  const found =
    /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text);
  if (!found) return undefined;
  const [, year = "", month = "", date = ""] = found;
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isRealDay(day) ? day : undefined;
};

/** A day typed the way people write one. What is no day stays as it is, for the form's schema to say so. */
export const DayField = (props: {
  label: string;
  description?: ReactNode;
  value: string | null;
  onChange(day: string | null): void;
  required?: boolean;
  autoFocus?: boolean;
  error?: ReactNode;
}) => {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      label={props.label}
      description={props.description}
      placeholder="如 2026-11-22 或 20261122"
      required={props.required ?? false}
      autoFocus={props.autoFocus ?? false}
      error={props.error}
      autoComplete="off"
      value={typed ?? props.value ?? ""}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        props.onChange(text.trim() === "" ? null : (typedDay(text) ?? text));
      }}
      onBlur={() => setTyped(null)}
    />
  );
};
