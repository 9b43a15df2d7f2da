import { Badge, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";
import { z } from "zod";
import { addDays, Day, dayOf, longDay, shortDay, timeOf, weekdayOf, weekdayWord } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { SmallModal } from "#ui/layers.tsx";
import { EmptyState } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import type { Blackout } from "../blackout-contract.ts";
import type { SessionWithPlaces } from "../booking-contract.ts";
import { sessionTitle } from "../session-title.ts";
import { useAnswer } from "./door.ts";
import { AddSessionDialog } from "./session-dialog.tsx";

const kinds = ["room", "provider"] as const;
type Kind = (typeof kinds)[number];
const kindWords: Readonly<Record<Kind, string>> = { room: "按房间", provider: "按人" };

const Address = z.object({
  /** Any day of the week that is shown. */
  day: Day.nullable().catch(null).default(null),
  by: z.enum(kinds).catch("room").default("room"),
});

const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7));

type Line = { id: string; name: string; detail: string };
type Cell = { line: Line; day: Day };

const holdsLine = (kind: Kind, id: string) => (session: SessionWithPlaces) =>
  kind === "room" ? session.roomId === id : session.providerIds.includes(id);

/** Blackouts of a line, or of the whole centre, that lie on a day. */
const closedOn = (blackouts: readonly Blackout[], id: string, day: Day): Blackout[] =>
  blackouts.filter(
    ({ scope, resourceId, startAt, endAt, withdrawnAt }) =>
      withdrawnAt === null &&
      (scope === "centre" || resourceId === id) &&
      dayOf(startAt) <= day &&
      (dayOf(endAt) > day || (dayOf(endAt) === day && timeOf(endAt) !== "00:00")),
  );

const spanWords = ({ startAt, endAt }: { startAt: string; endAt: string }): string =>
  `${timeOf(startAt)}–${timeOf(endAt)}`;

/** 8:00–12:00, or 全天 where it covers the whole of it. */
const closedSpan = ({ startAt, endAt }: Blackout, day: Day): string => {
  const from = dayOf(startAt) < day ? "00:00" : timeOf(startAt);
  const to = dayOf(endAt) > day ? "24:00" : timeOf(endAt);
  return from === "00:00" && to === "24:00" ? "全天" : `${from}–${to}`;
};

const fillWords = ({ takenCount, placeCount, kind }: SessionWithPlaces): string =>
  kind === "own" ? "" : `${takenCount}/${placeCount}`;

const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-cell]");
  const table = cell?.closest("table");
  if (!cell || !table) return;
  const cells = [...table.querySelectorAll<HTMLElement>("[data-cell]")];
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 }[event.key];
  const next = by === undefined ? undefined : cells[cells.indexOf(cell) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

/** What a room or a person has on a day, and what can be done there. */
const CellDialog = (props: {
  cell: Cell;
  kind: Kind;
  sessions: readonly SessionWithPlaces[];
  closed: readonly Blackout[];
  onAdd(): void;
  onClose(): void;
}) => {
  const { cell, sessions, closed, kind } = props;
  const navigate = useNavigate();
  const { today } = useMoment();
  return (
    <SmallModal
      isOpen
      onClose={props.onClose}
      title={`${cell.line.name} · ${longDay(cell.day)} ${weekdayWord(cell.day)}`}
    >
      <Stack gap="sm">
        {closed.map((blackout) => (
          <Text key={blackout.id} c="orange.9">
            {closedSpan(blackout, cell.day)} 停用：{blackout.reason}
          </Text>
        ))}
        {sessions.length === 0 && <Text c="dimmed">这一天没有安排。</Text>}
        {sessions.map((session) => (
          <Group key={session.id} justify="space-between" wrap="nowrap">
            <div>
              {spanWords(session)} {sessionTitle(session)} {fillWords(session)}
              <Text size="sm" c="dimmed">
                {[kind === "room" ? "" : session.roomName, ...(kind === "room" ? session.providerNames : [])]
                  .filter((part) => part !== "")
                  .join("、")}
              </Text>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() =>
                void navigate({
                  to: "/booking/day" as never,
                  search: { day: cell.day, open: session.id } as never,
                })
              }
            >
              看名单
            </Button>
          </Group>
        ))}
        {cell.day >= today && (
          <Group justify="flex-end">
            <Button onClick={props.onAdd} data-autofocus>
              在这里加一场
            </Button>
          </Group>
        )}
      </Stack>
    </SmallModal>
  );
};

/** 房间一周: what every room, or everybody who serves, has on the days of a week. */
export const RoomWeekPage = () => {
  const [{ day, by }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const monday = mondayOf(day ?? today);
  const days = [0, 1, 2, 3, 4, 5, 6].map((count) => addDays(monday, count));
  const sunday = addDays(monday, 6);
  const [open, setOpen] = useState<Cell | null>(null);
  const [adding, setAdding] = useState<Cell | null>(null);
  const resources = useAnswer("booking.listResources", { withRetired: false });
  const places = useAnswer("booking.findPlaces", { fromDay: monday, toDay: sunday }, { keepsPrevious: true });
  const blackouts = useAnswer("booking.listBlackouts", { withPast: monday < today }).data?.blackouts ?? [];
  const sessions = places.data?.sessions ?? [];
  const inCell = ({ line, day: on }: Cell) =>
    sessions.filter((session) => dayOf(session.startAt) === on && holdsLine(by, line.id)(session));
  const move = (to: Day | null) => setAddress({ day: to });
  return (
    <Page
      title={`房间一周 · ${shortDay(monday, today)} 到 ${shortDay(sunday, today)}`}
      filters={
        <Group gap="md">
          <Group gap="xs">
            <Button variant="default" onClick={() => move(addDays(monday, -7))}>
              上一周
            </Button>
            <Button variant="default" onClick={() => move(null)} disabled={monday === mondayOf(today)}>
              本周
            </Button>
            <Button variant="default" onClick={() => move(addDays(monday, 7))}>
              下一周
            </Button>
          </Group>
          <SegmentedControl
            aria-label="按什么看"
            value={by}
            onChange={(value) => setAddress({ by: value as Kind }, { replaces: true })}
            data={kinds.map((value) => ({ value, label: kindWords[value] }))}
          />
          <Text size="sm" c="dimmed">
            方向键换格，Enter 看这一格
          </Text>
        </Group>
      }
    >
      <Answered answer={resources}>
        {({ rooms, providers }) => {
          const lines: Line[] =
            by === "room"
              ? rooms.map(({ id, name, seatCount }) => ({ id, name, detail: `${seatCount} 座` }))
              : providers.map(({ id, name, trade }) => ({ id, name, detail: trade }));
          if (lines.length === 0)
            return <EmptyState title="还没有登记" hint="先在“房间设备人”里登记，这里就按周列出来。" />;
          return (
            <table className="room-week" aria-label={kindWords[by]} onKeyDown={moveFocus}>
              <thead>
                <tr>
                  <th scope="col">{by === "room" ? "房间" : "谁"}</th>
                  {days.map((on) => (
                    <th key={on} scope="col" data-today={on === today || undefined}>
                      {weekdayWord(on)} {Number(on.slice(5, 7))}-{Number(on.slice(8))}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map((line, row) => (
                  <tr key={line.id}>
                    <th scope="row">
                      {line.name}
                      <Text size="sm" c="dimmed">
                        {line.detail}
                      </Text>
                      {by === "room" && (
                        <Link
                          to={"/booking/door-sheet" as never}
                          search={{ room: line.id, from: monday } as never}
                          aria-label={`打印${line.name}门口的安排表`}
                        >
                          门口表
                        </Link>
                      )}
                    </th>
                    {days.map((on, column) => (
                      <td key={on} data-past={on < today || undefined}>
                        <button
                          type="button"
                          data-cell
                          tabIndex={row === 0 && column === 0 ? 0 : -1}
                          aria-label={`${line.name} ${weekdayWord(on)}`}
                          onClick={() => setOpen({ line, day: on })}
                        >
                          {closedOn(blackouts, line.id, on).map((blackout) => (
                            <span key={blackout.id} className="week-chip is-closed">
                              {closedSpan(blackout, on)} 停用
                            </span>
                          ))}
                          {inCell({ line, day: on }).map((session) => (
                            <span key={session.id} className="week-chip" data-own={session.kind === "own" || undefined}>
                              <b>{spanWords(session)}</b> {session.courseTitle || session.serviceName}{" "}
                              {fillWords(session)}
                            </span>
                          ))}
                        </button>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Answered>
      {places.data?.isCut && <Badge color="yellow">这一周的场次太多，没有列全</Badge>}
      {open && (
        <CellDialog
          cell={open}
          kind={by}
          sessions={inCell(open)}
          closed={closedOn(blackouts, open.line.id, open.day)}
          onClose={() => setOpen(null)}
          onAdd={() => {
            setAdding(open);
            setOpen(null);
          }}
        />
      )}
      {adding && (
        <AddSessionDialog
          service={null}
          day={adding.day}
          roomId={by === "room" ? adding.line.id : null}
          providerId={by === "provider" ? adding.line.id : null}
          onClose={() => setAdding(null)}
        />
      )}
    </Page>
  );
};
