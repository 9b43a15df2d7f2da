import { Alert, Checkbox, Group, Select, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { DayField } from "#ui/day-field.tsx";
import type { EntryForm } from "#ui/form.tsx";
import type { ServiceLine } from "../service-contract.ts";
import { type BookValues, ownSpan } from "./book-form.ts";
import { useAnswer } from "./door.ts";

/** A time of one's own, and 这个时间哪里有空. */
export const OwnTime = ({ form, service }: { form: EntryForm<BookValues>; service: ServiceLine }) => {
  const { values } = form;
  const wanted = ownSpan(values, service.durationMinutes);
  const [key] = useDebouncedValue(wanted ? `${wanted.startAt} ${wanted.endAt}` : "", 200);
  const [startAt = "", endAt = ""] = key.split(" ");
  const answer = useAnswer("booking.whatIsFree", { startAt, endAt }, { isEnabled: key !== "", keepsPrevious: true });
  const free = key === "" ? undefined : answer.data;
  const given = free?.providers.filter(({ id }) => service.providerIds.includes(id));
  return (
    <div className="own-time">
      <SimpleGrid cols={3} spacing="sm">
        <DayField
          isAhead
          label="哪一天"
          required
          value={values.ownDay}
          onChange={(day) => form.setFieldValue("ownDay", day)}
          error={form.errorOf("ownDay")}
        />
        <TextInput label="几点开始" required placeholder="如 9:30、下午3点" {...form.getInputProps("ownFrom")} />
        <TextInput
          label="几点结束"
          placeholder={`不填就是 ${service.durationMinutes} 分钟`}
          {...form.getInputProps("ownTo")}
        />
      </SimpleGrid>
      {free && free.closedWords !== "" && (
        <Alert color="yellow" py={4} mt="xs">
          {free.closedWords}
        </Alert>
      )}
      {free && service.mode === "visit" && (
        <Select
          mt="xs"
          label="用哪间"
          placeholder="不用功能室"
          clearable
          searchable
          value={values.ownRoomId}
          onChange={(id) => form.setFieldValue("ownRoomId", id)}
          data={free.rooms.map(({ id, name, seatCount, takenWords }) => ({
            value: id,
            label: takenWords === "" ? `${name}（${seatCount} 座，有空）` : `${name}（${takenWords}）`,
            disabled: takenWords !== "",
          }))}
        />
      )}
      {free && given && given.length > 0 && (
        <Checkbox.Group
          mt="xs"
          label="谁来服务"
          value={values.ownProviderIds}
          onChange={(ids) => form.setFieldValue("ownProviderIds", ids)}
        >
          <Group gap="sm">
            {given.map(({ id, name, takenWords }) => (
              <Checkbox
                key={id}
                value={id}
                label={takenWords === "" ? name : `${name}（${takenWords}）`}
                disabled={takenWords !== "" && !values.ownProviderIds.includes(id)}
              />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      {!free && (
        <Text size="sm" c="dimmed" mt={4}>
          填好时间，就列出哪里有空。
        </Text>
      )}
    </div>
  );
};
