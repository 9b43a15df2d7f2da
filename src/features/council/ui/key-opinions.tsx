import { Text, TextInput } from "@mantine/core";
import { z } from "zod";
import { DayField } from "#ui/day-field.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { typedOpinion } from "../coverage.ts";
import { useAnswer, useCommand } from "./door.ts";

const Row = z.string().refine((typed) => typed.trim() === "" || typedOpinion(typed) !== null, {
  message: "先填 1 赞成、2 有条件、3 反对或 4 未表态",
});

/** One line for each row that was printed, in the order of the paper; Enter goes to the next. */
const Rows = (props: {
  topicId: string;
  code: string;
  inputOf(row: number): Record<string, unknown>;
  doorOf(row: number): Record<string, unknown>;
}) => {
  const code = props.code.trim();
  const answer = useAnswer("council.opinionSheet", { id: props.topicId, code }, { isEnabled: code.length === 5 });
  if (code.length !== 5) return null;
  if (answer.error) return <Text c="red.9">没有这个表单号，或者它不是这个议题的征求意见表。</Text>;
  return answer.data?.rows.map(({ row, home, isHeard }) => (
    <div key={row}>
      {home === "" && <TextInput label={`第 ${row} 行的门牌`} {...props.doorOf(row)} />}
      <TextInput
        label={home === "" ? `第 ${row} 行` : `${row}　${home}`}
        disabled={isHeard}
        placeholder={isHeard ? "这一户已经听到了" : "如 1，或 2 要留消防通道"}
        {...props.inputOf(row)}
      />
    </div>
  ));
};

/** 登记入户意见: what each home said, keyed back by the rows of the sheet. */
export const KeyOpinions = (props: { isOpen: boolean; onClose(): void; topicId: string }) => {
  const { topicId: id } = props;
  const { today } = useMoment();
  const key = useCommand("council.keyOpinions", { marksFields: true });
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="登记入户意见"
      action="登记"
      draft={`council.keyOpinions.${id}`}
      done="已登记入户意见"
      empty={{ code: "", heardDate: today as string | null, heardBy: "", rows: [] as string[], doors: [] as string[] }}
      schema={z.object({
        code: z.string().trim().length(5, "表单号是 5 位，在征求意见表右下角"),
        heardDate: z.string({ error: "请填写哪天上门的" }),
        heardBy: z.string().trim().min(1, "请填写谁上门的"),
        rows: z.array(Row.nullish()),
      })}
      save={async ({ code, heardDate, heardBy, rows, doors }) => {
        const opinions = rows.flatMap((typed, at) => {
          const opinion = typedOpinion(typed ?? "");
          return opinion ? [{ ...opinion, row: at + 1, address: doors[at] ?? "" }] : [];
        });
        const reply = await key.run({ id, code: code.trim(), heardDate: heardDate ?? today, heardBy, opinions });
        if (reply.ok || !reply.fields) return reply;
        const fields = reply.fields.map(({ path, message }) => {
          const row = opinions[Number(/^opinions\.(\d+)/.exec(path)?.[1] ?? -1)]?.row;
          return { path: row === undefined ? path : `rows.${row - 1}`, message };
        });
        return { ...reply, fields };
      }}
    >
      {(form) => (
        <>
          <TextInput
            label="表单号"
            description="在征求意见表最后一页右下角"
            required
            data-autofocus
            {...form.getInputProps("code")}
          />
          <TextInput label="谁上门的" required {...form.getInputProps("heardBy")} />
          <DayField
            label="哪天"
            required
            value={form.values.heardDate}
            onChange={(day) => form.setFieldValue("heardDate", day)}
            error={form.errors.heardDate}
          />
          <Text size="sm" c="dimmed">
            照表上的次序填：1 赞成　2 有条件　3 反对　4 未表态，后面接着写意见。没有见到的空着。
          </Text>
          <Rows
            topicId={id}
            code={form.values.code}
            inputOf={(row) => ({
              value: form.values.rows[row - 1] ?? "",
              error: form.errors[`rows.${row - 1}`],
              onChange: (event: { currentTarget: { value: string } }) => {
                const rows = Array.from(
                  { length: Math.max(row, form.values.rows.length) },
                  (_, at) => form.values.rows[at] ?? "",
                );
                rows[row - 1] = event.currentTarget.value;
                form.setFieldValue("rows", rows);
              },
            })}
            doorOf={(row) => ({
              value: form.values.doors[row - 1] ?? "",
              onChange: (event: { currentTarget: { value: string } }) => {
                const doors = Array.from(
                  { length: Math.max(row, form.values.doors.length) },
                  (_, at) => form.values.doors[at] ?? "",
                );
                doors[row - 1] = event.currentTarget.value;
                form.setFieldValue("doors", doors);
              },
            })}
          />
        </>
      )}
    </StepDialog>
  );
};
