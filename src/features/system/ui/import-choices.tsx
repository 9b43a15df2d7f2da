import { Select, TextInput } from "@mantine/core";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { ImportKindView } from "../import-contract.ts";

export type Choices = Record<string, string>;

/** What a person decides for the whole file, because the file does not say it. */
export const ChoiceFields = (props: {
  kind: ImportKindView;
  choices: Choices;
  problems: Readonly<Record<string, string>>;
  onChange(key: string, value: string): void;
}) => (
  <div className="import-choices-grid">
    {props.kind.choices.map(({ key, title, hint, options, isRequired }) => {
      const value = props.choices[key] ?? "";
      const shared = { label: title, required: isRequired, error: props.problems[key] };
      if (!options)
        return (
          <TextInput
            key={key}
            className="is-wide"
            {...shared}
            description={hint}
            value={value}
            maxLength={60}
            onChange={(event) => props.onChange(key, event.currentTarget.value)}
          />
        );
      if (options.length > 3)
        return (
          <Select
            key={key}
            {...shared}
            description={hint}
            data={options.map((option) => ({ value: option.value, label: option.label }))}
            value={value}
            allowDeselect={false}
            onChange={(chosen) => chosen !== null && props.onChange(key, chosen)}
          />
        );
      return (
        <div key={key} className="is-wide">
          <ChoiceRow
            {...shared}
            description={options.find((option) => option.value === value)?.hint || hint}
            words={Object.fromEntries(options.map((option) => [option.value, option.label]))}
            value={value}
            onChange={(chosen) => props.onChange(key, chosen)}
          />
        </div>
      );
    })}
  </div>
);
