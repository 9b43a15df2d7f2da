import { Alert, Button, Group, Table, Text } from "@mantine/core";
import { useDebouncedValue, useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import { addDays, Day, longDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { tellDone, tellProblem } from "#ui/asking.tsx";
import { DayField } from "#ui/day-field.tsx";
import { EmptyState } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import type { Plan, Turn } from "../plan-contract.ts";
import { conflictWordsIn } from "../refused.ts";
import { useAnswer, useCommand } from "./door.ts";
import { type Chosen, sentChoice } from "./plan-form.ts";
import { isDecided, TurnRow } from "./turn-row.tsx";

const Address = z.object({
  plan: z.string().catch("").default(""),
  until: Day.nullable().catch(null).default(null),
});

/** Four weeks ahead at first; a course has an end of its own. */
const usualDays = 28;
const longestCourseDays = 730;

const keyOf = ({ plannedDate, turn }: Pick<Turn, "plannedDate" | "turn">): string => `${plannedDate} ${turn}`;

/** How many of them a making would make, leave out, and cannot decide by itself. */
const tallyOf = (turns: readonly Turn[], chosen: ReadonlyMap<string, Chosen>) => {
  const open = turns.filter(({ state }) => state !== "made" && state !== "skipped");
  const undecided = open.filter((turn) => !isDecided(turn, chosen.get(keyOf(turn))));
  const isLeftOut = (turn: Turn) => {
    const way = chosen.get(keyOf(turn))?.way;
    return way === undefined ? turn.state === "holiday" : way === "skip";
  };
  const leftOutCount = open.filter(isLeftOut).length;
  return { undecided, leftOutCount, makeCount: open.length - leftOutCount - undecided.length };
};

const Making = ({ plan, until }: { plan: Plan; until: Day }) => {
  const { today } = useMoment();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const [refusedWords, setRefusedWords] = useState<string[]>([]);
  const table = useRef<HTMLTableElement>(null);
  const make = useCommand("booking.makeSessions");
  const choices = [...chosen].flatMap(([key, one]) => {
    const [plannedDate = "", turn = ""] = key.split(" ");
    return sentChoice({ plannedDate, turn: Number(turn) }, one) ?? [];
  });
  const [asked] = useDebouncedValue(JSON.stringify(choices), 150);
  const answer = useAnswer(
    "booking.previewSessions",
    { planId: plan.id, until, choices: JSON.parse(asked) as typeof choices },
    { keepsPrevious: true },
  );
  const choose = (turn: Turn, one: Chosen | undefined) => {
    setRefusedWords([]);
    setChosen((before) => {
      const after = new Map(before);
      if (one) after.set(keyOf(turn), one);
      else after.delete(keyOf(turn));
      return after;
    });
  };

  const save = async (turns: readonly Turn[]) => {
    const { undecided } = tallyOf(turns, chosen);
    if (undecided.length > 0) {
      tellProblem(`还有 ${undecided.length} 场没有说怎么办，请在那一行按按钮上的数字。`);
      table.current?.querySelector<HTMLElement>("tr[data-undecided]")?.focus();
      return;
    }
    const reply = await make.run({ planId: plan.id, version: plan.version, until, choices });
    if (!reply.ok) {
      setRefusedWords(conflictWordsIn(reply.details));
      return;
    }
    const { madeCount, skippedCount } = reply.value;
    tellDone(`已排出 ${madeCount} 场${skippedCount > 0 ? `，${skippedCount} 场不排` : ""}`);
    void navigate({ to: "/booking/plans" as never, search: { open: plan.id } as never });
  };

  const isThere = answer.data !== undefined;
  useEffect(() => {
    const row = isThere && table.current?.querySelector<HTMLElement>("tr[data-undecided]");
    if (row) row.focus();
  }, [isThere]);
  useHotkeys([["mod+Enter", () => answer.data && void save(answer.data.turns)]], []);

  return (
    <Answered answer={answer}>
      {({ turns, isCut, yearsWithoutList }) => {
        const { undecided, leftOutCount, makeCount } = tallyOf(turns, chosen);
        if (turns.length === 0)
          return <EmptyState title="这段时间没有可排的场次" hint="把“排到哪一天”往后改，或者修改排期。" />;
        return (
          <>
            {yearsWithoutList.length > 0 && (
              <Alert color="yellow" mb="sm">
                {yearsWithoutList.join("、")} 年的放假安排还没有，放假的日子不会自动跳过，请自己看好。
              </Alert>
            )}
            {isCut && (
              <Alert color="yellow" mb="sm">
                一次最多列 {turns.length} 场，排出以后再接着排。
              </Alert>
            )}
            {refusedWords.length > 0 && (
              <Alert color="red" mb="sm" title="没有排出：下面的占不到，一场也没有排">
                {refusedWords.map((words) => (
                  <Text size="sm" key={words}>
                    {words}
                  </Text>
                ))}
              </Alert>
            )}
            <Group justify="space-between" mb="xs">
              <Text role="status">
                排出 {makeCount} 场{leftOutCount > 0 && `，${leftOutCount} 场不排`}
                {undecided.length > 0 && (
                  <Text span c="red.9" fw={700}>
                    ，还有 {undecided.length} 场要您选
                  </Text>
                )}
              </Text>
              <Button loading={make.isRunning} rightSection={<kbd>Ctrl Enter</kbd>} onClick={() => void save(turns)}>
                排出场次
              </Button>
            </Group>
            <Table ref={table} stickyHeader aria-label="要排的场次">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w="12rem">日期</Table.Th>
                  <Table.Th w="7rem">情况</Table.Th>
                  <Table.Th>碰上什么</Table.Th>
                  <Table.Th w="19rem">怎么办</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {turns.map((turn) => (
                  <TurnRow
                    key={keyOf(turn)}
                    turn={turn}
                    chosen={chosen.get(keyOf(turn))}
                    choose={(one) => choose(turn, one)}
                  />
                ))}
              </Table.Tbody>
            </Table>
            <Text size="sm" c="dimmed" mt="xs">
              今天是{longDay(today)}，已经过去的不再列出。
            </Text>
          </>
        );
      }}
    </Answered>
  );
};

/** 排出场次: what a plan would make up to a day, date by date, before it is made. */
export const MakePage = () => {
  const [{ plan: planId, until: asked }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const [typed, setTyped] = useState<string | null>(null);
  const answer = useAnswer("booking.listPlans", { withRetired: true });
  const plan = answer.data?.plans.find(({ id }) => id === planId);
  const isCourse = plan !== undefined && plan.lessonCount !== null;
  const from = plan && plan.fromDate > today ? plan.fromDate : today;
  const until = isCourse
    ? (plan.toDate ?? addDays(from, longestCourseDays))
    : (asked ?? addDays(plan?.madeUntil && plan.madeUntil > from ? plan.madeUntil : from, usualDays));
  return (
    <Page
      title={plan ? `排出场次 · ${plan.title || plan.serviceName}` : "排出场次"}
      filters={
        plan && (
          <Group gap="md" align="flex-end">
            <Text>{plan.recurrenceWords}</Text>
            {isCourse ? (
              <Text c="dimmed">课程共 {plan.lessonCount} 节，停一节就往后补一节</Text>
            ) : (
              <DayField
                isAhead
                label="排到哪一天"
                value={typed ?? until}
                onChange={(day) => {
                  setTyped(day);
                  if (day !== null && Day.safeParse(day).success) setAddress({ until: day }, { replaces: true });
                }}
                error={typed !== null && !Day.safeParse(typed).success ? "请填写哪一天" : undefined}
              />
            )}
          </Group>
        )
      }
    >
      <Text size="sm" c="dimmed">
        点中一行，↑↓ 换行，按按钮上的数字选怎么办；没有冲突的会照排。
      </Text>
      {plan && <Making key={`${plan.id} ${plan.version}`} plan={plan} until={until} />}
      {answer.data && !plan && <EmptyState title="没有找到这个排期" hint="请回到“排期”里重新选。" />}
    </Page>
  );
};
