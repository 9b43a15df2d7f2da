import { Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { timeOf } from "#base/dates.ts";
import { Card, Figure } from "#ui/card.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { sessionTitle } from "../session-title.ts";
import { useAnswer } from "./door.ts";

const mostShown = 5;

/** 预约: who comes today, what is on next, and whom to phone. */
export const BookingsCard = () => {
  const { today, now } = useMoment();
  const answer = useAnswer("booking.findPlaces", { fromDay: today, toDay: today });
  const tellings = useAnswer("booking.listTellings", {}).data?.tellings.length ?? 0;
  const asked = useAnswer("booking.listAsked", {}).data?.bookings.length ?? 0;
  return (
    <Card title="今天的预约">
      <Answered answer={answer}>
        {({ sessions }) => {
          const next = sessions.filter(({ endAt }) => endAt > now);
          const taken = sessions.reduce((sum, { takenCount }) => sum + takenCount, 0);
          const arrived = sessions.reduce((sum, { arrivedCount }) => sum + arrivedCount, 0);
          return (
            <Stack gap="xs">
              <SimpleGrid cols={4} spacing="xs">
                <Figure label="今天约了" count={taken} to="/booking/day" search={{}} />
                <Figure label="已经到了" count={arrived} to="/booking/day" search={{}} />
                <Figure label="要通知" count={tellings} to="/booking/tellings" search={{}} isAlarm />
                <Figure label="等同意" count={asked} to="/booking/day" search={{}} />
              </SimpleGrid>
              {next.length === 0 && <Text c="dimmed">今天没有还没结束的场次。</Text>}
              {next.slice(0, mostShown).map((session) => (
                <Group key={session.id} gap="sm" justify="space-between" wrap="nowrap">
                  <Link to={"/booking/day" as never} search={{ open: session.id } as never}>
                    {timeOf(session.startAt)} {sessionTitle(session)}
                  </Link>
                  <Text size="sm" c="dimmed">
                    {session.roomName} {session.takenCount} / {session.placeCount}
                  </Text>
                </Group>
              ))}
              {next.length > mostShown && <Link to={"/booking/day" as never}>今天还有 {next.length} 场</Link>}
            </Stack>
          );
        }}
      </Answered>
    </Card>
  );
};
