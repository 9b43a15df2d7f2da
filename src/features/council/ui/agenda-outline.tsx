import { ActionIcon, Button, Group, Menu, Text } from "@mantine/core";
import { IconDots, IconGripVertical } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { timeOf } from "#base/dates.ts";
import { tellDone } from "#ui/asking.tsx";
import { dropped, headingOf, lengthOf, type Move, moved } from "../meeting-agenda.ts";
import type { AgendaOrder } from "../meeting-agenda-contract.ts";
import type { AgendaItem, Meeting } from "../meeting-contract.ts";
import { isMeetingOver } from "../meeting-rules.ts";
import { visibilityWords } from "../topic-words.ts";
import { ChangeItemDialog } from "./agenda-item-form.tsx";
import { useCommand } from "./door.ts";

const keys: Readonly<Record<string, Move>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowRight: "indent",
  ArrowLeft: "outdent",
};

const moveWords: Record<Move, string> = {
  up: "上移（Alt+↑）",
  down: "下移（Alt+↓）",
  indent: "放到上一项下面（Alt+→）",
  outdent: "单独成一项（Alt+←）",
};

/** 合计 95 分钟，比计划的 90 分钟多 5 分钟 */
const LengthLine = ({ meeting }: { meeting: Meeting }) => {
  const { minutes, overrunMinutes, untimedCount } = lengthOf(meeting.items, meeting.plannedMinutes);
  if (minutes === 0) return null;
  const parts = [
    `合计 ${minutes} 分钟`,
    ...(meeting.plannedMinutes === null ? [] : [`计划 ${meeting.plannedMinutes} 分钟`]),
    ...(overrunMinutes > 0 ? [`超出 ${overrunMinutes} 分钟`] : []),
    ...(untimedCount > 0 ? [`${untimedCount} 项没有填时长`] : []),
  ];
  return (
    <Text size="sm" role="status" c={overrunMinutes > 0 ? "red.8" : "dimmed"} fw={overrunMinutes > 0 ? 700 : 400}>
      {parts.join("，")}
    </Text>
  );
};

const Row = (props: {
  item: AgendaItem;
  /** With what stands under it. */
  minutes: number;
  canArrange: boolean;
  canRemove: boolean;
  isDropTarget: boolean;
  onMove(move: Move): void;
  onDrag(id: string | null): void;
  onOver(id: string | null): void;
  onDropHere(): void;
  onChange(): void;
  onRemove(): void;
}) => {
  const { item, canArrange } = props;
  const isMovable = canArrange && item.kind !== "review";
  const onKeyDown = (event: KeyboardEvent) => {
    const move = keys[event.key];
    if (!event.altKey || !move || !isMovable) return;
    event.preventDefault();
    props.onMove(move);
  };
  return (
    <li
      className={`outline-row${item.parentId === null ? "" : " is-under"}${props.isDropTarget ? " is-over" : ""}`}
      data-item={item.id}
      draggable={isMovable}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        props.onDrag(item.id);
      }}
      onDragEnd={() => props.onDrag(null)}
      onDragOver={(event) => {
        event.preventDefault();
        props.onOver(item.id);
      }}
      onDrop={(event) => {
        event.preventDefault();
        props.onDropHere();
      }}
    >
      <span className="outline-time">{timeOf(item.startsAt)}</span>
      {canArrange && <IconGripVertical size={14} aria-hidden style={{ opacity: isMovable ? 0.5 : 0 }} />}
      <span className="outline-title">
        {canArrange ? (
          <button type="button" className="outline-button" onClick={props.onChange}>
            {headingOf(item)}
          </button>
        ) : (
          headingOf(item)
        )}{" "}
        <Text span size="sm" c="dimmed">
          {[
            item.visibility === "public" ? "" : visibilityWords[item.visibility],
            item.responsibleName,
            props.minutes === 0 ? "" : `${props.minutes} 分钟`,
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </Text>
      </span>
      {canArrange && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`${item.title} 的更多操作`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={props.onChange}>修改时长、汇报人…（Enter）</Menu.Item>
            {isMovable &&
              (Object.keys(moveWords) as Move[]).map((move) => (
                <Menu.Item key={move} onClick={() => props.onMove(move)}>
                  {moveWords[move]}
                </Menu.Item>
              ))}
            {isMovable && props.canRemove && (
              <Menu.Item color="red" onClick={props.onRemove}>
                移出议程
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
};

const orderOf = (items: readonly AgendaItem[]): AgendaOrder => items.map(({ id, parentId }) => ({ id, parentId }));

/** The agenda at a glance, with its clock; items are dragged, or moved with Alt and the arrows. */
export const AgendaOutline = (props: { meeting: Meeting; mayArrange: boolean; onAdd(): void }) => {
  const { meeting } = props;
  const canArrange = props.mayArrange && !isMeetingOver(meeting.state);
  const order = useCommand("council.orderAgenda");
  const remove = useCommand("council.removeAgendaItem");
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [changed, setChanged] = useState<AgendaItem | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const was = orderOf(meeting.items);
  const save = async (next: AgendaOrder | null, id: string) => {
    if (!next) return;
    const reply = await order.run({ id: meeting.id, order: next, was });
    if (!reply.ok) return;
    list.current?.querySelector<HTMLElement>(`[data-item="${id}"] button`)?.focus();
    tellDone("已调整议程顺序", {
      of: `agenda ${meeting.id}`,
      run: () => void order.run({ id: meeting.id, order: was, was: next }),
    });
  };
  return (
    <section className="panel" aria-label="议程顺序">
      <Group justify="space-between" mb={4}>
        <Text fw={700}>议程</Text>
        <Group gap="sm">
          <LengthLine meeting={meeting} />
          {canArrange && (
            <Button size="compact-sm" variant="default" onClick={props.onAdd}>
              增加议程
            </Button>
          )}
        </Group>
      </Group>
      <ol className="outline" ref={list}>
        {meeting.items.map((item) => (
          <Row
            key={item.id}
            item={item}
            minutes={
              lengthOf(
                meeting.items.filter(({ id, parentId }) => item.id === id || item.id === parentId),
                null,
              ).minutes
            }
            canArrange={canArrange}
            canRemove={meeting.state === "preparing" || meeting.state === "notified"}
            isDropTarget={dragged !== null && over === item.id && dragged !== item.id}
            onMove={(move) => void save(moved(was, item.id, move), item.id)}
            onDrag={(id) => {
              setDragged(id);
              if (id === null) setOver(null);
            }}
            onOver={setOver}
            onDropHere={() => {
              if (dragged !== null) void save(dropped(was, dragged, item.id), dragged);
              setDragged(null);
              setOver(null);
            }}
            onChange={() => setChanged(item)}
            onRemove={async () => {
              if ((await remove.run({ id: meeting.id, itemId: item.id })).ok) tellDone("已移出议程");
            }}
          />
        ))}
      </ol>
      {changed && <ChangeItemDialog isOpen onClose={() => setChanged(null)} meeting={meeting} item={changed} />}
    </section>
  );
};
