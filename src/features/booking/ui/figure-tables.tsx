import { Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Figures } from "../figure-contract.ts";
import { ageBandWords, audienceKeyWords } from "../figure-words.ts";
import { serviceCategoryWords, serviceModeWords } from "../service-words.ts";

export type Bar = { key: string; name: ReactNode; count: number | null; shown?: ReactNode };

/** A count that tells nobody apart. */
export const countWords = (count: number | null): string => (count === null ? "人少，不写" : String(count));

/** A table and its picture in one: each line as long as it counts. */
export const BarTable = (props: { title: string; head: string; bars: readonly Bar[]; basis: string }) => {
  const longest = Math.max(1, ...props.bars.map(({ count }) => count ?? 0));
  return (
    <section className="panel">
      <Table aria-label={props.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="11rem">{props.head}</Table.Th>
            <Table.Th aria-label="图" />
            <Table.Th w="6rem" ta="right">
              人次
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.bars.map(({ key, name, count, shown }) => (
            <Table.Tr key={key}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>
                {count !== null && count > 0 && (
                  <span className="figure-bar" style={{ width: `${(count * 100) / longest}%` }} />
                )}
              </Table.Td>
              <Table.Td ta="right" style={{ fontVariantNumeric: "tabular-nums" }}>
                {shown ?? countWords(count)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt="xs">
        {props.basis}
      </Text>
    </section>
  );
};

export const audienceBars = ({ byAudience }: Figures): Bar[] =>
  byAudience.map(({ key, count }) => ({ key, count, name: audienceKeyWords[key] }));
export const ageBars = ({ byAge }: Figures): Bar[] =>
  byAge.map(({ key, count }) => ({ key, count, name: ageBandWords[key] }));
export const categoryBars = ({ byCategory }: Figures): (Bar & { key: Figures["byCategory"][number]["key"] })[] =>
  byCategory.map(({ key, count }) => ({ key, count, name: serviceCategoryWords[key] }));
export const modeBars = ({ byMode }: Figures): Bar[] =>
  byMode.map(({ key, count }) => ({ key, count, name: serviceModeWords[key] }));
