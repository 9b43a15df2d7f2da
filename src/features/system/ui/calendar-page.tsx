import { Badge, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import type { NamedDay } from "#base/calendar.ts";
import { weekdayWord, yearOf } from "#base/dates.ts";
import { useMay } from "#ui/caller.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import { useAnswer } from "./door.ts";
import { ImportButton } from "./import-button.tsx";

const DayList = ({ title, days }: { title: string; days: readonly NamedDay[] }) => (
  <div>
    <Text size="sm" c="dimmed">
      {title}
    </Text>
    {days.length === 0 ? (
      <Text>—</Text>
    ) : (
      <Group gap="xs">
        {days.map(({ day, name }) => (
          <Text key={day} size="sm">
            {day.slice(5)} {weekdayWord(day)} {name}
          </Text>
        ))}
      </Group>
    )}
  </div>
);

/** The holiday lists that working days are counted by. */
export const CalendarPage = () => {
  const answer = useAnswer("system.listCalendarYears", {});
  const may = useMay();
  const { today } = useMoment();
  return (
    <Page title="节假日" action={may("admin") && <ImportButton kind="holidays" isMain />}>
      <Answered answer={answer}>
        {({ years }) => (
          <Stack gap="sm">
            <Text>
              工作日按国务院办公厅每年的放假安排来数。没有名单的年份按周一至周五估算，并注明“按周一至周五估算”。
              {!years.some(({ year }) => year > yearOf(today)) &&
                `${yearOf(today) + 1} 年的名单还没有，公布后请导入（列：日期、类型、名称；类型写“放假”或“上班”）。`}
            </Text>
            <SimpleGrid cols={1} spacing="sm">
              {[...years].reverse().map((listed) => (
                <section key={listed.year} className="panel" aria-label={`${listed.year}年`}>
                  <Group gap="xs" mb={4}>
                    <Text fw={700}>{listed.year} 年</Text>
                    <Badge color="gray" variant="light">
                      {listed.source === "builtIn" ? "程序自带" : "本中心导入"}
                    </Badge>
                    <Text size="sm" c="dimmed">
                      {listed.version}
                    </Text>
                  </Group>
                  <Stack gap={4}>
                    <DayList title="周一至周五放假" days={listed.offDays} />
                    <DayList title="周末上班" days={listed.workDays} />
                  </Stack>
                </section>
              ))}
            </SimpleGrid>
          </Stack>
        )}
      </Answered>
    </Page>
  );
};
