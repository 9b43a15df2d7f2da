import { Alert, Button, Group, Table, Text, Title } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { addDays, longDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { EmptyState } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import type { MealMonth } from "../day-contract.ts";
import { yuan } from "../meal-rules.ts";
import { useAnswer } from "./door.ts";

const isMonth = (month: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
const Address = z.object({ month: z.string().refine(isMonth).nullable().catch(null).default(null) });

const monthBeside = (month: string, isAfter: boolean): string => addDays(`${month}-01`, isAfter ? 31 : -1).slice(0, 7);

const moneyCells = (row: { takenCount: number; priceFen: number; subsidyFen: number; paysFen: number }) => (
  <>
    <Table.Td ta="right">{row.takenCount}</Table.Td>
    <Table.Td ta="right">{yuan(row.priceFen)}</Table.Td>
    <Table.Td ta="right">{yuan(row.subsidyFen)}</Table.Td>
    <Table.Td ta="right">{yuan(row.paysFen)}</Table.Td>
  </>
);

const moneyHeads = ["份数", "餐费（元）", "补助（元）", "自付（元）"].map((title) => (
  <Table.Th key={title} ta="right" w="8rem">
    {title}
  </Table.Th>
));

export const totalOf = ({ byClass }: Pick<MealMonth, "byClass">) => {
  const sum = (of: (row: MealMonth["byClass"][number]) => number) => byClass.reduce((all, row) => all + of(row), 0);
  return {
    takenCount: sum(({ takenCount }) => takenCount),
    priceFen: sum(({ priceFen }) => priceFen),
    subsidyFen: sum(({ subsidyFen }) => subsidyFen),
    paysFen: sum(({ paysFen }) => paysFen),
  };
};

const MonthTables = ({ month }: { month: MealMonth }) => (
  <>
    <Title order={2} size="h4">
      按类别
    </Title>
    <Table aria-label="按类别">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>类别</Table.Th>
          <Table.Th>谁补</Table.Th>
          <Table.Th ta="right" w="6rem">
            人数
          </Table.Th>
          {moneyHeads}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {month.byClass.map((row) => (
          <Table.Tr key={row.classId}>
            <Table.Td>
              {row.code} {row.name}
            </Table.Td>
            <Table.Td>{row.source || "—"}</Table.Td>
            <Table.Td ta="right">{row.dinerCount}</Table.Td>
            {moneyCells(row)}
          </Table.Tr>
        ))}
        <Table.Tr fw={700}>
          <Table.Td>合计</Table.Td>
          <Table.Td />
          <Table.Td />
          {moneyCells(totalOf(month))}
        </Table.Tr>
      </Table.Tbody>
    </Table>
    <Text size="sm" c="dimmed">
      没订来吃的 {month.guestCount} 份，全价 {yuan(month.guestFen)} 元，不在上面。
    </Text>
    <Title order={2} size="h4" mt="md">
      按人
    </Title>
    <Table aria-label="按人" stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>姓名</Table.Th>
          <Table.Th w="6rem">类别</Table.Th>
          <Table.Th ta="right" w="8rem">
            其中送到家
          </Table.Th>
          {moneyHeads}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {month.byDiner.map((row) => (
          <Table.Tr key={row.key}>
            <Table.Td>
              <Link to={"/meals/diners" as never} search={{ open: row.dinerId, ended: true } as never}>
                {row.name}
              </Link>
            </Table.Td>
            <Table.Td>{row.classCode}</Table.Td>
            <Table.Td ta="right">{row.deliveredCount}</Table.Td>
            {moneyCells(row)}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </>
);

/** 助餐月报: what was eaten on closed days, and who pays for it. */
export const MealMonthPage = () => {
  const [{ month: asked }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const month = asked ?? today.slice(0, 7);
  const answer = useAnswer("meals.month", { month }, { keepsPrevious: true });
  const navigate = useNavigate();
  return (
    <Page
      title={`助餐月报 · ${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`}
      action={
        <Button
          disabled={!answer.data || answer.data.closedCount === 0}
          onClick={() => void navigate({ to: "/meals/month-sheet" as never, search: { month } as never })}
        >
          打印
        </Button>
      }
      filters={
        <Group gap="xs">
          <Button variant="default" onClick={() => setAddress({ month: monthBeside(month, false) })}>
            上个月
          </Button>
          <Button variant="default" onClick={() => setAddress({ month: null })} disabled={month === today.slice(0, 7)}>
            这个月
          </Button>
          <Button variant="default" onClick={() => setAddress({ month: monthBeside(month, true) })}>
            下个月
          </Button>
        </Group>
      }
    >
      <Answered answer={answer}>
        {(shown) => (
          <>
            <Text c="dimmed">只算已经日结的 {shown.closedCount} 餐。餐价和类别按每天截止时的算，以后改了也不变。</Text>
            {shown.notClosed.length > 0 && (
              <Alert color="yellow" py="xs" title={`还有 ${shown.notClosed.length} 餐没有日结，没算进来`}>
                {shown.notClosed.map(({ mealId, mealName, day }) => (
                  <Link
                    key={`${mealId} ${day}`}
                    to={"/meals/day" as never}
                    search={{ day, meal: mealId } as never}
                    style={{ marginRight: "1rem" }}
                  >
                    {longDay(day)} {mealName}
                  </Link>
                ))}
              </Alert>
            )}
            {shown.byClass.length === 0 ? (
              <EmptyState title="这个月还没有日结过" hint="每天日结以后，这里就有当月的份数、补助和自付。" />
            ) : (
              <MonthTables month={shown} />
            )}
          </>
        )}
      </Answered>
    </Page>
  );
};
