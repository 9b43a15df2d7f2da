import { Badge, Button, Group, Switch, Text, Title } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { longDay, shortDay, weekdayWord } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { tellDone } from "#ui/asking.tsx";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { RecordTimeline } from "#ui/timeline.tsx";
import { TypedFilter } from "#ui/typed-filter.tsx";
import type { Diner, DinerDay, MealPause, StandingOrder } from "../diner-contract.ts";
import { dinerEventWords } from "../diner-words.ts";
import { orderText } from "../order-text.ts";
import {
  AddDinerDialog,
  ChangeDinerDialog,
  EndDinerDialog,
  EndOrderDialog,
  EndPauseDialog,
  OrderDialog,
  PauseDialog,
} from "./diner-dialogs.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { ChangeLineDialog } from "./line-dialog.tsx";

const Address = z.object({
  words: z.string().catch("").default(""),
  ended: z.boolean().catch(false).default(false),
  open: z.string().nullable().catch(null).default(null),
});

const isPausedOn = (pauses: readonly MealPause[], day: string): boolean =>
  pauses.some(({ fromDay, toDay }) => fromDay <= day && (toDay === null || day <= toDay));

const columnsOn = (today: string): Column<Diner>[] => [
  {
    key: "who",
    title: "订餐人",
    width: "18rem",
    render: ({ name, detail }) => (
      <>
        {name}
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      </>
    ),
  },
  { key: "class", title: "类别", width: "10rem", isWide: true, render: (row) => `${row.classCode} ${row.className}` },
  {
    key: "orders",
    title: "长期订餐",
    isWide: true,
    render: ({ orders }) => orders.map((order) => <div key={order.id}>{orderText(order)}</div>),
  },
  { key: "diet", title: "忌口", width: "8rem", isWide: true, render: ({ diet }) => diet || "—" },
  {
    key: "state",
    title: "",
    width: "6rem",
    render: ({ isEnded, pauses }) =>
      isEnded ? (
        <Badge color="gray" variant="light">
          已停订
        </Badge>
      ) : isPausedOn(pauses, today) ? (
        <Badge color="orange" variant="light">
          暂停中
        </Badge>
      ) : null,
  },
];

const dayWords = ({ count, isDelivered, isPaused, notServed }: DinerDay): string => {
  if (notServed !== "") return "不开";
  if (count === 0) return isPaused ? "暂停" : "—";
  return `${count} 份${isDelivered ? "送" : ""}`;
};

/** The two weeks ahead: a day is opened to be changed. */
const DaysAhead = ({ days, onOpen }: { days: readonly DinerDay[]; onOpen(day: DinerDay): void }) => {
  const { today } = useMoment();
  const meals = [...new Map(days.map(({ mealId, mealName }) => [mealId, mealName]))];
  return meals.map(([mealId, mealName]) => (
    <div key={mealId}>
      <Text size="sm" c="dimmed">
        {mealName}
      </Text>
      <div className="meal-days">
        {days
          .filter((day) => day.mealId === mealId)
          .map((day) => (
            <button
              key={day.day}
              type="button"
              disabled={day.notServed !== ""}
              title={day.notServed || (day.isSettled ? "已截止，加退要写原因" : "还能改")}
              className={day.isSettled ? "meal-day is-settled" : "meal-day"}
              onClick={() => onOpen(day)}
            >
              <span>{day.day === today ? `今天 ${weekdayWord(today)}` : shortDay(day.day, today)}</span>
              <b>{dayWords(day)}</b>
            </button>
          ))}
      </div>
    </div>
  ));
};

type Dialog =
  | { kind: "change" | "order" | "pause" | "end" }
  | { kind: "endOrder"; order: StandingOrder }
  | { kind: "endPause"; pause: MealPause }
  | { kind: "day"; day: DinerDay };

const DinerRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("meals.diner", { id });
  const { today } = useMoment();
  const takeBack = useCommand("meals.takeDinerBack");
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  return (
    <Answered answer={answer}>
      {(diner) => {
        const settledDays = (mealId: string) =>
          diner.days.filter((day) => day.mealId === mealId && day.isSettled).map(({ day }) => day);
        return (
          <RecordFrame
            version={diner.version}
            onClose={onClose}
            title={
              <>
                <Text size="sm" c="dimmed">
                  {diner.detail}
                </Text>
                <Title order={2} size="h4">
                  {diner.name}
                </Title>
              </>
            }
            actions={
              diner.isEnded ? (
                <Button
                  onClick={async () => {
                    const reply = await takeBack.run({ id, version: diner.version });
                    if (reply.ok) tellDone("已恢复，请登记订哪一餐");
                  }}
                >
                  恢复
                </Button>
              ) : (
                <>
                  <Button onClick={() => setDialog({ kind: "order" })}>订餐</Button>
                  <Button variant="default" onClick={() => setDialog({ kind: "pause" })}>
                    暂停
                  </Button>
                  <Button variant="default" onClick={() => setDialog({ kind: "change" })}>
                    修改
                  </Button>
                  <Button variant="default" onClick={() => setDialog({ kind: "end" })}>
                    停订
                  </Button>
                </>
              )
            }
            timeline={
              <RecordTimeline
                entries={diner.events.map(({ id: eventId, at, kind, reason, byName }) => ({
                  id: eventId,
                  at,
                  title: dinerEventWords[kind] ?? kind,
                  who: byName,
                  why: reason,
                }))}
              />
            }
          >
            <div className="fields">
              <Field label="补助类别">
                {diner.classCode} {diner.className}
              </Field>
              <Field label="凭什么">{diner.basis}</Field>
              <Field label="忌口">{diner.diet}</Field>
              <Field label="电话">{diner.maskedPhone || "没有留电话"}</Field>
              {diner.doorNote !== "" && <Field label="送到门口怎么办">{diner.doorNote}</Field>}
            </div>
            <Field label="长期订餐">
              {diner.orders.length === 0
                ? "还没有订。"
                : diner.orders.map((order) => (
                    <Group key={order.id} gap="sm" mb={4}>
                      <span>
                        {orderText(order)}
                        {order.fromDay > today && `，从 ${longDay(order.fromDay)} 起`}
                        {order.toDay !== null && `，到 ${longDay(order.toDay)}`}
                      </span>
                      {!diner.isEnded && order.toDay === null && (
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => setDialog({ kind: "endOrder", order })}
                        >
                          结束
                        </Button>
                      )}
                    </Group>
                  ))}
            </Field>
            {diner.pauses.length > 0 && (
              <Field label="暂停">
                {diner.pauses.map((pause) => (
                  <Group key={pause.id} gap="sm" mb={4}>
                    <span>
                      {longDay(pause.fromDay)} 起
                      {pause.toDay === null ? "，还不知道到哪天" : `，到 ${longDay(pause.toDay)}`}：{pause.reason}
                    </span>
                    {!diner.isEnded && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => setDialog({ kind: "endPause", pause })}
                      >
                        恢复用餐
                      </Button>
                    )}
                  </Group>
                ))}
              </Field>
            )}
            {!diner.isEnded && (
              <Field label="这两周（点一天单独加退）">
                <DaysAhead days={diner.days} onOpen={(day) => setDialog({ kind: "day", day })} />
              </Field>
            )}
            {dialog?.kind === "change" && <ChangeDinerDialog diner={diner} onClose={close} />}
            {dialog?.kind === "order" && <OrderDialog diner={diner} onClose={close} />}
            {dialog?.kind === "pause" && <PauseDialog diner={diner} onClose={close} />}
            {dialog?.kind === "end" && <EndDinerDialog diner={diner} onClose={close} />}
            {dialog?.kind === "endOrder" && (
              <EndOrderDialog
                name={diner.name}
                order={dialog.order}
                lastDay={settledDays(dialog.order.mealId).at(-1) ?? today}
                onClose={close}
              />
            )}
            {dialog?.kind === "endPause" && (
              <EndPauseDialog name={diner.name} pause={dialog.pause} lastDay={today} onClose={close} />
            )}
            {dialog?.kind === "day" && (
              <ChangeLineDialog
                of={{ ...dialog.day, dinerId: diner.id, name: diner.name }}
                isLate={dialog.day.isSettled}
                onClose={close}
              />
            )}
          </RecordFrame>
        );
      }}
    </Answered>
  );
};

/** 订餐人: who eats here, by what orders. */
export const DinersPage = () => {
  const [{ words, ended, open }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const answer = useAnswer("meals.listDiners", { words, withEnded: ended }, { keepsPrevious: true });
  const [isAdding, setAdding] = useState(false);
  const diners = answer.data?.diners;
  const total = answer.data?.totalCount ?? 0;
  return (
    <Page
      title="订餐人"
      action={<Button onClick={() => setAdding(true)}>登记订餐人</Button>}
      filters={
        <>
          <TypedFilter
            label="找订餐人"
            placeholder="姓名、电话"
            typed={words}
            onTyped={(typed) => setAddress({ words: typed }, { replaces: true })}
          />
          <Switch
            label="连同停订的"
            checked={ended}
            onChange={(event) => setAddress({ ended: event.currentTarget.checked }, { replaces: true })}
          />
        </>
      }
    >
      {diners && diners.length < total && (
        <Text size="sm" c="dimmed">
          一共 {total} 位，只列前 {diners.length} 位，请用姓名找。
        </Text>
      )}
      <ListAndRecord
        list={
          <RecordList
            label="订餐人"
            columns={columnsOn(today)}
            rows={diners}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            empty={
              <EmptyState
                title={words === "" ? "还没有订餐人" : "没有找到这位"}
                hint="点“登记订餐人”：选居民、选补助类别，再登记订哪一餐、周几、来吃还是送。"
              />
            }
          />
        }
        record={open === null ? null : <DinerRecord key={open} id={open} onClose={() => setAddress({ open: null })} />}
      />
      {isAdding && <AddDinerDialog onClose={() => setAdding(false)} onAdded={(id) => setAddress({ open: id })} />}
    </Page>
  );
};
