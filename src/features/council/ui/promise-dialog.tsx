import { Group, Text, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { addDays, Day } from "#base/dates.ts";
import { typedTime } from "#base/typed-time.ts";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { useMoment } from "#ui/moment.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { useCommand } from "./door.ts";
import { WhenFields } from "./promise-when.tsx";

const Form = z.object({
  words: z.string().trim().min(1, "请写下答应了什么"),
  dueDay: Day,
  dueTime: z
    .string()
    .transform(typedTime)
    .pipe(
      z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间写成 15:30 这样")
        .nullable(),
    ),
});

/** 「明天给您回话」: what was said becomes a day, a person and a slip. */
export const PromiseDialog = (props: {
  isOpen: boolean;
  onClose(): void;
  /** The appeal that it is about; absent for somebody who brought none. */
  appeal?: { id: string; reporterName: string; isAnonymous: boolean };
}) => {
  const { appeal } = props;
  const promise = useCommand("council.promiseCall");
  const navigate = useNavigate();
  const { today } = useMoment();
  const asksWhom = appeal === undefined;
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={asksWhom ? "答应给人回话" : `答应给${appeal.reporterName}回话`}
      action="记下"
      draft={`council.promiseCall.${appeal?.id ?? "new"}`}
      done="已记下，到时候会列在今日里"
      empty={{
        words: "",
        resident: null as Choice | null,
        name: "",
        phone: "",
        dueDay: addDays(today, 1),
        dueTime: "",
      }}
      schema={Form}
      save={async ({ words, resident, name, phone, dueDay, dueTime }) => {
        const reply = await promise.run({
          appealId: appeal?.id ?? null,
          residentId: asksWhom ? (resident?.id ?? null) : null,
          name,
          phone,
          words,
          dueDay,
          dueTime: typedTime(dueTime),
        });
        if (reply.ok) void navigate({ to: "/council/promise-slip" as never, search: { id: reply.value.id } as never });
        return reply;
      }}
    >
      {(form) => (
        <>
          <Textarea
            label="答应了什么"
            description="照原话写，例如：告诉您电工哪天上门"
            required
            data-autofocus
            autosize
            minRows={2}
            {...form.getInputProps("words")}
          />
          <WhenFields form={form} />
          {asksWhom && (
            <ResidentPicker
              label="给哪位居民"
              value={form.values.resident}
              onChange={(choice) =>
                form.setFieldValue("resident", choice && { id: choice.id, label: choice.label, detail: choice.detail })
              }
            />
          )}
          {((asksWhom && form.values.resident === null) || appeal?.isAnonymous) && (
            <>
              {asksWhom && (
                <Text size="sm" c="dimmed">
                  没有登记过的，写下怎么称呼、打哪个电话：
                </Text>
              )}
              <Group grow align="flex-start">
                {asksWhom && <TextInput label="称呼" autoComplete="off" {...form.getInputProps("name")} />}
                <TextInput label="电话" inputMode="tel" autoComplete="off" {...form.getInputProps("phone")} />
              </Group>
            </>
          )}
        </>
      )}
    </StepDialog>
  );
};
