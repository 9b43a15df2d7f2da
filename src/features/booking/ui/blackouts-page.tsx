import { Alert, Badge, Button, Group, Switch, Table, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { dayOf, shortTime } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { tellDone } from "#ui/asking.tsx";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import type { Blackout } from "../blackout-contract.ts";
import { blackoutScopeWords } from "../blackout-words.ts";
import type { SessionWithPlaces, TellingLine } from "../booking-contract.ts";
import { sessionTitle } from "../session-title.ts";
import { sessionStateWords } from "../session-words.ts";
import { longSpanText, spanText } from "../times.ts";
import { BlackoutDialog } from "./blackout-dialog.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { TellingTable } from "./tellings-page.tsx";

const Address = z.object({
  past: z.boolean().catch(false).default(false),
  open: z.string().nullable().catch(null).default(null),
});

const stateOf = ({ withdrawnAt, startAt, endAt }: Blackout, now: string): string => {
  if (withdrawnAt !== null) return "已撤销";
  if (endAt <= now) return "已过";
  return startAt <= now ? "正在停用" : "将要停用";
};

const columnsOn = (today: string, now: string): Column<Blackout>[] => [
  {
    key: "what",
    title: "停用什么",
    render: ({ scope, resourceName }) => (
      <>
        {resourceName}
        {scope !== "centre" && (
          <Text size="sm" c="dimmed">
            {blackoutScopeWords[scope]}
          </Text>
        )}
      </>
    ),
  },
  { key: "when", title: "什么时候", render: (row) => longSpanText(row, today) },
  { key: "why", title: "为什么", isWide: true, render: ({ reason }) => reason },
  {
    key: "state",
    title: "",
    width: "7rem",
    isWide: true,
    render: (row) => (
      <Badge variant="light" color={row.withdrawnAt === null && row.endAt > now ? "orange" : "gray"}>
        {stateOf(row, now)}
      </Badge>
    ),
  },
];

/** Whether what a blackout met still stands in it. */
const isStanding = (
  { state, startAt, endAt, roomId, providerIds, equipment }: SessionWithPlaces,
  blackout: Blackout,
) => {
  const { scope, resourceId } = blackout;
  const holds =
    scope === "centre" ||
    roomId === resourceId ||
    providerIds.some((id) => id === resourceId) ||
    equipment.some(({ equipmentId }) => equipmentId === resourceId);
  return state === "open" && holds && startAt < blackout.endAt && endAt > blackout.startAt;
};

const HitSessions = ({ sessions, blackout }: { sessions: readonly SessionWithPlaces[]; blackout: Blackout }) => {
  const { today } = useMoment();
  const navigate = useNavigate();
  return (
    <Table aria-label="碰到的场次">
      <Table.Tbody>
        {sessions.map((session) => (
          <Table.Tr key={session.id}>
            <Table.Td>
              {spanText(session, today)}
              <Text size="sm" c="dimmed">
                {sessionTitle(session)} {session.roomName}
              </Text>
            </Table.Td>
            <Table.Td w="6rem" ta="right">
              {session.takenCount} 人
            </Table.Td>
            <Table.Td w="8rem">
              {isStanding(session, blackout) && blackout.withdrawnAt === null ? (
                <Badge color="orange" variant="light">
                  还没安排
                </Badge>
              ) : (
                <Badge color="teal" variant="light">
                  {session.state === "cancelled" ? sessionStateWords.cancelled : "已改开"}
                </Badge>
              )}
            </Table.Td>
            <Table.Td w="8rem">
              <Button
                size="compact-sm"
                variant="default"
                onClick={() =>
                  void navigate({
                    to: "/booking/day" as never,
                    search: { day: dayOf(session.startAt), open: session.id } as never,
                  })
                }
              >
                改或取消
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

const BlackoutRecord = (props: {
  blackout: Blackout;
  sessions: readonly SessionWithPlaces[];
  tellings: readonly TellingLine[];
  onClose(): void;
}) => {
  const { blackout, sessions, tellings } = props;
  const { today, now } = useMoment();
  const withdraw = useCommand("booking.withdrawBlackout");
  const open = tellings.filter(({ toldAt }) => toldAt === null);
  const told = tellings.filter(({ toldAt }) => toldAt !== null);
  const isOn = blackout.withdrawnAt === null && blackout.endAt > now;
  const takeBack = async () => {
    const reply = await withdraw.run({ id: blackout.id, version: blackout.version });
    if (reply.ok) tellDone(told.length === 0 ? "已撤销停用" : "已撤销停用，通知过的人要再打一次电话");
  };
  return (
    <RecordFrame
      version={blackout.version}
      onClose={props.onClose}
      title={
        <>
          <Text size="sm" c="dimmed">
            停用 · {stateOf(blackout, now)}
          </Text>
          <Title order={2} size="h4">
            {blackout.resourceName}
          </Title>
        </>
      }
      actions={
        isOn && (
          <Button variant="default" loading={withdraw.isRunning} onClick={() => void takeBack()}>
            撤销停用
          </Button>
        )
      }
    >
      <div className="fields">
        <Field label="什么时候">{longSpanText(blackout, today)}</Field>
        <Field label="为什么">{blackout.reason}</Field>
        <Field label="谁停的">
          {blackout.createdByName} {shortTime(blackout.createdAt, today)}
        </Field>
      </div>
      <div>
        <Title order={3} size="h5">
          碰到 {sessions.length} 场
        </Title>
        {sessions.length === 0 ? (
          <Text c="dimmed">停用的时候没有碰到排好的场次。</Text>
        ) : (
          <HitSessions sessions={sessions} blackout={blackout} />
        )}
      </div>
      {tellings.length > 0 && (
        <div>
          <Title order={3} size="h5">
            要通知 {tellings.length} 人，已通知 {told.length} 人
          </Title>
          {open.length === 0 ? (
            <Alert color="teal">都通知到了。</Alert>
          ) : (
            <TellingTable tellings={open} label="还要通知的人" />
          )}
          {told.map(({ id, booking, toldAt, tryCount }) => (
            <Text size="sm" c="dimmed" key={id}>
              ✓ {booking.name} {toldAt !== null && shortTime(toldAt, today)} 已通知
              {tryCount > 1 && `（打了 ${tryCount} 次）`}
            </Text>
          ))}
        </div>
      )}
    </RecordFrame>
  );
};

const OpenBlackout = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("booking.blackout", { id });
  return <Answered answer={answer}>{(value) => <BlackoutRecord {...value} onClose={onClose} />}</Answered>;
};

/** 停用: what cannot be had for a time, what it met, and who has been told. */
export const BlackoutsPage = () => {
  const [{ past, open }, setAddress] = useAddress(Address);
  const { today, now } = useMoment();
  const [isAdding, setAdding] = useState(false);
  const answer = useAnswer("booking.listBlackouts", { withPast: past }, { keepsPrevious: true });
  return (
    <Page
      title="停用"
      action={<Button onClick={() => setAdding(true)}>停用一段时间</Button>}
      filters={
        <Group gap="md">
          <Switch
            label="连同过去的和撤销的"
            checked={past}
            onChange={(event) => setAddress({ past: event.currentTarget.checked }, { replaces: true })}
          />
        </Group>
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="停用"
            columns={columnsOn(today, now)}
            rows={answer.data?.blackouts}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            empty={
              <EmptyState
                title="没有停用的"
                hint="粉刷、停电、医生开会，点“停用一段时间”：那段时间不再能约，已经约好的会列出来，逐个打电话。"
              />
            }
          />
        }
        record={open !== null && <OpenBlackout key={open} id={open} onClose={() => setAddress({ open: null })} />}
      />
      {isAdding && <BlackoutDialog onClose={() => setAdding(false)} onDone={(id) => setAddress({ open: id })} />}
    </Page>
  );
};
