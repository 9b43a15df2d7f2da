import { Alert, List, Text, TextInput } from "@mantine/core";
import { z } from "zod";
import { SmallModal } from "#ui/layers.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { eraseContract } from "../erase-contract.ts";
import type { Resident } from "../resident-contract.ts";
import { useAnswer, useCommand } from "./door.ts";

/** 抹去个人信息: says first what still needs the person, and wants the name typed, since there is no way back. */
export const EraseDialog = ({ resident, onClose }: { resident: Resident; onClose(): void }) => {
  const { data } = useAnswer("people.eraseCheck", { id: resident.id });
  const erase = useCommand("people.eraseResident");
  if (!data) return null;
  if (data.stillNeeded.length > 0)
    return (
      <SmallModal isOpen onClose={onClose} title={`抹去${resident.name}的个人信息`}>
        <Alert color="orange" title="现在还不能抹去，请先办完这几样">
          <List>
            {data.stillNeeded.map((words) => (
              <List.Item key={words}>{words}</List.Item>
            ))}
          </List>
        </Alert>
      </SmallModal>
    );
  const { reason } = eraseContract["people.eraseResident"].input.shape;
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`抹去${resident.name}的个人信息`}
      action="抹去"
      draft={null}
      done="已抹去"
      empty={{ reason: "", name: "" }}
      schema={z.object({
        reason,
        name: z.string().refine((typed) => typed.trim() === resident.name, "请照样写一遍姓名"),
      })}
      save={(values) => erase.run({ id: resident.id, version: resident.version, reason: values.reason })}
    >
      {(form) => (
        <>
          <Alert color="red" title="抹去以后不能恢复">
            姓名、电话、住址、出生月日、人群标签、备注，还有预约和订餐里写过的话，都会清空；操作日志里的内容也一并清空。
            件数、人次照算。
          </Alert>
          <Text size="sm" c="dimmed">
            诉求、会议记录的正文里写到名字的，不会自动改，请在各条里改。以前的备份里还有，按备份的年限过期。
          </Text>
          <TextInput
            label="为什么抹去"
            required
            data-autofocus
            placeholder="如 本人要求"
            {...form.getInputProps("reason")}
          />
          <TextInput
            label="再写一遍姓名"
            description={`写“${resident.name}”，以免抹错人`}
            required
            {...form.getInputProps("name")}
          />
        </>
      )}
    </StepDialog>
  );
};
