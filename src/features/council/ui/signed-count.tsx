import { SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { z } from "zod";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Vote } from "../vote-contract.ts";
import { useCommand } from "./door.ts";

/** Who signed for what, by the numbers on the list; the program counts. */
export const SignedCount = (props: {
  meetingId: string;
  vote: Vote;
  isRecount: boolean;
  onClose(): void;
  children: ReactNode;
}) => {
  const { vote, isRecount } = props;
  const count = useCommand("council.countSignatures", { marksFields: true });
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`${isRecount ? "复核计票" : "计票"}：${vote.question}`}
      action={isRecount ? "记下复核" : "记下结果"}
      draft={`council.countSignatures.${vote.id}.${vote.counts.length}`}
      done={isRecount ? "已记下复核" : "已记下表决"}
      empty={{ code: "", forRows: "", againstRows: "", abstainRows: "", countedBy: "", watchedBy: "", reason: "" }}
      schema={z.object({ code: z.string().trim().min(1, "请填写签字表右下角的表单号") })}
      save={(values) =>
        count.run({ id: props.meetingId, voteId: vote.id, version: vote.version, ...values, code: values.code.trim() })
      }
    >
      {(form) => (
        <>
          {props.children}
          <TextInput
            label="表单号"
            description="在签字表最后一页右下角"
            required
            data-autofocus
            {...form.getInputProps("code")}
          />
          <TextInput label="赞成的序号" placeholder="如 1-8、10、12" {...form.getInputProps("forRows")} />
          <TextInput label="反对的序号" {...form.getInputProps("againstRows")} />
          <TextInput label="弃权的序号" {...form.getInputProps("abstainRows")} />
          {isRecount && (
            <>
              <SimpleGrid cols={2}>
                <TextInput label="计票人" required {...form.getInputProps("countedBy")} />
                <TextInput label="监票人" required {...form.getInputProps("watchedBy")} />
              </SimpleGrid>
              <Textarea label="复核的理由" required autosize minRows={2} {...form.getInputProps("reason")} />
            </>
          )}
        </>
      )}
    </StepDialog>
  );
};
