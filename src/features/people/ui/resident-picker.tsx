import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { DraftOffer } from "#ui/draft-offer.tsx";
import { FormFrame, useEntryForm } from "#ui/form.tsx";
import { useFormDraft } from "#ui/form-draft.ts";
import { SmallModal } from "#ui/layers.tsx";
import { Picker } from "#ui/picker.tsx";
import type { PlaceChoice } from "../place-contract.ts";
import { type ResidentChoice, ResidentInput } from "../resident-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { type PickerProps, PlacePicker } from "./place-picker.tsx";
import { nameAndPhone, type QuickForm } from "./quick-form.ts";
import { SamePeople } from "./same-people.tsx";

/** A person who is not on the list yet, from inside another form. */
const QuickResident = ({ typed, onDone }: QuickForm<ResidentChoice>) => {
  const initial = { ...nameAndPhone(typed), householdId: null as string | null, home: null as PlaceChoice | null };
  const form = useEntryForm(initial, ResidentInput);
  const draft = useFormDraft("people.quickResident", form, initial);
  const add = useCommand("people.addResident");
  const { name, phone, householdId, home } = form.values;
  return (
    <FormFrame
      form={form}
      label="登记居民"
      onSave={async (values) => {
        const reply = await add.run({ name: values.name, phone: values.phone, householdId: values.householdId });
        if (reply.ok) {
          draft.drop();
          onDone({
            id: reply.value.id,
            label: values.name.trim(),
            detail: values.home?.label ?? "",
            maskedPhone: "",
            place: values.home?.place ?? null,
          });
        }
        return reply;
      }}
      saveButton={
        <Button type="submit" loading={add.isRunning}>
          登记并选用
        </Button>
      }
    >
      <DraftOffer draft={draft} />
      <Stack gap="sm">
        <TextInput label="姓名" required data-autofocus {...form.getInputProps("name")} />
        <TextInput label="电话" inputMode="tel" {...form.getInputProps("phone")} />
        <PlacePicker
          label="住址"
          onlyHouseholds
          value={home}
          onChange={(choice) => {
            form.setFieldValue("home", choice);
            form.setFieldValue("householdId", choice?.place.householdId ?? null);
          }}
          error={form.errors.householdId}
        />
        <SamePeople
          like={{ name, phone, householdId }}
          onChoose={(same) =>
            onDone({
              id: same.id,
              label: same.name,
              detail: same.placeLabel,
              maskedPhone: same.maskedPhone,
              place: null,
            })
          }
        />
      </Stack>
    </FormFrame>
  );
};

const useResidents = (typed: string, isOpen: boolean) => {
  const answer = useAnswer("people.findResidents", { typed }, { isEnabled: isOpen, keepsPrevious: true });
  return { choices: answer.data?.choices ?? [], isLoading: answer.isFetching };
};

/** A resident by name, pinyin initials, phone or address; somebody new can be registered here. */
export const ResidentPicker = ({ canAdd = true, ...props }: PickerProps<ResidentChoice> & { canAdd?: boolean }) => {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <>
      <Picker<ResidentChoice>
        placeholder="姓名、拼音首字母、电话或 3-2-501"
        {...props}
        useChoices={useResidents}
        {...(canAdd ? { onCreate: { label: (text: string) => `登记新居民“${text}”`, run: setTyped } } : {})}
      />
      <SmallModal title="登记居民" isOpen={typed !== null} onClose={() => setTyped(null)}>
        {typed !== null && (
          <QuickResident
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
