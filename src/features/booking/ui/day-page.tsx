import { Alert, Badge, Button, Group, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { z } from "zod";
import { addDays, dayOf, longDay, timeOf, weekdayWord } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { tellDone } from "#ui/asking.tsx";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import type { SessionWithPlaces } from "../booking-contract.ts";
import { sessionTitle } from "../session-title.ts";
import { spanText } from "../times.ts";
import { useAnswer, useCommand } from "./door.ts";
import { SessionBookings } from "./session-bookings.tsx";
import { AddSessionDialog, CancelSessionDialog, MoveSessionDialog } from "./session-dialog.tsx";

const Address = z.object({
  day: z.string().nullable().catch(null).default(null),
  open: z.string().nullable().catch(null).default(null),
});

const columns: Column<SessionWithPlaces>[] = [
  {
    key: "time",
    title: "时间",
    width: "7.5rem",
    render: ({ startAt, endAt }) => `${timeOf(startAt)}–${timeOf(endAt)}`,
  },
  {
    key: "what",
    title: "项目",
    render: (row) => (
      <>
        {sessionTitle(row)}
        <Text size="sm" c="dimmed">
          {[row.roomName, ...row.providerNames].filter((part) => part !== "").join(" ")}
        </Text>
      </>
    ),
  },
  {
    key: "places",
    title: "人数",
    width: "6rem",
    align: "right",
    render: ({ takenCount, placeCount }) => `${takenCount} / ${placeCount}`,
  },
  {
    key: "waits",
    title: "",
    width: "9rem",
    isWide: true,
    render: ({ arrivedCount, waitingCount, askedCount }) => (
      <Group gap={4}>
        {arrivedCount > 0 && <Badge variant="light">到 {arrivedCount}</Badge>}
        {askedCount > 0 && (
          <Badge color="yellow" variant="light">
            等同意 {askedCount}
          </Badge>
        )}
        {waitingCount > 0 && (
          <Badge color="orange" variant="light">
            候补 {waitingCount}
          </Badge>
        )}
      </Group>
    ),
  },
];

const SessionRecord = ({ sessionId, onClose }: { sessionId: string; onClose(): void }) => {
  const answer = useAnswer("booking.sessionBookings", { sessionId });
  const { today, now } = useMoment();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"move" | "cancel" | null>(null);
  const close = () => setDialog(null);
  return (
    <Answered answer={answer}>
      {({ session, bookings }) => (
        <RecordFrame
          version={session.version}
          onClose={onClose}
          title={
            <>
              <Text size="sm" c="dimmed">
                {spanText(session, today)} {[session.roomName, ...session.providerNames].join(" ")}
              </Text>
              <Title order={2} size="h4">
                {sessionTitle(session)}　{session.takenCount} / {session.placeCount}
              </Title>
            </>
          }
          actions={
            session.state === "open" && (
              <>
                {session.category === "activity" && (
                  <Button
                    variant="default"
                    onClick={() =>
                      void navigate({
                        to: "/booking/phone-list" as never,
                        search: { list: "trip", session: sessionId } as never,
                      })
                    }
                  >
                    出行名单
                  </Button>
                )}
                {session.startAt > now && (
                  <>
                    <Button variant="default" onClick={() => setDialog("move")}>
                      改场次
                    </Button>
                    <Button variant="default" onClick={() => setDialog("cancel")}>
                      取消这一场
                    </Button>
                  </>
                )}
              </>
            )
          }
        >
          <SessionBookings bookings={bookings} session={session} />
          {dialog === "move" && <MoveSessionDialog session={session} onClose={close} />}
          {dialog === "cancel" && (
            <CancelSessionDialog session={session} heads={session.takenCount + session.waitingCount} onClose={close} />
          )}
        </RecordFrame>
      )}
    </Answered>
  );
};

/** What waits for somebody's yes, on whatever day it is. */
const AskedNotice = ({ onOpen }: { onOpen(day: string, sessionId: string): void }) => {
  const { today } = useMoment();
  const asked = useAnswer("booking.listAsked", {}).data?.bookings ?? [];
  if (asked.length === 0) return null;
  return (
    <Alert color="yellow" title={`等同意的 ${asked.length} 个`} py="xs">
      {asked.map((booking) => (
        <button
          key={booking.id}
          type="button"
          className="link-button"
          style={{ marginRight: "1rem" }}
          onClick={() => onOpen(dayOf(booking.startAt), booking.sessionId)}
        >
          {spanText(booking, today)} {booking.name} {booking.serviceName}
        </button>
      ))}
    </Alert>
  );
};

/** Rooms that somebody took and nobody comes to; they are given to others only by a person. */
const UnclaimedNotice = () => {
  const release = useCommand("booking.releaseRoom");
  const { now } = useMoment();
  const { data, refetch } = useAnswer("booking.unclaimedRooms", {});
  // Nobody does anything when the minutes run out: it is looked at again with each minute.
  useEffect(() => {
    void refetch();
  }, [now, refetch]);
  return (data?.rooms ?? []).map(({ sessionId, version, roomName, startAt, endAt, names, waitedMinutes }) => (
    <Alert key={sessionId} color="orange" py="xs">
      <Group gap="sm">
        {roomName} {timeOf(startAt)}–{timeOf(endAt)} {names.join("、")}约了，过了 {waitedMinutes} 分钟还没有人到。
        <Button
          size="compact-sm"
          variant="default"
          loading={release.isRunning}
          onClick={async () => {
            const reply = await release.run({ sessionId, version });
            if (reply.ok) tellDone(`${roomName}已经让出，现在就能约`);
          }}
        >
          让出
        </Button>
      </Group>
    </Alert>
  ));
};

/** 今日预约: the sessions of a day, and who is in them. */
export const DayPage = () => {
  const [{ day: asked, open }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const day = asked ?? today;
  const answer = useAnswer("booking.findPlaces", { fromDay: day, toDay: day }, { keepsPrevious: true });
  const navigate = useNavigate();
  const [isAdding, setAdding] = useState(false);
  const go = (to: string, search: object) => void navigate({ to: to as never, search: search as never });
  return (
    <Page
      title={`预约 · ${longDay(day)} ${weekdayWord(day)}`}
      action={
        <>
          {day >= today && (
            <Button variant="default" onClick={() => setAdding(true)}>
              加一场
            </Button>
          )}
          <Button onClick={() => go("/booking/book", {})}>约服务</Button>
        </>
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
          <Button variant="default" onClick={() => go("/booking/day-sheet", { day })}>
            打印服务表
          </Button>
          <Button variant="default" onClick={() => go("/booking/phone-list", { list: "day", day })}>
            打印电话单
          </Button>
        </Group>
      }
    >
      <UnclaimedNotice />
      <AskedNotice onOpen={(on, sessionId) => setAddress({ day: on, open: sessionId })} />
      <ListAndRecord
        list={
          <RecordList
            label="场次"
            columns={columns}
            rows={answer.data?.sessions}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            empty={<EmptyState title="这一天没有场次" hint="按 F3 约服务；场次由排期排出来，或约的时候自定时间。" />}
          />
        }
        record={
          open === null ? null : (
            <SessionRecord key={open} sessionId={open} onClose={() => setAddress({ open: null })} />
          )
        }
      />
      {isAdding && <AddSessionDialog service={null} day={day} onClose={() => setAdding(false)} />}
    </Page>
  );
};
