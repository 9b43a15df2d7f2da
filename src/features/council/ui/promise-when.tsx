import { Button, Group, Text, TextInput } from "@mantine/core";
import type { Day } from "#base/dates.ts";
import { DayField } from "#ui/day-field.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { useAnswer } from "./door.ts";

export type WhenValues = { dueDay: Day; dueTime: string };

/** By when: a day by one press, with the days on which the centre is closed said so. */
export const WhenFields = <V extends WhenValues>({ form }: { form: EntryForm<V> }) => {
  const days = useAnswer("council.promiseDays", {}).data ?? [];
  const { dueDay } = form.values;
  const set = (name: "dueDay" | "dueTime", value: string) => form.setFieldValue(name as never, value as never);
  const chosen = days.find(({ day }) => day === dueDay);
  return (
    <div>
      <Group gap="xs" mb={6} role="group" aria-label="哪天">
        {days.map(({ day, word, isWorkday }) => (
          <Button
            key={day}
            size="compact-sm"
            variant={day === dueDay ? "filled" : "default"}
            aria-pressed={day === dueDay}
            onClick={() => set("dueDay", day)}
          >
            {word}
            {!isWorkday && "（休）"}
          </Button>
        ))}
      </Group>
      <Group gap="sm" align="flex-start" grow>
        <DayField
          isAhead
          label="最晚哪天"
          required
          value={dueDay}
          onChange={(day) => set("dueDay", day ?? "")}
          error={form.errors.dueDay}
        />
        <TextInput
          label="几点以前"
          placeholder="如 15:30，不填就是当天"
          autoComplete="off"
          {...form.getInputProps("dueTime")}
        />
      </Group>
      {chosen && !chosen.isWorkday && (
        <Text size="sm" mt={4} c="var(--warning-text)">
          这一天休息，没有人上班。
        </Text>
      )}
    </div>
  );
};
