import { Button, Group, Select, Text } from "@mantine/core";
import { Fragment, useState } from "react";
import type { ImportKindView, SheetPreview } from "../import-contract.ts";
import { columnLetter } from "./import-words.ts";

const notRead = "none";

/** Which column of the file each field is read from. What was not found is folded away. */
export const MappingFields = (props: {
  kind: ImportKindView;
  preview: SheetPreview;
  isBusy: boolean;
  onMapping(mapping: Record<string, number>): void;
}) => {
  const { kind, preview } = props;
  const { mapping, heading } = preview;
  const [isOpen, setOpen] = useState(false);
  const isFolded = (key: string, isRequired: boolean) => !isOpen && mapping[key] === undefined && !isRequired;
  const foldedCount = kind.columns.filter(({ key, isRequired }) => isFolded(key, isRequired)).length;
  const options = [
    { value: notRead, label: "不导入" },
    ...heading.labels.map((label, at) => ({
      value: String(at),
      label: `${columnLetter(at)} ${label || "（没有表头）"}`,
    })),
  ];
  const used = new Set(Object.values(mapping));
  const unused = heading.labels.filter((label, at) => label !== "" && !used.has(at));

  const choose = (key: string, value: string) => {
    const { [key]: _before, ...others } = mapping;
    // A column is read once: it moves to where it was chosen last.
    const rest = Object.fromEntries(Object.entries(others).filter(([, at]) => String(at) !== value));
    props.onMapping(value === notRead ? rest : { ...rest, [key]: Number(value) });
  };

  return (
    <section className="panel" aria-label="列的对应">
      <Group justify="space-between" mb={4}>
        <Text fw={700}>列的对应</Text>
        {(foldedCount > 0 || isOpen) && (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {isOpen ? "收起没有的" : `还有 ${foldedCount} 项表里没有`}
          </Button>
        )}
      </Group>
      <div className="import-mapping">
        {kind.columns
          .filter(({ key, isRequired }) => !isFolded(key, isRequired))
          .map(({ key, title, isRequired }) => (
            <Fragment key={key}>
              <Text size="sm" component="label" htmlFor={`map-${key}`}>
                {title}
                {isRequired && (
                  <Text span c="red.9" aria-hidden>
                    {" *"}
                  </Text>
                )}
              </Text>
              <Select
                id={`map-${key}`}
                size="xs"
                data={options}
                value={mapping[key] === undefined ? notRead : String(mapping[key])}
                allowDeselect={false}
                searchable
                disabled={props.isBusy}
                onChange={(value) => value !== null && choose(key, value)}
              />
            </Fragment>
          ))}
      </div>
      {unused.length > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          没有用到的列：{unused.join("、")}
        </Text>
      )}
    </section>
  );
};
