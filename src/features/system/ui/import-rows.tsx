import { Table } from "@mantine/core";
import type { ImportKindView, SheetPreview } from "../import-contract.ts";

type ShownRow = { number: number; texts: Record<string, string>; problems?: string[] };

/** A column is as wide as what stands in it, within reason: a number needs little, a story gets no more than its share. */
const weightOf = (title: string, texts: readonly string[]): number =>
  Math.min(14, Math.max(title.length + 2, 5, ...texts.map((text) => text.length)));

/** Beside the reasons there is room for what tells the row, not for all of it. */
const columnsBesideReasons = 6;

/** Rows of the file under the names of the fields that they are read into. */
export const PreviewRows = (props: {
  kind: ImportKindView;
  preview: SheetPreview;
  rows: readonly ShownRow[];
  label: string;
}) => {
  const hasProblems = props.rows.some(({ problems }) => problems !== undefined);
  const shown = props.kind.columns
    .filter(({ key }) => props.preview.mapping[key] !== undefined)
    .slice(0, hasProblems ? columnsBesideReasons : undefined);
  const weights = shown.map(({ key, title }) =>
    weightOf(
      title,
      props.rows.map(({ texts }) => texts[key] ?? ""),
    ),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = hasProblems ? 60 : 94;
  return (
    <Table className="import-rows" aria-label={props.label} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="3.5rem">行</Table.Th>
          {hasProblems && <Table.Th w="34%">原因</Table.Th>}
          {shown.map(({ key, title }, at) => (
            <Table.Th key={key} w={`${((weights[at] ?? 0) / total) * share}%`}>
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.rows.map(({ number, texts, problems }) => (
          <Table.Tr key={number}>
            <Table.Td>{number}</Table.Td>
            {hasProblems && <Table.Td className="problems">{problems?.join("；")}</Table.Td>}
            {shown.map(({ key }) => (
              <Table.Td key={key} title={texts[key]}>
                {texts[key]}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};
