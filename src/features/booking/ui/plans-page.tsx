import { Badge, Button, Group, Switch, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { clockOf, longDay, shortDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import type { Plan } from "../plan-contract.ts";
import { lastEndMinute } from "../plan-rules.ts";
import { holidayWayWords } from "../plan-words.ts";
import { useAnswer } from "./door.ts";
import { PlanDialog } from "./plan-dialog.tsx";

const Address = z.object({
  service: z.string().nullable().catch(null).default(null),
  retired: z.boolean().catch(false).default(false),
  open: z.string().nullable().catch(null).default(null),
});

/** 每周二、四 9:00–11:00 */
const timesWords = (plan: Plan): string =>
  `${plan.recurrenceWords} ${clockOf(plan.startMinute)}–${clockOf(lastEndMinute(plan))}`;

const titleOf = ({ title, serviceName }: Plan): string => title || serviceName;

const madeWords = ({ madeUntil, madeCount }: Plan, today: string): string =>
  madeUntil === null ? "还没有排" : `${madeCount} 场，排到 ${shortDay(madeUntil, today)}`;

const columnsOn = (today: string): Column<Plan>[] => [
  {
    key: "what",
    title: "项目",
    render: (plan) => (
      <>
        {titleOf(plan)}
        {plan.isRetired && (
          <Badge ml={6} color="gray" variant="light">
            已停用
          </Badge>
        )}
        {plan.title !== "" && (
          <Text size="sm" c="dimmed">
            {plan.serviceName}
          </Text>
        )}
      </>
    ),
  },
  { key: "times", title: "什么时候", render: timesWords },
  {
    key: "held",
    title: "房间和人",
    isWide: true,
    render: ({ roomName, providerNames }) =>
      [roomName, ...providerNames].filter((part) => part !== "").join("、") || "—",
  },
  { key: "places", isWide: true, title: "名额", width: "5rem", align: "right", render: ({ placeCount }) => placeCount },
  { key: "made", title: "已排出", width: "13rem", isWide: true, render: (plan) => madeWords(plan, today) },
];

const PlanRecord = ({ plan, onClose }: { plan: Plan; onClose(): void }) => {
  const [isChanging, setChanging] = useState(false);
  const isSecretary = useMay()("secretary");
  const navigate = useNavigate();
  const { today } = useMoment();
  const go = (to: string, search: object) => void navigate({ to: to as never, search: search as never });
  return (
    <RecordFrame
      version={plan.version}
      onClose={onClose}
      title={
        <>
          <Text size="sm" c="dimmed">
            {plan.lessonCount === null ? "排期" : `课程 · 共 ${plan.lessonCount} 节`}
          </Text>
          <Title order={2} size="h4">
            {titleOf(plan)}
          </Title>
        </>
      }
      actions={
        isSecretary && (
          <>
            {!plan.isRetired && <Button onClick={() => go("/booking/make", { plan: plan.id })}>排出场次</Button>}
            <Button variant="default" onClick={() => setChanging(true)}>
              修改
            </Button>
          </>
        )
      }
    >
      <div className="fields">
        <Field label="项目">{plan.serviceName}</Field>
        <Field label="什么时候">{timesWords(plan)}</Field>
        <Field label="每天">
          {plan.sessionCount} 场，每场 {plan.durationMinutes} 分钟
          {plan.sessionCount > 1 && plan.breakMinutes > 0 && `，中间歇 ${plan.breakMinutes} 分钟`}
        </Field>
        <Field label="起止">
          {longDay(plan.fromDate)}起{plan.toDate === null ? "" : `，到${longDay(plan.toDate)}`}
        </Field>
        <Field label="遇到放假">{holidayWayWords[plan.onHolidays]}</Field>
        <Field label="名额">每场 {plan.placeCount} 个</Field>
        <Field label="房间">{plan.roomName}</Field>
        <Field label="由谁来做">{plan.providerNames.join("、")}</Field>
        <Field label="已排出">{madeWords(plan, today)}</Field>
      </div>
      {isChanging && <PlanDialog plan={plan} onClose={() => setChanging(false)} onDone={() => setChanging(false)} />}
    </RecordFrame>
  );
};

/** 排期: what happens again and again, and how far its sessions are made. */
export const PlansPage = () => {
  const [{ service, retired, open }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const [isAdding, setAdding] = useState(false);
  const isSecretary = useMay()("secretary");
  const navigate = useNavigate();
  const answer = useAnswer("booking.listPlans", { serviceId: service, withRetired: retired }, { keepsPrevious: true });
  const services = useAnswer("booking.listServices", { withRetired: true }).data?.services;
  const of = services?.find(({ id }) => id === service);
  const shown = answer.data?.plans.find(({ id }) => id === open);
  return (
    <Page
      title={of ? `排期 · ${of.name}` : "排期"}
      action={isSecretary && <Button onClick={() => setAdding(true)}>新排期</Button>}
      filters={
        <Group gap="md">
          {service !== null && (
            <Button variant="default" onClick={() => setAddress({ service: null, open: null })}>
              看全部项目
            </Button>
          )}
          <Switch
            label="连同停用的"
            checked={retired}
            onChange={(event) => setAddress({ retired: event.currentTarget.checked }, { replaces: true })}
          />
        </Group>
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="排期"
            columns={columnsOn(today)}
            rows={answer.data?.plans}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={shown !== undefined}
            empty={
              <EmptyState
                title="还没有排期"
                hint="点“新排期”，写明哪个项目、周几、几点、用哪间房；再点“排出场次”，前台就能约了。"
              />
            }
          />
        }
        record={shown ? <PlanRecord key={shown.id} plan={shown} onClose={() => setAddress({ open: null })} /> : null}
      />
      {isAdding && (
        <PlanDialog
          plan={null}
          service={of}
          onClose={() => setAdding(false)}
          onDone={(id) => void navigate({ to: "/booking/make" as never, search: { plan: id } as never })}
        />
      )}
    </Page>
  );
};
