import { Button, Group, Modal, Table, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { shortDay, shortTime } from "#base/dates.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type StockEventLine, type SupplyLine, supplyContract } from "../supply-contract.ts";
import { stockKindWords } from "../supply-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const signed = (quantity: number): string => (quantity > 0 ? `+${quantity}` : `${quantity}`);

/** 补充 第一物业，有效期到 2027-06-01 */
const eventWords = ({ kind, source, reason, lots, counted, undoesNumber }: StockEventLine): string => {
  const days = lots.flatMap(({ bestBeforeDate }) => bestBeforeDate ?? []);
  return [
    kind === "undo" ? `撤回第 ${undoesNumber} 笔` : "",
    counted === null ? "" : `盘到 ${counted}`,
    source,
    days.length === 0 ? "" : `有效期到 ${days.join("、")}`,
    reason,
  ]
    .filter((words) => words !== "")
    .join("，");
};

const UndoDialog = (props: { event: StockEventLine; supply: SupplyLine; onClose(): void }) => {
  const undo = useCommand("stations.undoStock");
  const { event, supply } = props;
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`撤回第 ${event.number} 笔：${stockKindWords[event.kind]} ${Math.abs(event.quantity)} ${supply.unit}`}
      action="撤回"
      draft={null}
      done="已撤回，原来那一笔还留着"
      empty={{ reason: "" }}
      schema={supplyContract["stations.undoStock"].input.pick({ reason: true })}
      save={({ reason }) => undo.run({ eventId: event.id, reason })}
    >
      {(form) => <TextInput label="为什么撤回" data-autofocus {...form.getInputProps("reason")} />}
    </StepDialog>
  );
};

/** 进出记录: what happened to a supply, newest first, and what can be taken back. */
export const StockEvents = (props: { supply: SupplyLine; onChange: (() => void) | null; onClose(): void }) => {
  const { supply } = props;
  const { today } = useMoment();
  const [befores, setBefores] = useState<readonly number[]>([]);
  const [undone, setUndone] = useState<StockEventLine | null>(null);
  const answer = useAnswer(
    "stations.stockEvents",
    { supplyId: supply.id, beforeNumber: befores.at(-1) ?? null },
    { keepsPrevious: true },
  );
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={`${supply.name}：账上 ${supply.stock} ${supply.unit}`}
      size="60rem"
      closeOnEscape={undone === null}
      closeButtonProps={{ "aria-label": "关闭" }}
    >
      <Answered answer={answer}>
        {({ events, nextBefore }) => (
          <>
            {events.length === 0 && <Text c="dimmed">还没有进出记录。补充第一批以后，这里一笔一笔列出来。</Text>}
            {events.length > 0 && (
              <Table aria-label="进出记录">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w="3.5rem">笔</Table.Th>
                    <Table.Th w="7.5rem">日期</Table.Th>
                    <Table.Th w="5rem">什么</Table.Th>
                    <Table.Th w="5rem" ta="right">
                      进出
                    </Table.Th>
                    <Table.Th w="5rem" ta="right">
                      账上
                    </Table.Th>
                    <Table.Th>说明</Table.Th>
                    <Table.Th w="5.5rem" />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {events.map((event) => (
                    <Table.Tr key={event.id} c={event.isUndone ? "dimmed" : undefined}>
                      <Table.Td>{event.number}</Table.Td>
                      <Table.Td>{shortDay(event.happenedDate, today)}</Table.Td>
                      <Table.Td>{stockKindWords[event.kind]}</Table.Td>
                      <Table.Td ta="right" td={event.isUndone ? "line-through" : undefined}>
                        {signed(event.quantity)}
                      </Table.Td>
                      <Table.Td ta="right">{event.stock}</Table.Td>
                      <Table.Td>
                        {eventWords(event)}
                        <Text size="sm" c="dimmed">
                          {shortTime(event.recordedAt, today)} {event.recordedByName}登记
                        </Text>
                      </Table.Td>
                      <Table.Td>
                        {event.isUndone ? (
                          "已撤回"
                        ) : event.kind === "undo" ? null : (
                          <Button size="compact-sm" variant="default" onClick={() => setUndone(event)}>
                            撤回
                          </Button>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
            <Group mt="md" justify="space-between">
              {props.onChange ? (
                <Button variant="default" onClick={props.onChange}>
                  修改这种物资
                </Button>
              ) : (
                <span />
              )}
              <Group gap="xs">
                {befores.length > 0 && (
                  <Button variant="default" onClick={() => setBefores(befores.slice(0, -1))}>
                    后面的
                  </Button>
                )}
                {nextBefore !== null && (
                  <Button variant="default" onClick={() => setBefores([...befores, nextBefore])}>
                    更早的
                  </Button>
                )}
              </Group>
            </Group>
          </>
        )}
      </Answered>
      {undone && <UndoDialog event={undone} supply={supply} onClose={() => setUndone(null)} />}
    </Modal>
  );
};
