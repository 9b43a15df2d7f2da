import { Input, SegmentedControl } from "@mantine/core";
import { type ReactNode, useId } from "react";

/** One of a few, all in sight: ←→ choose, Enter goes on. */
export const ChoiceRow = <V extends string>(props: {
  label: string;
  words: Readonly<Record<V, string>>;
  value: V | null;
  onChange(value: V): void;
  required?: boolean;
  error?: ReactNode;
  description?: string;
}) => {
  const labelId = useId();
  const options = Object.entries(props.words) as [V, string][];
  return (
    <Input.Wrapper
      label={props.label}
      labelElement="div"
      labelProps={{ id: labelId }}
      required={props.required ?? false}
      error={props.error}
      description={props.description}
    >
      <div
        role="radiogroup"
        className={props.value === null ? undefined : "choice-row"}
        aria-labelledby={labelId}
        data-error={props.error ? "true" : undefined}
      >
        <SegmentedControl
          data={options.map(([value, label]) => ({ value, label }))}
          value={props.value ?? ""}
          onChange={(value) => props.onChange(value as V)}
          color={props.value === null ? undefined : "party"}
          autoContrast
        />
      </div>
    </Input.Wrapper>
  );
};
