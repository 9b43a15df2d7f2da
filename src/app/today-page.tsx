import { SimpleGrid, Stack } from "@mantine/core";
import { longDay, weekdayWord } from "#base/dates.ts";
import { useMay } from "#ui/caller.ts";
import { useMoment } from "#ui/moment.tsx";
import { Page } from "#ui/page.tsx";
import { features } from "./features.tsx";

/** What the day is made of comes before what lies behind; a card that is not named here comes last. */
const cardOrder: readonly string[] = [
  "meetings",
  "bookings",
  "meals",
  "appeals",
  "tasks",
  "promises",
  "radar",
  "due",
  "stations",
];
const placeOf = (key: string): number => cardOrder.indexOf(key) + 1 || cardOrder.length + 1;

/** What waits today, card by card, from every feature. */
export const TodayPage = () => {
  const { today } = useMoment();
  const may = useMay();
  const cards = features.flatMap((feature) => feature.todayCards ?? []).filter((entry) => may(entry.needs));
  cards.sort((one, other) => placeOf(one.key) - placeOf(other.key));
  return (
    <Page title={`今日 · ${longDay(today)} ${weekdayWord(today)}`}>
      <Stack gap="md">
        {features.map(({ slice, todayWarning: Warning }) => Warning && <Warning key={slice} />)}
        <SimpleGrid cols={2} spacing="md">
          {cards.map(({ key, card: Card }) => (
            <Card key={key} />
          ))}
        </SimpleGrid>
      </Stack>
    </Page>
  );
};
