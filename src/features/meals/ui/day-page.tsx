import { Alert, Badge, Button, Group, SegmentedControl, Text } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { addDays, isRealDay, longDay, shortTime, weekdayWord } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, ListAndRecord, Page } from "#ui/page.tsx";
import type { MealDay, MealLine } from "../day-contract.ts";
import { mealDayStateWords, mealSheetWords } from "../day-words.ts";
import { AddLineDialog, CloseDayDialog, ReopenDayDialog } from "./close-dialog.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { ChangeLineDialog } from "./line-dialog.tsx";

const Address = z.object({
  day: z.string().refine(isRealDay).nullable().catch(null).default(null),
  meal: z.string().nullable().catch(null).default(null),
});

/** With its number on the sheet that it stands on. */
type Row = MealLine & { id: string; number: number | null };

const takenWords = ({ count, takenCount }: MealLine): string => {
  if (takenCount === null) return "";
  if (takenCount === count) return "领了";
  return takenCount === 0 ? "没领" : `领了 ${takenCount} 份`;
};

const columns: Column<Row>[] = [
  { key: "number", title: "序号", width: "4rem", align: "right", render: ({ number }) => number ?? "—" },
  {
    key: "who",
    title: "谁",
    width: "16rem",
    render: ({ name, placeLabel }) => (
      <>
        {name}
        <Text size="sm" c="dimmed">
          {placeLabel || "没有登记住址"}
        </Text>
      </>
    ),
  },
  { key: "class", title: "类别", width: "5rem", render: ({ classCode }) => classCode },
  {
    key: "count",
    title: "份数",
    width: "8rem",
    render: ({ count, orderedCount }) => (
      <>
        {count} 份{count !== orderedCount && <Badge variant="light">原订 {orderedCount}</Badge>}
      </>
    ),
  },
  { key: "way", title: "怎么吃", width: "6rem", render: ({ isDelivered }) => (isDelivered ? "送到家" : "来吃") },
  {
    key: "diet",
    title: "忌口、原因",
    render: ({ diet, lateReason }) => (
      <>
        {diet}
        {lateReason !== "" && (
          <Text size="sm" c="dimmed">
            截止后改：{lateReason}
          </Text>
        )}
      </>
    ),
  },
  {
    key: "taken",
    title: "领餐",
    width: "8rem",
    render: (line) =>
      line.takenCount === null ? null : (
        <Badge variant="light" color={line.takenCount === line.count ? "green" : "orange"}>
          {takenWords(line)}
        </Badge>
      ),
  },
];

const countsWords = (lines: readonly MealLine[]): string => {
  const sum = (isMet: (line: MealLine) => boolean) =>
    lines.reduce((total, line) => total + (isMet(line) ? line.count : 0), 0);
  return `订 ${sum(() => true)} 份：来吃 ${sum(({ isDelivered }) => !isDelivered)}，送到家 ${sum(({ isDelivered }) => isDelivered)}`;
};

/** Who eats one meal of a day; with the focus on a row, 1 says taken, 0 not taken, and the next row follows. */
const MealTable = ({ meal, mayMark }: { meal: MealDay; mayMark: boolean }) => {
  const mark = useCommand("meals.markTaken");
  const [changed, setChanged] = useState<MealLine | null>(null);
  const eating = meal.lines.filter(({ count }) => count > 0);
  const rows = meal.lines.map((line) => {
    const at = eating.filter(({ isDelivered }) => isDelivered === line.isDelivered).indexOf(line);
    return { ...line, id: line.dinerId, number: at < 0 ? null : at + 1 };
  });
  const onRowKey = (line: Row, key: string) => {
    const said = { "1": line.count, "0": 0, Backspace: null }[key];
    if (!mayMark || said === undefined) return null;
    void mark.run({ mealId: meal.mealId, day: meal.day, marks: [{ dinerId: line.dinerId, takenCount: said }] });
    return said === null ? "stay" : "next";
  };
  return (
    <>
      <ListAndRecord
        record={null}
        list={
          <RecordList
            label="用餐的人"
            columns={columns}
            rows={rows}
            openId={null}
            onRowKey={onRowKey}
            onOpen={(id) => {
              if (meal.state !== "closed") setChanged(rows.find((row) => row.id === id) ?? null);
            }}
            empty={<EmptyState title="这一餐没有人订" hint="在“订餐人”里登记长期订餐，或点“加一位”只订这一天。" />}
          />
        }
      />
      {changed && (
        <ChangeLineDialog
          of={{ ...changed, mealId: meal.mealId, mealName: meal.mealName, day: meal.day }}
          isLate={meal.state === "settled"}
          onClose={() => setChanged(null)}
        />
      )}
    </>
  );
};

type Dialog = "add" | "close" | "reopen";

const MealOfDay = ({ meal }: { meal: MealDay }) => {
  const { today } = useMoment();
  const mark = useCommand("meals.markTaken");
  const may = useMay();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  if (meal.state === "notServed") return <EmptyState title={`这一天不开${meal.mealName}`} hint={meal.notServed} />;
  const unmarked = meal.lines.filter(({ count, takenCount }) => count > 0 && takenCount === null);
  const mayMark = meal.state === "settled" && meal.day <= today;
  const sheet = (path: string) =>
    void navigate({ to: `/meals/${path}` as never, search: { day: meal.day, meal: meal.mealId } as never });
  return (
    <>
      <Group gap="sm">
        <Badge variant="light" color={meal.state === "open" ? "blue" : meal.state === "closed" ? "green" : "orange"}>
          {mealDayStateWords[meal.state]}
        </Badge>
        <Text>
          {countsWords(meal.lines)}。{meal.state === "open" && `订餐到 ${shortTime(meal.cutOffAt, today)} 截止。`}
          {meal.state === "settled" && `${shortTime(meal.cutOffAt, today)} 截止。`}
        </Text>
      </Group>
      <Group gap="xs">
        {meal.state !== "closed" && (
          <Button variant="default" onClick={() => setDialog("add")}>
            加一位
          </Button>
        )}
        <Button variant="default" onClick={() => sheet("kitchen-sheet")}>
          {mealSheetWords.kitchen}
        </Button>
        <Button variant="default" onClick={() => sheet("signing-sheet")}>
          {mealSheetWords.signing}
        </Button>
        <Button variant="default" onClick={() => sheet("delivery-sheet")}>
          {mealSheetWords.delivery}
        </Button>
        {mayMark && unmarked.length > 0 && (
          <Button
            variant="default"
            loading={mark.isRunning}
            onClick={() =>
              void mark.run({
                mealId: meal.mealId,
                day: meal.day,
                marks: unmarked.map(({ dinerId, count }) => ({ dinerId, takenCount: count })),
              })
            }
          >
            其余 {unmarked.length} 位都领了
          </Button>
        )}
        {mayMark && meal.version > 0 && <Button onClick={() => setDialog("close")}>日结</Button>}
        {meal.state === "closed" && may("director") && (
          <Button variant="default" onClick={() => setDialog("reopen")}>
            重开
          </Button>
        )}
      </Group>
      {mayMark && meal.lines.length > 0 && (
        <Text size="sm" c="dimmed">
          选中一行：按 1 领了，按 0 没领，按退格取消；Enter 加退。
        </Text>
      )}
      {meal.state === "closed" && <ClosedWords meal={meal} />}
      <MealTable meal={meal} mayMark={mayMark} />
      {dialog === "add" && <AddLineDialog meal={meal} onClose={close} />}
      {dialog === "close" && <CloseDayDialog meal={meal} onClose={close} />}
      {dialog === "reopen" && <ReopenDayDialog meal={meal} onClose={close} />}
    </>
  );
};

const ClosedWords = ({ meal }: { meal: MealDay }) => {
  const { today } = useMoment();
  const taken = (isMet: (line: MealLine) => boolean) =>
    meal.lines.reduce((sum, line) => sum + (isMet(line) ? (line.takenCount ?? 0) : 0), 0);
  return (
    <Alert color="green" py="xs">
      做 {meal.cookedCount} 份；来吃 {taken(({ isDelivered }) => !isDelivered)}，送到家{" "}
      {taken(({ isDelivered }) => isDelivered)}，没订的 {meal.guestCount}；其中免费 {meal.freeCount}；签字{" "}
      {meal.signedCount}。{meal.explanation !== "" && `说明：${meal.explanation}。`}
      {meal.closedAt && `${shortTime(meal.closedAt, today)} 由 ${meal.closedByName} 日结。`}
    </Alert>
  );
};

/** 每日用餐: who eats what today, what was taken, and the close of the day. */
export const MealDayPage = () => {
  const [{ day: asked, meal: mealId }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const day = asked ?? today;
  const answer = useAnswer("meals.day", { day }, { keepsPrevious: true });
  const waiting = useAnswer("meals.waiting", {}).data?.notClosed ?? [];
  return (
    <Page
      title={`用餐 · ${longDay(day)} ${weekdayWord(day)}`}
      filters={
        <Group gap="xs">
          <Button variant="default" onClick={() => setAddress({ day: addDays(day, -1) })}>
            前一天
          </Button>
          <Button variant="default" onClick={() => setAddress({ day: null })} disabled={day === today}>
            今天
          </Button>
          <Button variant="default" onClick={() => setAddress({ day: addDays(day, 1) })}>
            后一天
          </Button>
        </Group>
      }
    >
      {waiting.length > 0 && (
        <Alert color="yellow" title={`还有 ${waiting.length} 餐没有日结`} py="xs">
          {waiting.map((one) => (
            <button
              key={`${one.mealId} ${one.day}`}
              type="button"
              className="link-button"
              style={{ marginRight: "1rem" }}
              onClick={() => setAddress({ day: one.day, meal: one.mealId })}
            >
              {longDay(one.day)} {one.mealName}
            </button>
          ))}
        </Alert>
      )}
      <Answered answer={answer}>
        {({ meals }) => {
          const shown = meals.find((meal) => meal.mealId === mealId) ?? meals.find(isServed) ?? meals[0];
          if (!shown)
            return (
              <EmptyState
                title="还没有餐次"
                hint="社区食堂开什么餐、多少钱、几点截止，在“餐次与补助”里写明。"
                action={<Link to={"/meals/setting" as never}>餐次与补助</Link>}
              />
            );
          return (
            <>
              {meals.length > 1 && (
                <SegmentedControl
                  aria-label="哪一餐"
                  value={shown.mealId}
                  onChange={(value) => setAddress({ meal: value }, { replaces: true })}
                  data={meals.map((meal) => ({ value: meal.mealId, label: meal.mealName }))}
                />
              )}
              <MealOfDay key={`${shown.mealId} ${shown.day}`} meal={shown} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
};

const isServed = ({ state }: MealDay): boolean => state !== "notServed";
