import { Badge, Button, Group, SegmentedControl, Switch, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { shortDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { RecordTimeline } from "#ui/timeline.tsx";
import type { StationLine, StationState } from "../station-contract.ts";
import { seasonWords, stationKindWords, stationStateWords } from "../station-words.ts";
import { stationsEventWords } from "../words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { RetireDialog, StationDialog } from "./station-dialogs.tsx";
import { RoundDialog, StationRounds } from "./station-rounds.tsx";
import { type OpenStation, StationSupplies } from "./station-supplies.tsx";
import { StationVisits } from "./station-visits.tsx";

export const stationParts = ["supplies", "visits", "rounds", "about"] as const;
export type StationPart = (typeof stationParts)[number];
const partWords: Readonly<Record<StationPart, string>> = {
  supplies: "物资",
  visits: "来的人",
  rounds: "巡查",
  about: "资料",
};

const Address = z.object({
  open: z.string().nullable().catch(null).default(null),
  part: z.enum(stationParts).catch("supplies").default("supplies"),
  retired: z.boolean().catch(false).default(false),
});

const StateBadge = ({ state }: { state: StationState }) =>
  state === "open" ? null : (
    <Badge color="gray" variant="light">
      {stationStateWords[state]}
    </Badge>
  );

/** What a station lacks, in few words; nothing while all is well. */
const LackBadges = ({ station }: { station: StationLine }) => {
  const lacks = [
    { key: "low", count: station.lowCount, words: `要补 ${station.lowCount} 种`, color: "red" },
    { key: "dated", count: station.datedCount, words: `快到期、过期 ${station.datedCount} 批`, color: "orange" },
    { key: "mend", count: station.toMendCount, words: `要处理 ${station.toMendCount} 处`, color: "red" },
    {
      key: "tally",
      count: station.tallyMissingDays ?? 0,
      words: `${station.tallyMissingDays} 天没登记人次`,
      color: "gray",
    },
    {
      key: "round",
      count: station.roundMissingDays ?? 0,
      words: `${station.roundMissingDays} 天没巡查`,
      color: "gray",
    },
  ].filter(({ count }) => count > 0);
  return (
    <Group gap={4}>
      {lacks.map(({ key, words, color }) => (
        <Badge key={key} color={color} variant="light">
          {words}
        </Badge>
      ))}
    </Group>
  );
};

const columns: Column<StationLine>[] = [
  {
    key: "name",
    title: "名称",
    render: (station) => (
      <>
        <Group gap={6}>
          {station.name}
          <StateBadge state={station.state} />
          <Text span size="sm" c="dimmed">
            {stationKindWords[station.kind]}
          </Text>
        </Group>
        <LackBadges station={station} />
      </>
    ),
  },
  { key: "place", title: "地点", width: "15rem", isWide: true, render: ({ place }) => place },
  {
    key: "open",
    title: "开放",
    width: "10rem",
    isWide: true,
    render: (station) => (
      <>
        {station.openHours || "—"}
        <Text size="sm" c="dimmed">
          {seasonWords(station)}
        </Text>
      </>
    ),
  },
  { key: "keeper", title: "管护人", width: "8rem", isWide: true, render: ({ keeperName }) => keeperName || "—" },
  {
    key: "today",
    title: "今天来了",
    isWide: true,
    width: "6.5rem",
    align: "right",
    render: ({ todayCount, lastTallyDate }) => (lastTallyDate === null ? "—" : `${todayCount} 人次`),
  },
];

const About = ({ station }: { station: OpenStation }) => {
  const { today } = useMoment();
  const lastWords = (day: string | null) => (day === null ? "还没有" : shortDay(day, today));
  return (
    <div className="fields">
      <Field label="地点">{station.place}</Field>
      <Field label="开放时间">{station.openHours}</Field>
      {station.languages !== "" && <Field label="能说什么话">{station.languages}</Field>}
      <Field label="季节">{seasonWords(station)}</Field>
      <Field label="单位">{station.organisationName}</Field>
      <Field label="管护人">{station.keeperName}</Field>
      <Field label="人次">
        最近登记 {lastWords(station.lastTallyDate)}
        {station.tallyEveryDays !== null && `，超过 ${station.tallyEveryDays} 天提醒`}
      </Field>
      <Field label="巡查">
        最近一次 {lastWords(station.lastRoundDate)}
        {station.roundEveryDays !== null && `，超过 ${station.roundEveryDays} 天提醒`}
      </Field>
    </div>
  );
};

const StationRecord = (props: {
  station: OpenStation;
  part: StationPart;
  onPart(part: StationPart): void;
  onClose(): void;
}) => {
  const { station, part } = props;
  const navigate = useNavigate();
  const { today } = useMoment();
  const isSecretary = useMay()("secretary");
  const bringBack = useCommand("stations.bringBackStation");
  const [dialog, setDialog] = useState<"change" | "retire" | "round" | null>(null);
  const close = () => setDialog(null);
  const isRetired = station.state === "retired";
  return (
    <RecordFrame
      version={station.version}
      onClose={props.onClose}
      title={
        <>
          <Group gap={6}>
            <Text size="sm" c="dimmed">
              {stationKindWords[station.kind]} · {station.place}
            </Text>
            <StateBadge state={station.state} />
          </Group>
          <Title order={2} size="h4">
            {station.name}
          </Title>
        </>
      }
      actions={
        <>
          <Button
            variant="default"
            onClick={() =>
              void navigate({
                to: "/stations/month-sheet" as never,
                search: { stationId: station.id, month: today.slice(0, 7) } as never,
              })
            }
          >
            月报
          </Button>
          {isSecretary && (
            <Button variant="default" onClick={() => setDialog("change")}>
              修改
            </Button>
          )}
          {isSecretary && !isRetired && (
            <Button variant="default" onClick={() => setDialog("retire")}>
              停用
            </Button>
          )}
          {isSecretary && isRetired && (
            <Button onClick={() => void bringBack.run({ id: station.id, version: station.version })}>重新启用</Button>
          )}
        </>
      }
      timeline={
        part === "about" ? (
          <RecordTimeline
            entries={station.events.map((event, id) => ({
              id,
              at: event.at,
              title: stationsEventWords[event.kind] ?? event.kind,
              who: event.recordedByName,
              why: event.reason,
            }))}
          />
        ) : undefined
      }
    >
      <SegmentedControl
        aria-label="看什么"
        value={part}
        onChange={(value) => props.onPart(value as StationPart)}
        data={stationParts.map((value) => ({ value, label: partWords[value] }))}
      />
      {station.state === "offSeason" && (
        <Text size="sm" c="dimmed">
          未到季节（{seasonWords(station)}），现在不提醒补货、人次和巡查。
        </Text>
      )}
      {part === "supplies" && <StationSupplies station={station} />}
      {part === "visits" && <StationVisits station={station} />}
      {part === "rounds" && <StationRounds station={station} onRound={() => setDialog("round")} />}
      {part === "about" && <About station={station} />}
      {dialog === "change" && <StationDialog station={station} onClose={close} />}
      {dialog === "retire" && <RetireDialog station={station} onClose={close} />}
      {dialog === "round" && <RoundDialog station={station} onClose={close} />}
    </RecordFrame>
  );
};

/** 驿站与冰柜: the places, what each has and lacks, and who came. */
export const StationsPage = () => {
  const [{ open, part, retired }, setAddress] = useAddress(Address);
  const answer = useAnswer("stations.listStations", { withRetired: retired }, { keepsPrevious: true });
  const record = useAnswer("stations.station", { id: open ?? "", withRetired: retired }, { isEnabled: open !== null });
  const [isAdding, setAdding] = useState(false);
  const isSecretary = useMay()("secretary");
  return (
    <Page
      title="驿站与冰柜"
      action={isSecretary && <Button onClick={() => setAdding(true)}>增加驿站、冰柜</Button>}
      filters={
        <Switch
          label="连同停用的"
          checked={retired}
          onChange={(event) => setAddress({ retired: event.currentTarget.checked }, { replaces: true })}
        />
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="驿站与冰柜"
            columns={columns}
            rows={answer.data?.stations}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            empty={
              <EmptyState
                title="还没有驿站、冰柜"
                hint={
                  isSecretary
                    ? "点“增加驿站、冰柜”，把暖心驿站、爱心冰柜各建一个，带上常备的物资。"
                    : "请负责人把暖心驿站、爱心冰柜建起来。"
                }
              />
            }
          />
        }
        record={
          open === null ? null : (
            <Answered answer={record}>
              {(station) => (
                <StationRecord
                  key={station.id}
                  station={station}
                  part={part}
                  onPart={(next) => setAddress({ part: next }, { replaces: true })}
                  onClose={() => setAddress({ open: null })}
                />
              )}
            </Answered>
          )
        }
      />
      {isAdding && <StationDialog station={null} onClose={() => setAdding(false)} />}
    </Page>
  );
};
