import { Badge, Button, Group, Select, Table, Text, TextInput } from "@mantine/core";
import { type KeyboardEvent, useRef } from "react";
import { longDay, shortTime, timeOf, weekdayWord } from "#base/dates.ts";
import { DayField } from "#ui/day-field.tsx";
import { useMoment } from "#ui/moment.tsx";
import type { Turn } from "../plan-contract.ts";
import { turnStateWords } from "../plan-words.ts";
import { useAnswer } from "./door.ts";
import { type Chosen, sentChoice } from "./plan-form.ts";

const stateColors: Readonly<Record<Turn["state"], string>> = {
  new: "teal",
  made: "gray",
  skipped: "gray",
  holiday: "blue",
  closed: "orange",
  conflict: "red",
};

type Way = { key: string; label: string; chosen: Chosen | null };

/** What may be chosen for a turn, and by which key; null is what happens without a choice. */
export const waysOf = ({ state, conflicts }: Turn): Way[] => {
  const time: Way = { key: "3", label: "换时间", chosen: { way: "time", day: null, start: "" } };
  const skip: Way = { key: "0", label: "不排", chosen: { way: "skip" } };
  if (state === "new") return [{ key: "1", label: "排", chosen: null }, skip, time];
  if (state === "holiday")
    return [{ key: "0", label: "放假停", chosen: null }, { key: "1", label: "照排", chosen: { way: "hold" } }, time];
  if (state === "closed") return [skip, time];
  if (state !== "conflict") return [];
  const isRoomTaken = conflicts.some(({ resourceKind }) => resourceKind === "room");
  const room: Way = { key: "2", label: "换房间", chosen: { way: "room", roomId: null } };
  return [skip, ...(isRoomTaken ? [room] : []), time];
};

/** Whether nothing more has to be said of it before it can be made. */
export const isDecided = (turn: Turn, chosen: Chosen | undefined): boolean =>
  chosen === undefined
    ? turn.state !== "conflict" && turn.state !== "closed"
    : sentChoice(turn, chosen) !== null && turn.choiceWords === "";

const toRow = (from: HTMLElement, by: -1 | 1) => {
  const rows = [...(from.closest("tbody")?.querySelectorAll<HTMLElement>("tr[data-turn]") ?? [])];
  rows[rows.indexOf(from) + by]?.focus();
};

const RoomChoice = (props: { turn: Turn; chosen: Extract<Chosen, { way: "room" }>; choose(chosen: Chosen): void }) => {
  const { startAt, endAt } = props.turn;
  const field = useRef<HTMLInputElement>(null);
  const rooms = useAnswer("booking.whatIsFree", { startAt, endAt }).data?.rooms ?? [];
  return (
    <Select
      ref={field}
      aria-label="换到哪间"
      placeholder="换到哪间"
      mt={4}
      searchable
      autoFocus
      nothingFoundMessage="没有这样的功能室"
      value={props.chosen.roomId}
      onChange={(roomId) => {
        props.choose({ way: "room", roomId });
        field.current?.closest("tr")?.focus();
      }}
      defaultDropdownOpened
      data={rooms.map(({ id, name, seatCount, takenWords }) => ({
        value: id,
        label: takenWords === "" ? `${name}（${seatCount} 座，有空）` : `${name}（${takenWords}）`,
        disabled: takenWords !== "",
      }))}
    />
  );
};

const TimeChoice = (props: { turn: Turn; chosen: Extract<Chosen, { way: "time" }>; choose(chosen: Chosen): void }) => {
  const { chosen, choose, turn } = props;
  const { today } = useMoment();
  const sent = sentChoice(turn, chosen);
  return (
    <Group gap="xs" mt={4} align="flex-end" wrap="nowrap">
      <DayField
        isAhead
        autoFocus
        label="换到哪一天"
        value={chosen.day}
        onChange={(day) => choose({ ...chosen, day })}
      />
      <TextInput
        label="几点开始"
        placeholder={`如 ${timeOf(turn.startAt)}`}
        value={chosen.start}
        onChange={(event) => choose({ ...chosen, start: event.currentTarget.value })}
      />
      {sent?.way === "time" && turn.choiceWords === "" && (
        <Text size="sm" c="teal.9" style={{ whiteSpace: "nowrap" }}>
          有空
        </Text>
      )}
      {sent === null && (
        <Text size="sm" c="dimmed">
          原来是 {shortTime(turn.startAt, today)}
        </Text>
      )}
    </Group>
  );
};

const isSameWay = (one: Chosen | null | undefined, other: Chosen | null | undefined): boolean =>
  (one?.way ?? null) === (other?.way ?? null);

/** One turn of a plan: its state, what is in its way, and what is to be done about it. */
export const TurnRow = (props: {
  turn: Turn;
  chosen: Chosen | undefined;
  /** Undefined takes the choice back. */
  choose(chosen: Chosen | undefined): void;
}) => {
  const { turn, chosen, choose } = props;
  const ways = waysOf(turn);
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      toRow(event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    const way = ways.find(({ key }) => key === event.key);
    if (!way) return;
    event.preventDefault();
    if (!isSameWay(way.chosen, chosen)) choose(way.chosen ?? undefined);
  };
  // Enter goes through the fields of a choice and back to the row, from where the keys work again.
  const onFieldKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.ctrlKey || event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    const fields = [...event.currentTarget.querySelectorAll<HTMLElement>("input")];
    const next = event.key === "Enter" ? fields[fields.indexOf(event.target as HTMLElement) + 1] : undefined;
    (next ?? event.currentTarget.closest("tr"))?.focus();
  };
  return (
    <Table.Tr
      tabIndex={0}
      data-turn={`${turn.plannedDate} ${turn.turn}`}
      data-undecided={isDecided(turn, chosen) ? undefined : true}
      className="booking-row"
      onKeyDown={onKeyDown}
    >
      <Table.Td>
        {longDay(turn.plannedDate)} {weekdayWord(turn.plannedDate)}
        <Text size="sm" c="dimmed">
          {timeOf(turn.startAt)}–{timeOf(turn.endAt)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={stateColors[turn.state]}>
          {turn.state === "holiday" ? turn.words : turnStateWords[turn.state]}
        </Badge>
      </Table.Td>
      <Table.Td onKeyDown={onFieldKeyDown}>
        {turn.state !== "holiday" && turn.words !== "" && <Text size="sm">{turn.words}</Text>}
        {chosen?.way === "room" && <RoomChoice turn={turn} chosen={chosen} choose={choose} />}
        {chosen?.way === "time" && <TimeChoice turn={turn} chosen={chosen} choose={choose} />}
        {turn.choiceWords !== "" && (
          <Text size="sm" c="red.9" role="alert">
            还占不到：{turn.choiceWords}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          {ways.map((way) => (
            <Button
              key={way.key}
              size="compact-sm"
              tabIndex={-1}
              aria-pressed={isSameWay(way.chosen, chosen)}
              variant={isSameWay(way.chosen, chosen) ? "filled" : "default"}
              color="dark"
              rightSection={<kbd>{way.key}</kbd>}
              onClick={() => {
                if (!isSameWay(way.chosen, chosen)) choose(way.chosen ?? undefined);
              }}
            >
              {way.label}
            </Button>
          ))}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
};
