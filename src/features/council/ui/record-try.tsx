import { Button, Group, Text, Textarea } from "@mantine/core";
import { z } from "zod";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { FormFrame } from "#ui/form.tsx";
import { useRecordForm } from "#ui/record-form.tsx";
import { type FollowUpLine, type SatisfactionLevel, satisfactionLevels, tryWays } from "../follow-up-contract.ts";
import { satisfactionLevelWords, tryWayWords } from "../follow-up-words.ts";
import { triesBeforeUnreachable } from "../task-rules.ts";
import { useCommand } from "./door.ts";

const reached = { yes: "联系上了", no: "没联系上" } as const;
const solved = { yes: "已解决", no: "未解决" } as const;

const TryForm = z
  .object({
    way: z.enum(tryWays),
    reach: z.enum(["yes", "no"], { error: "请选择联系上没有" }),
    solve: z.enum(["yes", "no"]).nullable(),
    satisfaction: z.enum(satisfactionLevels).nullable(),
    words: z.string(),
    note: z.string(),
  })
  .refine((values) => values.reach !== "yes" || values.solve !== null, { path: ["solve"], message: "请选择是否解决" })
  .refine((values) => values.reach !== "yes" || values.satisfaction !== null, {
    path: ["satisfaction"],
    message: "请选择是否满意",
  });

type TryValues = {
  way: (typeof tryWays)[number];
  reach: keyof typeof reached | null;
  solve: keyof typeof solved | null;
  satisfaction: SatisfactionLevel | null;
  words: string;
  note: string;
};

/** One try: reached or not, solved or not, satisfied or not. */
export const RecordTry = ({ followUp, onDone }: { followUp: FollowUpLine; onDone(): void }) => {
  const record = useCommand("council.recordTry");
  const { form, save, notice, startAgain } = useRecordForm<TryValues, { isRedone: boolean; isClosed: boolean }>(
    {
      empty: { way: "phone", reach: null, solve: null, satisfaction: null, words: "", note: "" },
      schema: TryForm,
      save: ({ way, reach, solve, satisfaction, words, note }) => {
        const isReached = reach === "yes";
        return record.run({
          id: followUp.id,
          version: followUp.version,
          way,
          isReached,
          isSolved: isReached ? solve === "yes" : null,
          satisfaction: isReached ? satisfaction : null,
          words,
          note,
        });
      },
    },
    `council.recordTry.${followUp.id}`,
  );
  const { values, errors } = form;
  return (
    <section className="panel">
      <FormFrame
        form={form}
        label="记录回访"
        onSave={async (values) => {
          const reply = await save(values);
          if (reply.ok) {
            tellDone(
              reply.value.isRedone
                ? "没有解决：任务已转重办，重新计时"
                : reply.value.isClosed
                  ? "回访完毕，任务已销号"
                  : "已记下",
            );
            onDone();
            await startAgain();
          }
          return reply;
        }}
        saveButton={
          <Button type="submit" loading={record.isRunning} rightSection={<kbd>Ctrl Enter</kbd>}>
            记下
          </Button>
        }
      >
        {notice}
        <Group gap="lg" align="flex-start">
          <ChoiceRow
            label="方式"
            words={tryWayWords}
            value={values.way}
            onChange={(way) => form.setFieldValue("way", way)}
          />
          <ChoiceRow
            label="联系上没有"
            words={reached}
            value={values.reach}
            onChange={(reach) => form.setFieldValue("reach", reach)}
            required
            error={errors.reach}
          />
        </Group>
        {values.reach === "yes" && (
          <Group gap="lg" align="flex-start" mt="sm">
            <ChoiceRow
              label="解决没有"
              words={solved}
              value={values.solve}
              onChange={(solve) => form.setFieldValue("solve", solve)}
              required
              error={errors.solve}
            />
            <ChoiceRow
              label="满意不满意"
              words={satisfactionLevelWords}
              value={values.satisfaction}
              onChange={(satisfaction) => form.setFieldValue("satisfaction", satisfaction)}
              required
              error={errors.satisfaction}
            />
          </Group>
        )}
        {values.reach === "yes" && (
          <Textarea label="居民原话" autosize minRows={2} mt="sm" {...form.getInputProps("words")} />
        )}
        {values.reach === "no" && (
          <Textarea
            label="说明"
            description={`${triesBeforeUnreachable} 次联系不上，记为无法回访，不计入满意率`}
            autosize
            minRows={1}
            mt="sm"
            {...form.getInputProps("note")}
          />
        )}
        {values.solve === "no" && values.reach === "yes" && (
          <Text size="sm" mt="xs" c="var(--warning-text)">
            保存后任务会转重办，重新计时；这一轮的记录都留着。
          </Text>
        )}
      </FormFrame>
    </section>
  );
};
