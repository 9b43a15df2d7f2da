import { Checkbox, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Appeal } from "../appeal-contract.ts";
import type { satisfactionLevels } from "../follow-up-contract.ts";
import { satisfactionLevelWords } from "../follow-up-words.ts";
import { OnTheSpot } from "../task-spot-contract.ts";
import { AssigneeSuggestions } from "./assignee-suggestions.tsx";
import { PassOverCatalogue } from "./catalogue-note.tsx";
import { useCommand } from "./door.ts";
import { PublicWordingField } from "./new-task.tsx";

/** 现场办结: one form from the appeal to the signed slip, which is opened for printing. */
export const SettleOnTheSpot = (props: { appeal: Appeal; isOpen: boolean; onClose(): void }) => {
  const { id, version, title } = props.appeal;
  const settle = useCommand("council.settleOnTheSpot");
  const navigate = useNavigate();
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="现场办结"
      action="办结"
      draft={`council.settleOnTheSpot.${id}`}
      done="已现场办结"
      size="50rem"
      empty={{
        title: title.slice(0, 80),
        publicWording: "",
        unit: null as Choice | null,
        person: null as Choice | null,
        leadOrganisationId: "",
        responsibleId: "",
        result: "",
        noMeetingReason: "",
        note: "",
        satisfaction: null as (typeof satisfactionLevels)[number] | null,
        isSigned: false,
      }}
      schema={OnTheSpot}
      save={async ({ unit: _unit, person: _person, isSigned: _signed, satisfaction, ...values }) => {
        const reply = await settle.run({
          id,
          version,
          ...values,
          isSigned: true,
          satisfaction: satisfaction ?? "satisfied",
        });
        if (reply.ok)
          void navigate({
            to: "/council/task-paper" as never,
            search: { id: reply.value.taskId, paper: "onTheSpot" } as never,
          });
        return reply;
      }}
    >
      {(form) => (
        <>
          <PassOverCatalogue
            text={`${title} ${props.appeal.content} ${form.values.title}`}
            categoryCode={props.appeal.categoryCode}
            advice="这类事先协商、再办理。"
            reason={form.values.noMeetingReason}
            onReason={(reason) => form.setFieldValue("noMeetingReason", reason)}
          />
          <TextInput label="事项" required {...form.getInputProps("title")} />
          <Textarea
            label="当场怎么办好的"
            required
            data-autofocus
            autosize
            minRows={2}
            {...form.getInputProps("result")}
          />
          <PublicWordingField form={form as never} />
          <AssigneeSuggestions
            appealIds={[id]}
            onTake={({ organisationId, organisationName, contactId, contactName }) => {
              form.setFieldValue("unit", { id: organisationId, label: organisationName });
              form.setFieldValue("leadOrganisationId", organisationId);
              form.setFieldValue("person", { id: contactId, label: contactName });
              form.setFieldValue("responsibleId", contactId);
            }}
          />
          <SimpleGrid cols={2} spacing="sm">
            <OrganisationPicker
              label="谁办的（单位）"
              required
              value={form.values.unit}
              onChange={(choice) => {
                form.setFieldValue("unit", choice && { id: choice.id, label: choice.label });
                form.setFieldValue("leadOrganisationId", choice?.id ?? "");
                form.setFieldValue("person", null);
                form.setFieldValue("responsibleId", "");
              }}
              error={form.errors.leadOrganisationId}
            />
            <ContactPicker
              label="经办人"
              required
              organisation={form.values.unit}
              value={form.values.person}
              onChange={(choice) => {
                form.setFieldValue("person", choice && { id: choice.id, label: choice.label });
                form.setFieldValue("responsibleId", choice?.id ?? "");
              }}
              error={form.errors.responsibleId}
            />
          </SimpleGrid>
          <ChoiceRow
            label="居民满意吗"
            words={satisfactionLevelWords}
            value={form.values.satisfaction}
            onChange={(value) => form.setFieldValue("satisfaction", value)}
            required
            error={form.errors.satisfaction}
          />
          <TextInput label="居民原话" {...form.getInputProps("note")} />
          <Checkbox
            label="居民已确认办好，会在现场办结单上签字"
            {...form.getInputProps("isSigned", { type: "checkbox" })}
          />
        </>
      )}
    </StepDialog>
  );
};
