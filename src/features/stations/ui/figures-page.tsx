import { Button, Group, Table, Text } from "@mantine/core";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { EmptyState } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import { visitors } from "../visit-contract.ts";
import { visitorWords } from "../visit-words.ts";
import { useAnswer } from "./door.ts";

const Address = z.object({ year: z.int().min(2000).max(2199).nullable().catch(null).default(null) });

const monthWords = (month: string): string => `${Number(month.slice(5))} 月`;

/** 驿站人次: who came, by station and month of a year. */
export const StationFiguresPage = () => {
  const [{ year: asked }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const thisYear = Number(today.slice(0, 4));
  const year = asked ?? thisYear;
  const answer = useAnswer(
    "stations.figures",
    { fromMonth: `${year}-01`, toMonth: `${year}-12` },
    { keepsPrevious: true },
  );
  return (
    <Page
      title={`驿站人次 · ${year} 年`}
      filters={
        <Group gap="xs">
          <Button variant="default" onClick={() => setAddress({ year: year - 1 })}>
            前一年
          </Button>
          <Button variant="default" onClick={() => setAddress({ year: null })} disabled={year === thisYear}>
            今年
          </Button>
          <Button variant="default" onClick={() => setAddress({ year: year + 1 })} disabled={year >= thisYear}>
            后一年
          </Button>
        </Group>
      }
    >
      <Answered answer={answer}>
        {({ total, months, stations }) =>
          months.length === 0 ? (
            <EmptyState title={`${year} 年还没有登记人次`} hint="在“驿站与冰柜”里打开一个站点，点“来的人”登记。" />
          ) : (
            <>
              <Text size="sm" c="dimmed">
                全年 {total} 人次。一个人来几次算几人次，不记姓名；没有登记的日子不算。
              </Text>
              <section className="panel">
                <Table aria-label="各站点各月人次">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>站点</Table.Th>
                      {months.map(({ month }) => (
                        <Table.Th key={month} ta="right">
                          {monthWords(month)}
                        </Table.Th>
                      ))}
                      <Table.Th ta="right">合计</Table.Th>
                      <Table.Th ta="right">登记天数</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {stations.map((station) => (
                      <Table.Tr key={station.id}>
                        <Table.Td>{station.name}</Table.Td>
                        {months.map(({ month }) => (
                          <Table.Td key={month} ta="right">
                            {station.months.find((line) => line.month === month)?.count ?? "—"}
                          </Table.Td>
                        ))}
                        <Table.Td ta="right" fw={700}>
                          {station.count}
                        </Table.Td>
                        <Table.Td ta="right">{station.dayCount}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                  <Table.Tfoot>
                    <Table.Tr>
                      <Table.Th>合计</Table.Th>
                      {months.map(({ month, count }) => (
                        <Table.Th key={month} ta="right">
                          {count}
                        </Table.Th>
                      ))}
                      <Table.Th ta="right">{total}</Table.Th>
                      <Table.Th ta="right">{stations.reduce((sum, { dayCount }) => sum + dayCount, 0)}</Table.Th>
                    </Table.Tr>
                  </Table.Tfoot>
                </Table>
              </section>
              <section className="panel">
                <Table aria-label="各月来的是谁">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>来的是谁</Table.Th>
                      {months.map(({ month }) => (
                        <Table.Th key={month} ta="right">
                          {monthWords(month)}
                        </Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {visitors.map((visitor) => (
                      <Table.Tr key={visitor}>
                        <Table.Td>{visitorWords[visitor]}</Table.Td>
                        {months.map((line) => (
                          <Table.Td key={line.month} ta="right">
                            {line.visitors.find((one) => one.visitor === visitor)?.count ?? 0}
                          </Table.Td>
                        ))}
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </section>
            </>
          )
        }
      </Answered>
    </Page>
  );
};
