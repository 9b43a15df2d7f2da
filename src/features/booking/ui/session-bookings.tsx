import { Badge, Button, Group, Table, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";
import type { OutputOf } from "#base/contract.ts";
import { shortTime } from "#base/dates.ts";
import { useMay } from "#ui/caller.ts";
import { useMoment } from "#ui/moment.tsx";
import type { Booking, BookingState, bookingsContract } from "../booking-contract.ts";
import { bookingStateWords, callOutcomeWords } from "../booking-words.ts";
import type { ServiceCategory } from "../service-contract.ts";
import type { Session } from "../session-contract.ts";
import { CallDialog, CancelDialog, FetchDialog, TakePlaceDialog } from "./booking-steps.tsx";
import { useCommand } from "./door.ts";
import { LeaveCourseDialog, MoveBookingDialog } from "./move-dialog.tsx";
import { PhoneOf } from "./phone-of.tsx";

type Line = OutputOf<(typeof bookingsContract)["booking.sessionBookings"]>["bookings"][number];

const colors: Record<BookingState, string> = {
  booked: "gray",
  arrived: "blue",
  served: "green",
  noShow: "orange",
  cancelled: "gray",
  waiting: "yellow",
  gaveUp: "gray",
};

type Dialog = "cancel" | "call" | "take" | "move" | "leave" | "fetch";

type Act = { key: string; label: string; run(): void; isMain?: boolean };

/** What can be done with a booking now, each by a key while its row has the focus. */
const useActs = (booking: Booking, { kind, category }: Session, open: (dialog: Dialog) => void): Act[] => {
  const isOwn = kind === "own";
  const [checkIn, serve] = [useCommand("booking.checkIn"), useCommand("booking.markServed")];
  const [miss, undo] = [useCommand("booking.markNoShow"), useCommand("booking.undoAttendance")];
  const approve = useCommand("booking.approveBooking");
  const may = useMay();
  const at = { id: booking.id, version: booking.version };
  const act = (key: string, label: string, command: { run(input: typeof at): unknown }, isMain = false): Act => ({
    key,
    label,
    isMain,
    run: () => void command.run(at),
  });
  if (booking.state === "booked")
    return [
      ...(booking.approval === "asked"
        ? may("secretary")
          ? [act("1", "同意", approve, true)]
          : []
        : [act("1", "签到", checkIn, true)]),
      act("3", "未到", miss),
      ...(isOwn ? [] : [{ key: "6", label: "改期", run: () => open("move") }]),
      ...(booking.enrolmentId === null ? [] : [{ key: "8", label: "退课", run: () => open("leave") }]),
      { key: "9", label: "取消", run: () => open("cancel") },
    ];
  if (booking.state === "arrived")
    return [
      category === "childCare"
        ? { key: "2", label: "接走", isMain: true, run: () => open("fetch") }
        : act("2", "完成", serve, true),
      act("0", "撤销", undo),
    ];
  if (booking.state === "served" || booking.state === "noShow") return [act("0", "撤销", undo)];
  if (booking.state === "waiting")
    return [
      { key: "4", label: "打电话", run: () => open("call") },
      { key: "5", label: "转正", run: () => open("take"), isMain: true },
      { key: "9", label: "取消", run: () => open("cancel") },
    ];
  return [];
};

/** After which somebody may be sent on to a hospital or an office. */
const referring: readonly ServiceCategory[] = ["health", "care", "consult"];

const isOver = (state: BookingState): boolean => state === "cancelled" || state === "gaveUp";

const toRow = (from: HTMLElement, by: -1 | 1) => {
  const rows = [...(from.closest("[data-bookings]")?.querySelectorAll<HTMLElement>("tr[data-booking]") ?? [])];
  rows[rows.indexOf(from) + by]?.focus();
};

const BookingRow = ({ booking, session }: { booking: Line; session: Session }) => {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { today } = useMoment();
  const navigate = useNavigate();
  const slip: Act = {
    key: "7",
    label: "预约单",
    run: () => void navigate({ to: "/booking/slip" as never, search: { id: booking.id } as never }),
  };
  const referral: Act = {
    key: "4",
    label: "转介单",
    run: () => void navigate({ to: "/booking/referral" as never, search: { id: booking.id } as never }),
  };
  const canRefer =
    booking.party === "person" &&
    (booking.state === "arrived" || booking.state === "served") &&
    referring.includes(session.category);
  const acts = [
    ...useActs(booking, session, setDialog),
    ...(canRefer ? [referral] : []),
    ...(isOver(booking.state) ? [] : [slip]),
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation();
      toRow(event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    const act = acts.find(({ key }) => key === event.key);
    if (!act) return;
    event.preventDefault();
    act.run();
  };
  const close = () => setDialog(null);
  return (
    <Table.Tr tabIndex={0} data-booking={booking.id} onKeyDown={onKeyDown} className="booking-row">
      <Table.Td>
        {booking.waitingPlace !== null && `第 ${booking.waitingPlace} 位　`}
        {booking.name}
        {booking.headCount > 1 && ` ${booking.headCount} 人`}
        <Text size="sm" c="dimmed">
          {booking.detail}
        </Text>
        <PhoneOf booking={booking} />
        {booking.calls.map((call) => (
          <Text size="sm" key={call.at}>
            {shortTime(call.at, today)} {callOutcomeWords[call.outcome]}
            {call.words !== "" && `：${call.words}`}
          </Text>
        ))}
        {booking.tellWords !== "" && (
          <Text size="sm" c="red.9">
            要通知：{booking.tellWords}
          </Text>
        )}
        {booking.overruleReason !== "" && (
          <Text size="sm" c="dimmed">
            破例：{booking.overruleReason}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={colors[booking.state]}>
          {booking.approval === "asked" && booking.state === "booked" ? "等同意" : bookingStateWords[booking.state]}
        </Badge>
        {booking.isLate && booking.state !== "noShow" && (
          <Text size="sm" c="orange.9">
            迟到
          </Text>
        )}
        {booking.reason !== "" && (
          <Text size="sm" c="dimmed">
            {booking.reason}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          {acts.map(({ key, label, run, isMain }) => (
            <Button
              key={key}
              size="compact-sm"
              variant={isMain ? "filled" : "default"}
              rightSection={<kbd>{key}</kbd>}
              onClick={run}
            >
              {label}
            </Button>
          ))}
        </Group>
        {dialog === "fetch" && <FetchDialog booking={booking} onClose={close} />}
        {dialog === "cancel" && <CancelDialog booking={booking} onClose={close} />}
        {dialog === "call" && <CallDialog booking={booking} onClose={close} />}
        {dialog === "move" && <MoveBookingDialog booking={booking} serviceId={session.serviceId} onClose={close} />}
        {dialog === "leave" && booking.enrolmentId !== null && (
          <LeaveCourseDialog booking={booking} enrolmentId={booking.enrolmentId} onClose={close} />
        )}
        {dialog === "take" && <TakePlaceDialog booking={booking} onClose={close} />}
      </Table.Td>
    </Table.Tr>
  );
};

/** Who is in a session, then who waits in their order, then who is no longer. */
export const SessionBookings = ({ bookings, session }: { bookings: readonly Line[]; session: Session }) => {
  const groups = [
    { title: "约好的", rows: bookings.filter(({ state }) => !isOver(state) && state !== "waiting") },
    { title: "候补", rows: bookings.filter(({ state }) => state === "waiting") },
    { title: "取消、放弃的", rows: bookings.filter(({ state }) => isOver(state)) },
  ];
  if (bookings.length === 0) return <Text c="dimmed">还没有人约。</Text>;
  return (
    <div data-bookings>
      <Text size="sm" c="dimmed">
        点中一行，↑↓ 换人，按按钮上的数字办。
      </Text>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows }) => (
          <Table key={title} aria-label={title} mt="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  {title} {rows.length}
                </Table.Th>
                <Table.Th w="7rem">状态</Table.Th>
                <Table.Th w="21rem">办</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((booking) => (
                <BookingRow key={booking.id} booking={booking} session={session} />
              ))}
            </Table.Tbody>
          </Table>
        ))}
    </div>
  );
};
