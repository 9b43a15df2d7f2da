import { Badge, Button, Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { shortDay } from "#base/dates.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import type { DatedLot, LowSupply, MissingLine, Needs } from "../need-contract.ts";
import type { RoundLine } from "../round-contract.ts";
import { lotStateWords } from "../supply-words.ts";
import { useAnswer } from "./door.ts";
import { MendDialog, RoundDialog } from "./station-rounds.tsx";
import type { StationPart } from "./stations-page.tsx";

export const needCount = ({ low, dated, tallies, rounds, toMend }: Needs): number =>
  low.length + dated.length + tallies.length + rounds.length + toMend.length;

const stationColumn = <Row extends { stationName: string }>(): Column<Row> => ({
  key: "station",
  title: "站点",
  width: "14rem",
  render: ({ stationName }) => stationName,
});

const lowColumns: Column<LowSupply & { id: string }>[] = [
  stationColumn(),
  { key: "name", title: "物资", render: ({ supplyName }) => supplyName },
  {
    key: "stock",
    title: "账上",
    width: "9rem",
    align: "right",
    render: ({ stock, unit }) => (
      <Text span inherit fw={700} c="red.9">
        {stock} {unit}
      </Text>
    ),
  },
  {
    key: "least",
    title: "最少",
    width: "9rem",
    align: "right",
    render: ({ leastCount, unit }) => `${leastCount} ${unit}`,
  },
  {
    key: "missing",
    title: "还差",
    width: "9rem",
    align: "right",
    render: ({ missingCount, unit }) => `${missingCount} ${unit}`,
  },
];

const datedColumns: Column<DatedLot>[] = [
  stationColumn(),
  { key: "name", title: "物资", render: ({ supplyName }) => supplyName },
  {
    key: "quantity",
    title: "数量",
    width: "9rem",
    align: "right",
    render: ({ quantity, unit }) => `${quantity} ${unit}`,
  },
  {
    key: "day",
    title: "有效期到",
    width: "18rem",
    render: ({ bestBeforeDate, state }) => (
      <>
        {bestBeforeDate}
        <Badge ml={6} variant="light" color={state === "expired" ? "red" : "orange"}>
          {lotStateWords[state]}
        </Badge>
      </>
    ),
  },
];

type MissingRow = MissingLine & { id: string };
const missingColumns = (today: string): Column<MissingRow>[] => [
  stationColumn(),
  {
    key: "last",
    title: "最近一次",
    render: ({ lastDate }) => (lastDate === null ? "还没有" : shortDay(lastDate, today)),
  },
  { key: "days", title: "多少天了", width: "9rem", align: "right", render: ({ days }) => `${days} 天` },
];

const Part = (props: { title: string; count: number; children: ReactNode }) =>
  props.count === 0 ? null : (
    <section className="panel" aria-label={props.title}>
      <Title order={2} size="h5" mb={4}>
        {props.title}（{props.count}）
      </Title>
      {props.children}
    </section>
  );

/** 要补要办: what waits at the stations, each line opening where it is done. */
export const NeedsPage = () => {
  const answer = useAnswer("stations.needs", {});
  const navigate = useNavigate();
  const { today } = useMoment();
  const [round, setRound] = useState<{ id: string; name: string } | null>(null);
  const [mended, setMended] = useState<RoundLine | null>(null);
  const openStation = (stationId: string | undefined, part: StationPart) => {
    if (stationId) void navigate({ to: "/stations/list" as never, search: { open: stationId, part } as never });
  };
  const toDo = answer.data;
  return (
    <Page
      title="驿站要补要办"
      action={
        <Button
          disabled={!toDo || toDo.low.length + toDo.dated.length === 0}
          onClick={() => void navigate({ to: "/stations/refill-sheet" as never })}
        >
          打印补货清单
        </Button>
      }
    >
      <Answered answer={answer}>
        {(needs) => {
          const low = needs.low.map((line) => ({ ...line, id: line.supplyId }));
          const [tallies, rounds] = [needs.tallies, needs.rounds].map((lines) =>
            lines.map((line) => ({ ...line, id: line.stationId })),
          );
          return needCount(needs) === 0 ? (
            <EmptyState
              title="都齐了"
              hint="物资不缺、没有快到期的，人次和巡查都登记了。少了、快到期了、几天没登记，会列在这里。"
            />
          ) : (
            <Stack gap="md">
              <Part title="要补的" count={low.length}>
                <RecordList
                  label="要补的"
                  columns={lowColumns}
                  rows={low}
                  openId={null}
                  onOpen={(id) => openStation(low.find((line) => line.id === id)?.stationId, "supplies")}
                  empty={null}
                />
              </Part>
              <Part title="快到期和过期的" count={needs.dated.length}>
                <RecordList
                  label="快到期和过期的"
                  columns={datedColumns}
                  rows={needs.dated}
                  openId={null}
                  onOpen={(id) => openStation(needs.dated.find((line) => line.id === id)?.stationId, "supplies")}
                  empty={null}
                />
              </Part>
              <Part title="巡查看到、要处理的" count={needs.toMend.length}>
                <RecordList
                  label="要处理的"
                  columns={[
                    stationColumn<(typeof needs.toMend)[number]>(),
                    { key: "found", title: "看到什么", render: ({ found }) => found },
                    {
                      key: "who",
                      title: "谁、哪天",
                      width: "16rem",
                      render: ({ walkerName, roundDate }) => `${walkerName} ${shortDay(roundDate, today)}`,
                    },
                  ]}
                  rows={needs.toMend}
                  openId={null}
                  onOpen={(id) => setMended(needs.toMend.find((line) => line.id === id) ?? null)}
                  empty={null}
                />
              </Part>
              <Part title="没巡查的" count={needs.rounds.length}>
                <RecordList
                  label="没巡查的"
                  columns={missingColumns(today)}
                  rows={rounds}
                  openId={null}
                  onOpen={(id) => {
                    const line = needs.rounds.find(({ stationId }) => stationId === id);
                    if (line) setRound({ id: line.stationId, name: line.stationName });
                  }}
                  empty={null}
                />
              </Part>
              <Part title="没登记人次的" count={needs.tallies.length}>
                <RecordList
                  label="没登记人次的"
                  columns={missingColumns(today)}
                  rows={tallies}
                  openId={null}
                  onOpen={(id) => openStation(id ?? undefined, "visits")}
                  empty={null}
                />
              </Part>
              <Text size="sm" c="dimmed">
                选中一行按 Enter：要补的打开站点，要处理的登记怎么处理，没巡查的登记巡查。未到季节的冰柜不列。
              </Text>
            </Stack>
          );
        }}
      </Answered>
      {round && <RoundDialog station={round} onClose={() => setRound(null)} />}
      {mended && <MendDialog round={mended} onClose={() => setMended(null)} />}
    </Page>
  );
};
