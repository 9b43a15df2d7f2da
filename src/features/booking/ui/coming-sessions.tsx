import { Progress, Table, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { addDays, dayOf } from "#base/dates.ts";
import { useMoment } from "#ui/moment.tsx";
import { spanText } from "../times.ts";
import { useAnswer } from "./door.ts";

const daysAhead = 60;
const mostShown = 20;

/** What is still to come of a service, and how full each of it is. */
export const ComingSessions = ({ serviceId }: { serviceId: string }) => {
  const { today, now } = useMoment();
  const navigate = useNavigate();
  const answer = useAnswer("booking.findPlaces", { serviceId, fromDay: today, toDay: addDays(today, daysAhead) });
  const coming = (answer.data?.sessions ?? []).filter(({ endAt }) => endAt > now);
  const open = (id: string, startAt: string) =>
    void navigate({ to: "/booking/day" as never, search: { day: dayOf(startAt), open: id } as never });
  return (
    <div>
      <Text size="sm" c="dimmed">
        接下来的场次{coming.length > mostShown && `（共 ${coming.length} 场，列出最近 ${mostShown} 场）`}
      </Text>
      {answer.data && coming.length === 0 && <Text>还没有排，点“排期”或“加一场”。</Text>}
      <Table aria-label="接下来的场次">
        <Table.Tbody>
          {coming.slice(0, mostShown).map((session) => (
            <Table.Tr key={session.id}>
              <Table.Td>
                <button type="button" className="link-button" onClick={() => open(session.id, session.startAt)}>
                  {spanText(session, today)}
                </button>
                {session.lesson !== null && ` 第 ${session.lesson} 节`}
              </Table.Td>
              <Table.Td>{session.roomName}</Table.Td>
              <Table.Td w="8rem">
                <Progress
                  aria-label="约了多少"
                  value={(100 * session.takenCount) / session.placeCount}
                  color={session.takenCount >= session.placeCount ? "orange" : "teal"}
                />
              </Table.Td>
              <Table.Td ta="right">
                {session.takenCount} / {session.placeCount}
                {session.waitingCount > 0 && `，候补 ${session.waitingCount}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
};
