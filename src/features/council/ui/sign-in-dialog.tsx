import { Text, Textarea, TextInput } from "@mantine/core";
import { z } from "zod";
import { tellDone } from "#ui/asking.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { useCommand } from "./door.ts";

/** Who signed, by the numbers on the sheet. */
export const SignInDialog = (props: { isOpen: boolean; onClose(): void; meetingId: string }) => {
  const key = useCommand("council.keySignIn", { marksFields: true });
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="按签到表登记"
      action="登记到会"
      draft={`council.keySignIn.${props.meetingId}`}
      done="已按签到表登记"
      empty={{ code: "", rows: "" }}
      schema={z.object({
        code: z.string().trim().min(1, "请填写签到表右下角的表单号"),
        rows: z.string().trim().min(1, "请填写签了名的序号"),
      })}
      save={async (values) => {
        const reply = await key.run({ id: props.meetingId, ...values });
        if (reply.ok && reply.value.knownCount > 0) tellDone(`其中 ${reply.value.knownCount} 人先前已登记`);
        return reply;
      }}
    >
      {(form) => (
        <>
          <TextInput
            label="表单号"
            description="在签到表最后一页右下角"
            required
            data-autofocus
            {...form.getInputProps("code")}
          />
          <Textarea label="签了名的序号" placeholder="如 1-8、10、12" required {...form.getInputProps("rows")} />
          <Text size="sm" c="dimmed">
            没有印姓名的行，请用“添加”登记。
          </Text>
        </>
      )}
    </StepDialog>
  );
};
