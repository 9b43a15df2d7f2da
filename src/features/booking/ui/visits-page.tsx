import { Alert, Badge, Button, Group, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { addDays, longDay, shortTime, timeOf, weekdayWord } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import type { HomeVisit, VisitStage } from "../visit-contract.ts";
import { visitStageWords } from "../visit-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { PhoneOf } from "./phone-of.tsx";
import { HomeDialog, liftWords, ReturnDialog } from "./visit-steps.tsx";

const Address = z.object({
  day: z.string().nullable().catch(null).default(null),
  open: z.string().nullable().catch(null).default(null),
});

const stageColors: Record<VisitStage, string> = {
  ahead: "gray",
  out: "blue",
  late: "red",
  back: "green",
  missed: "gray",
};

const StageChip = ({ stage }: { stage: VisitStage }) => (
  <Badge variant="light" color={stageColors[stage]}>
    {visitStageWords[stage]}
  </Badge>
);

type Row = HomeVisit & { id: string; place: number };

const columns: Column<Row>[] = [
  { key: "turn", title: "顺序", width: "4rem", align: "right", render: ({ place }) => place },
  {
    key: "time",
    title: "时间",
    width: "7.5rem",
    render: ({ startAt, endAt }) => `${timeOf(startAt)}–${timeOf(endAt)}`,
  },
  {
    key: "who",
    title: "谁家",
    render: ({ name, address, isShortOfPeople }) => (
      <>
        {name}
        {isShortOfPeople && (
          <Badge ml={6} color="orange" variant="light">
            要两个人
          </Badge>
        )}
        <Text size="sm" c="dimmed">
          {address || "没有地址"}
        </Text>
      </>
    ),
  },
  { key: "service", title: "项目", width: "9rem", isWide: true, render: ({ serviceName }) => serviceName },
  {
    key: "by",
    title: "谁去",
    width: "9rem",
    isWide: true,
    render: ({ providerNames }) => providerNames.join("、") || "还没定",
  },
  { key: "stage", title: "状态", width: "8rem", render: ({ stage }) => <StageChip stage={stage} /> },
];

const VisitRecord = (props: { visit: Row; onMove: ((by: -1 | 1) => void) | null; onClose(): void }) => {
  const { visit } = props;
  const { today } = useMoment();
  const [dialog, setDialog] = useState<"home" | "return" | null>(null);
  const mayReturn = visit.stage === "out" || visit.stage === "late";
  return (
    <RecordFrame
      version={visit.version}
      onClose={props.onClose}
      title={
        <>
          <Text size="sm" c="dimmed">
            {visit.numberText} · {visit.serviceName}
          </Text>
          <Title order={2} size="h4">
            {visit.name}
          </Title>
        </>
      }
      actions={
        <>
          {mayReturn && <Button onClick={() => setDialog("return")}>到家确认</Button>}
          <Button variant="default" onClick={() => setDialog("home")}>
            地址和进门
          </Button>
          {props.onMove && (
            <>
              <Button variant="default" onClick={() => props.onMove?.(-1)}>
                提前
              </Button>
              <Button variant="default" onClick={() => props.onMove?.(1)}>
                推后
              </Button>
            </>
          )}
        </>
      }
    >
      {visit.isShortOfPeople && (
        <Alert color="orange" mb="sm">
          这个项目要两个人上门，现在{visit.providerNames.length === 0 ? "还没有人" : "只有一个人"}。
        </Alert>
      )}
      <div className="fields">
        <Field label="时间">
          {shortTime(visit.startAt, today)}–{timeOf(visit.endAt)}
        </Field>
        <Field label="谁去">{visit.providerNames.join("、") || "还没定"}</Field>
        <Field label="去哪里">{visit.address || "没有地址，请补上"}</Field>
        {visit.hasLift !== null && <Field label="电梯">{liftWords(visit.hasLift)}</Field>}
        {visit.doorNote !== "" && <Field label="怎么进门">{visit.doorNote}</Field>}
        {visit.contactName !== "" && <Field label="联系人">{visit.contactName}</Field>}
        <Field label="电话">
          <PhoneOf booking={{ id: visit.bookingId, maskedPhone: visit.maskedPhone }} key={visit.bookingId} />
        </Field>
        {visit.note !== "" && <Field label="备注">{visit.note}</Field>}
        {visit.returnedAt !== null && (
          <Field label="到家">
            {shortTime(visit.returnedAt, today)} {visit.returnedByName}登记
            {visit.returnNote !== "" && `：${visit.returnNote}`}
          </Field>
        )}
      </div>
      {dialog === "home" && <HomeDialog visit={visit} onClose={() => setDialog(null)} />}
      {dialog === "return" && <ReturnDialog visit={visit} onClose={() => setDialog(null)} />}
    </RecordFrame>
  );
};

/** 上门: the homes of a day in the order in which they are gone to, and who is not back yet. */
export const VisitsPage = () => {
  const [{ day: asked, open }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const day = asked ?? today;
  const answer = useAnswer("booking.homeVisits", { day }, { keepsPrevious: true });
  const order = useCommand("booking.orderVisits");
  const navigate = useNavigate();
  const rows = answer.data?.visits.map((visit, at) => ({ ...visit, id: visit.bookingId, place: at + 1 }));
  const shown = rows?.find(({ id }) => id === open);

  const move = async (id: string, by: -1 | 1) => {
    const ids = (rows ?? []).map((row) => row.id);
    const from = ids.indexOf(id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= ids.length) return;
    ids.splice(to, 0, ...ids.splice(from, 1));
    await order.run({ day, bookingIds: ids });
  };

  return (
    <Page
      title={`上门 · ${longDay(day)} ${weekdayWord(day)}`}
      action={
        <Button
          disabled={(rows?.length ?? 0) === 0}
          onClick={() => void navigate({ to: "/booking/route-sheet" as never, search: { day } as never })}
        >
          打印路线单
        </Button>
      }
      filters={
        <Group gap="xs">
          <Button variant="default" onClick={() => setAddress({ day: addDays(day, -1), open: null })}>
            前一天
          </Button>
          <Button variant="default" onClick={() => setAddress({ day: null, open: null })} disabled={day === today}>
            今天
          </Button>
          <Button variant="default" onClick={() => setAddress({ day: addDays(day, 1), open: null })}>
            后一天
          </Button>
        </Group>
      }
    >
      {(answer.data?.lateCount ?? 0) > 0 && (
        <Alert color="red" mb="sm">
          有 {answer.data?.lateCount} 处上门结束半小时了还没有到家确认，请打电话问一问。
        </Alert>
      )}
      <ListAndRecord
        list={
          <RecordList
            label="要上门的人"
            columns={columns}
            rows={rows}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={shown !== undefined}
            empty={
              <EmptyState
                title="这一天没有要上门的"
                hint="预约“上门”的项目，会按时间列在这里；可以排路线、打印路线单、登记到家。"
              />
            }
          />
        }
        record={
          shown ? (
            <VisitRecord
              key={shown.id}
              visit={shown}
              onMove={(rows?.length ?? 0) > 1 ? (by) => void move(shown.id, by) : null}
              onClose={() => setAddress({ open: null })}
            />
          ) : null
        }
      />
    </Page>
  );
};
