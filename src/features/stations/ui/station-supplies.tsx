import { Badge, Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { OutputOf } from "#base/contract.ts";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import type { stationContract } from "../station-contract.ts";
import type { LotLine, SupplyLine } from "../supply-contract.ts";
import { lotStateWords } from "../supply-words.ts";
import { StockEvents } from "./stock-events.tsx";
import { CountDialog, DiscardDialog, RefillDialog, TakeOutDialog } from "./stock-steps.tsx";
import { SupplyDialog } from "./supply-dialog.tsx";

export type OpenStation = OutputOf<(typeof stationContract)["stations.station"]>;

const steps = { "1": "refill", "2": "takeOut", "3": "count", "4": "discard" } as const;
type StepKey = keyof typeof steps;
type Step = (typeof steps)[StepKey] | "events" | "change";
const stepWords: Readonly<Record<StepKey, string>> = { "1": "补充", "2": "领用", "3": "盘点", "4": "报废" };
const isStepKey = (key: string): key is StepKey => key in steps;

const LotBadge = ({ lot, unit }: { lot: LotLine; unit: string }) => (
  <Badge variant="light" color={lot.state === "expired" ? "red" : "orange"}>
    {lot.bestBeforeDate} {lotStateWords[lot.state]} {lot.quantity} {unit}
  </Badge>
);

/** 物资: what a station has, what it lacks, and the four things that happen to it. */
export const StationSupplies = ({ station }: { station: OpenStation }) => {
  const [open, setOpen] = useState<{ id: string; step: Step } | null>(null);
  const [isAdding, setAdding] = useState(false);
  const isSecretary = useMay()("secretary");
  const supply = station.supplies.find(({ id }) => id === open?.id);
  const close = () => setOpen(null);
  const isAsked = station.state === "open";
  const mayStep = (key: StepKey, { stock, isRetired }: SupplyLine) =>
    key === "1" ? station.state !== "retired" && !isRetired : key === "3" || stock > 0;

  const columns: Column<SupplyLine>[] = [
    {
      key: "name",
      title: "物资",
      render: ({ name }) => name,
    },
    {
      key: "stock",
      title: "账上",
      width: "8rem",
      align: "right",
      render: ({ stock, unit, leastCount, isLow }) => (
        <>
          <Text span inherit fw={700} c={isLow && isAsked ? "red.9" : undefined}>
            {stock} {unit}
          </Text>
          <Text size="sm" c="dimmed">
            最少 {leastCount}
          </Text>
        </>
      ),
    },
    {
      key: "steps",
      title: "登记",
      width: "21rem",
      render: (row) => (
        <>
          <Group gap={4} wrap="nowrap">
            {(Object.keys(steps) as StepKey[]).map((key) => (
              <Button
                key={key}
                size="compact-sm"
                variant={key === "1" && row.isLow && isAsked ? "filled" : "default"}
                tabIndex={-1}
                disabled={!mayStep(key, row)}
                rightSection={<kbd>{key}</kbd>}
                onClick={(event) => {
                  event.stopPropagation();
                  setOpen({ id: row.id, step: steps[key] });
                }}
              >
                {stepWords[key]}
              </Button>
            ))}
          </Group>
          <Group gap={4} mt={4}>
            {row.lots
              .filter(({ state }) => state !== "fine")
              .map((lot) => (
                <LotBadge key={lot.bestBeforeDate} lot={lot} unit={row.unit} />
              ))}
          </Group>
        </>
      ),
    },
  ];
  return (
    <>
      <RecordList
        label="物资"
        columns={columns}
        rows={station.supplies}
        openId={null}
        onOpen={(id) => id !== null && setOpen({ id, step: "events" })}
        onRowKey={(row, key) => {
          if (!isStepKey(key) || !mayStep(key, row)) return null;
          setOpen({ id: row.id, step: steps[key] });
          return "stay";
        }}
        empty={
          <EmptyState
            title="还没有物资"
            hint="把这里放的水、充电线、药品、雪糕各记一种，写上单位和最少要有多少，少了就会提醒。"
          />
        }
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          选中一种，按 1 补充、2 领用、3 盘点、4 报废，Enter 看进出记录。
        </Text>
        {isSecretary && (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            增加物资
          </Button>
        )}
      </Group>
      {supply && open?.step === "refill" && <RefillDialog supply={supply} onClose={close} />}
      {supply && open?.step === "takeOut" && <TakeOutDialog supply={supply} onClose={close} />}
      {supply && open?.step === "count" && <CountDialog supply={supply} onClose={close} />}
      {supply && open?.step === "discard" && <DiscardDialog supply={supply} onClose={close} />}
      {supply && open?.step === "events" && (
        <StockEvents
          supply={supply}
          onChange={isSecretary ? () => setOpen({ id: supply.id, step: "change" }) : null}
          onClose={close}
        />
      )}
      {supply && open?.step === "change" && <SupplyDialog stationId={station.id} supply={supply} onClose={close} />}
      {isAdding && <SupplyDialog stationId={station.id} supply={null} onClose={() => setAdding(false)} />}
    </>
  );
};
