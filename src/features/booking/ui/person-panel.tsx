import { Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { dayOf } from "#base/dates.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { bookingStateWords } from "../booking-words.ts";
import { spanText } from "../times.ts";
import { useAnswer } from "./door.ts";

const shown = 10;

/** A person's bookings, on the person's page: the latest first. */
export const PersonBookings = ({ subjectId }: { subjectId: string }) => {
  const answer = useAnswer("booking.bookingsOf", { residentId: subjectId });
  const { today } = useMoment();
  return (
    <Answered answer={answer}>
      {({ bookings, noShowCount }) => (
        <Stack gap={4}>
          {bookings.slice(0, shown).map((booking) => (
            <span key={booking.id}>
              {spanText(booking, today)}{" "}
              <Link
                to={"/booking/day" as never}
                search={{ day: dayOf(booking.startAt), open: booking.sessionId } as never}
              >
                {booking.serviceName}
              </Link>{" "}
              {bookingStateWords[booking.state]}
            </span>
          ))}
          {bookings.length === 0 && (
            <Text size="sm" c="dimmed">
              没有约过。
            </Text>
          )}
          {bookings.length > shown && (
            <Text size="sm" c="dimmed">
              只列最近 {shown} 次，一共 {bookings.length} 次。
            </Text>
          )}
          {noShowCount > 0 && (
            <Text size="sm" c="dimmed">
              近半年未到 {noShowCount} 次。
            </Text>
          )}
        </Stack>
      )}
    </Answered>
  );
};
