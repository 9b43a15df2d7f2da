import { Button, Group, NumberInput, SimpleGrid, Table, Text, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import type { OutputOf } from "#base/contract.ts";
import { addDays, shortDay, shortTime } from "#base/dates.ts";
import { useMoment } from "#ui/moment.tsx";
import { selectAll } from "#ui/number-fields.ts";
import { Answered } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type VisitCounts, visitContract, visitors } from "../visit-contract.ts";
import { visitorWords } from "../visit-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import type { OpenStation } from "./station-supplies.tsx";

type VisitDay = OutputOf<(typeof visitContract)["stations.visitDay"]>;

const totalOf = (counts: VisitCounts): number => visitors.reduce((sum, visitor) => sum + (counts[visitor] || 0), 0);

/** The whole day as it stood on the sheet at its end. */
const TallyDialog = (props: { station: OpenStation; day: string; visits: VisitDay; onClose(): void }) => {
  const tally = useCommand("stations.tallyDay", { marksFields: true });
  const { today } = useMoment();
  const { station, day, visits } = props;
  const isCorrection = visits.version > 0;
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`${station.name} ${shortDay(day, today)} 来了多少人`}
      action="保存"
      draft={null}
      done="已登记"
      empty={{ ...visits.counts, reason: "", version: visits.version }}
      schema={visitContract["stations.tallyDay"].input.pick({ reason: true }).loose()}
      save={({ reason, version, ...counts }) =>
        tally.run({ stationId: station.id, day, version, counts: counts as VisitCounts, reason })
      }
    >
      {(form) => (
        <>
          <SimpleGrid cols={3} spacing="sm">
            {visitors.map((visitor, at) => (
              <NumberInput
                key={visitor}
                label={visitorWords[visitor]}
                min={0}
                max={5000}
                allowDecimal={false}
                allowNegative={false}
                suffix=" 人次"
                data-autofocus={at === 0 || undefined}
                value={form.values[visitor]}
                onChange={(value) => form.setFieldValue(visitor, Number(value || 0))}
                onFocus={selectAll}
              />
            ))}
          </SimpleGrid>
          <Text size="sm" role="status">
            共 {totalOf(form.values)} 人次。没有人来也可以登记：都填 0 保存。
          </Text>
          {isCorrection && (
            <TextInput
              label="为什么改"
              description="原来的数会留着"
              required={totalOf(form.values) !== visits.total}
              {...form.getInputProps("reason")}
            />
          )}
        </>
      )}
    </StepDialog>
  );
};

/** 来的人: one key for each who comes in, or the whole day at its end. */
export const StationVisits = ({ station }: { station: OpenStation }) => {
  const { today } = useMoment();
  const [asked, setAsked] = useState<string | null>(null);
  const [isTyping, setTyping] = useState(false);
  const day = asked ?? today;
  const answer = useAnswer("stations.visitDay", { stationId: station.id, day }, { keepsPrevious: true });
  const count = useCommand("stations.countVisitor");
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const isRetired = station.state === "retired";
  const add = (at: number) => {
    const visitor = visitors[at];
    if (!visitor || isRetired) return;
    // One after the other: two alike at once would be taken for one that was sent twice.
    last.current = last.current.then(() => count.run({ stationId: station.id, day, visitor }));
  };
  return (
    <section
      aria-label="来的人"
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || isTyping) return;
        if (!/^[1-9]$/.test(event.key)) return;
        event.preventDefault();
        add(Number(event.key) - 1);
      }}
    >
      <Group gap="xs" mb="sm">
        <Button variant="default" onClick={() => setAsked(addDays(day, -1))}>
          前一天
        </Button>
        <Button variant="default" onClick={() => setAsked(null)} disabled={day === today}>
          今天
        </Button>
        <Button variant="default" onClick={() => setAsked(addDays(day, 1))} disabled={day >= today}>
          后一天
        </Button>
        <Text fw={700}>{shortDay(day, today)}</Text>
      </Group>
      <Answered answer={answer}>
        {(visits) => (
          <>
            <SimpleGrid cols={3} spacing="xs">
              {visitors.map((visitor, at) => (
                <Button
                  key={visitor}
                  className="visitor-key"
                  variant="default"
                  h="auto"
                  py={6}
                  disabled={isRetired}
                  rightSection={<kbd>{at + 1}</kbd>}
                  onClick={() => add(at)}
                >
                  <span className="visitor-count">
                    <span>{visitorWords[visitor]}</span>
                    <b>{visits.counts[visitor]}</b>
                  </span>
                </Button>
              ))}
            </SimpleGrid>
            <Group justify="space-between" mt="sm">
              <Text role="status">
                共 <b>{visits.total}</b> 人次
                <Text span size="sm" c="dimmed" ml={8}>
                  {visits.version === 0 ? "这一天还没有登记" : `${visits.recordedByName}登记`}
                </Text>
              </Text>
              <Button variant="default" disabled={isRetired} onClick={() => setTyping(true)}>
                {visits.version === 0 ? "按一天登记" : "更正"}
              </Button>
            </Group>
            <Text size="sm" c="dimmed">
              来一位点一下，或者按数字键；只记人次，不记姓名。按错了点“更正”。
            </Text>
            {visits.corrections.length > 0 && (
              <ul className="station-lines" aria-label="改过的">
                {visits.corrections.map((one) => (
                  <li key={one.id}>
                    {visitorWords[one.visitor]}由 {one.fromCount} 改为 {one.toCount}：{one.reason}
                    <Text span size="sm" c="dimmed" ml={6}>
                      {shortTime(one.correctedAt, today)} {one.correctedByName}
                    </Text>
                  </li>
                ))}
              </ul>
            )}
            {isTyping && <TallyDialog station={station} day={day} visits={visits} onClose={() => setTyping(false)} />}
          </>
        )}
      </Answered>
      {station.visitDays.length > 0 && (
        <Table aria-label="最近登记的日子" mt="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>最近登记的日子</Table.Th>
              <Table.Th ta="right">人次</Table.Th>
              <Table.Th>改过</Table.Th>
              <Table.Th w="5rem" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {station.visitDays.map((line) => (
              <Table.Tr key={line.day}>
                <Table.Td>{shortDay(line.day, today)}</Table.Td>
                <Table.Td ta="right">{line.count}</Table.Td>
                <Table.Td>{line.correctionCount > 0 ? `${line.correctionCount} 处` : ""}</Table.Td>
                <Table.Td>
                  <Button size="compact-sm" variant="default" onClick={() => setAsked(line.day)}>
                    看
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
};
