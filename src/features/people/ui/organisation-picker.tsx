import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { DraftOffer } from "#ui/draft-offer.tsx";
import { FormFrame, useEntryForm } from "#ui/form.tsx";
import { useFormDraft } from "#ui/form-draft.ts";
import { SmallModal } from "#ui/layers.tsx";
import { Picker } from "#ui/picker.tsx";
import type { Choice } from "../contract.ts";
import { OrganisationInput, organisationKinds } from "../organisation-contract.ts";
import { organisationKindWords } from "../words.ts";
import { useAnswer, useCommand } from "./door.ts";
import type { PickerProps } from "./place-picker.tsx";
import type { QuickForm } from "./quick-form.ts";

export const organisationKindOptions = organisationKinds.map((kind) => ({
  value: kind,
  label: organisationKindWords[kind],
}));

const QuickOrganisation = ({ typed, onDone }: QuickForm<Choice>) => {
  const initial = { name: typed, kind: null as (typeof organisationKinds)[number] | null, phone: "" };
  const form = useEntryForm(initial, OrganisationInput);
  const draft = useFormDraft("people.quickOrganisation", form, initial);
  const add = useCommand("people.addOrganisation");
  return (
    <FormFrame
      form={form}
      label="添加单位"
      onSave={async ({ name, kind, phone }) => {
        if (kind === null) return { ok: false, code: "InvalidInput" };
        const reply = await add.run({ name, kind, phone });
        if (reply.ok) {
          draft.drop();
          onDone({ id: reply.value.id, label: name.trim(), detail: organisationKindWords[kind] });
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
        <TextInput label="单位名称" required data-autofocus {...form.getInputProps("name")} />
        <Select
          label="类别"
          required
          data={organisationKindOptions}
          placeholder="请选择"
          {...form.getInputProps("kind")}
        />
        <TextInput label="电话" inputMode="tel" {...form.getInputProps("phone")} />
      </Stack>
    </FormFrame>
  );
};

const useOrganisations = (typed: string, isOpen: boolean) => {
  const answer = useAnswer("people.findOrganisations", { typed }, { isEnabled: isOpen, keepsPrevious: true });
  return { choices: answer.data?.choices ?? [], isLoading: answer.isFetching };
};

/** An organisation by name or pinyin initials; a new one can be added here. */
export const OrganisationPicker = (props: PickerProps<Choice>) => {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <>
      <Picker<Choice>
        placeholder="单位名称或拼音首字母"
        {...props}
        useChoices={useOrganisations}
        onCreate={{ label: (text) => `添加单位“${text}”`, run: setTyped }}
      />
      <SmallModal title="添加单位" isOpen={typed !== null} onClose={() => setTyped(null)}>
        {typed !== null && (
          <QuickOrganisation
            typed={typed}
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
