import { Select } from "@mantine/core";
import { z } from "zod";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Meeting } from "../meeting-contract.ts";
import { useAnswer, useCommand } from "./door.ts";

/** The list of this meeting becomes the list of a template. */
export const KeepListDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting }) => {
  const keep = useCommand("council.keepTemplateList");
  const answer = useAnswer("council.listTemplates", {}, { isEnabled: props.isOpen });
  const templates = answer.data?.templates ?? [];
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="名单存进模板"
      action="存进模板"
      draft={null}
      done="已存进模板"
      empty={{ templateId: null as string | null }}
      schema={z.object({ templateId: z.string({ error: "请选择模板" }) })}
      save={({ templateId }) => {
        const template = templates.find(({ id }) => id === templateId);
        return keep.run({
          id: templateId ?? "",
          version: template?.version ?? 1,
          meetingId: props.meeting.id,
        });
      }}
    >
      {(form) => (
        <Select
          label="模板"
          description="模板原来的名单会换成这一份；当事人和列席旁听的不存"
          required
          data-autofocus
          data={templates.map((template) => ({
            value: template.id,
            label: `${template.name}（现有 ${template.invitees.length} 人）`,
          }))}
          {...form.getInputProps("templateId")}
        />
      )}
    </StepDialog>
  );
};
