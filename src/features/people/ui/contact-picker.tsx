import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { DraftOffer } from "#ui/draft-offer.tsx";
import { FormFrame, useEntryForm } from "#ui/form.tsx";
import { useFormDraft } from "#ui/form-draft.ts";
import { SmallModal } from "#ui/layers.tsx";
import { Picker } from "#ui/picker.tsx";
import { type ContactChoice, ContactInput } from "../organisation-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { OrganisationPicker } from "./organisation-picker.tsx";
import type { PickerProps } from "./place-picker.tsx";
import { nameAndPhone, type QuickForm } from "./quick-form.ts";

type Unit = { id: string; label: string };

const QuickContact = (props: QuickForm<ContactChoice> & { organisation: Unit | null }) => {
  const initial = {
    ...nameAndPhone(props.typed),
    post: "",
    organisation: props.organisation,
    organisationId: props.organisation?.id ?? "",
  };
  const form = useEntryForm(initial, ContactInput);
  const draft = useFormDraft("people.quickContact", form, initial);
  const add = useCommand("people.addContact");
  return (
    <FormFrame
      form={form}
      label="添加联系人"
      onSave={async ({ name, phone, post, organisationId, organisation }) => {
        const reply = await add.run({ name, phone, post, organisationId });
        if (reply.ok) {
          draft.drop();
          props.onDone({
            id: reply.value.id,
            label: name.trim(),
            detail: [post.trim(), organisation?.label].filter(Boolean).join(" · "),
            organisationId,
            organisationName: organisation?.label ?? "",
            post: post.trim(),
          });
        }
        return reply;
      }}
      saveButton={
        <Button type="submit" loading={add.isRunning}>
          添加并选用
        </Button>
      }
    >
      <DraftOffer draft={draft} />
      <Stack gap="sm">
        <TextInput label="姓名" required data-autofocus {...form.getInputProps("name")} />
        <TextInput label="职务" {...form.getInputProps("post")} />
        <TextInput label="电话" inputMode="tel" {...form.getInputProps("phone")} />
        <OrganisationPicker
          label="单位"
          required
          disabled={props.organisation !== null}
          value={form.values.organisation}
          onChange={(choice) => {
            form.setFieldValue("organisation", choice);
            form.setFieldValue("organisationId", choice?.id ?? "");
          }}
          error={form.errors.organisationId && "请选择单位"}
        />
      </Stack>
    </FormFrame>
  );
};

/** A person of an organisation, who can be made responsible; with `organisation`, of that one alone. */
export const ContactPicker = ({
  organisation = null,
  ...props
}: PickerProps<ContactChoice> & { organisation?: Unit | null }) => {
  const [typed, setTyped] = useState<string | null>(null);
  const organisationId = organisation?.id ?? null;
  const useContacts = (text: string, isOpen: boolean) => {
    const answer = useAnswer(
      "people.findContacts",
      { typed: text, organisationId },
      { isEnabled: isOpen, keepsPrevious: true },
    );
    return { choices: answer.data?.choices ?? [], isLoading: answer.isFetching };
  };
  return (
    <>
      <Picker<ContactChoice>
        placeholder="姓名、职务或拼音首字母"
        {...props}
        useChoices={useContacts}
        onCreate={{ label: (text) => `添加联系人“${text}”`, run: setTyped }}
      />
      <SmallModal title="添加联系人" isOpen={typed !== null} onClose={() => setTyped(null)}>
        {typed !== null && (
          <QuickContact
            typed={typed}
            organisation={organisation}
            onDone={(choice) => {
              setTyped(null);
              props.onChange(choice);
            }}
          />
        )}
      </SmallModal>
    </>
  );
};
