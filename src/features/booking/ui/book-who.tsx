import { SimpleGrid, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { PlacePicker } from "#features/people/ui/place-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import type { BookValues, WhoKind } from "./book-form.ts";

const whoWords: Readonly<Record<WhoKind, string>> = {
  resident: "居民",
  named: "没登记的人",
  household: "一户",
  group: "单位、团体",
};

/** Who comes, or whom somebody comes to; what stands inside follows in the same rows. */
export const BookWho = (props: { form: EntryForm<BookValues>; isOpening: boolean; children: ReactNode }) => {
  const { form, isOpening } = props;
  const { whoKind } = form.values;
  const text = (label: string, name: "name" | "contactName" | "phone", isRequired = false) => (
    <TextInput
      label={label}
      required={isRequired}
      autoComplete="off"
      {...(name === "phone" ? { inputMode: "tel" as const } : {})}
      {...form.getInputProps(name)}
    />
  );
  return (
    <>
      <ChoiceRow
        label="给谁约"
        words={whoWords}
        value={whoKind}
        onChange={(kind) => {
          form.setFieldValue("whoKind", kind);
          for (const field of ["resident", "household", "organisation", "name", "phone"]) form.clearFieldError(field);
        }}
      />
      <SimpleGrid
        cols={whoKind === "named" || whoKind === "group" ? 3 : 2}
        spacing="sm"
        verticalSpacing="xs"
        mt="xs"
        data-first-field
      >
        {whoKind === "resident" && (
          <ResidentPicker
            label="居民"
            required
            autoFocus={isOpening}
            value={form.values.resident}
            onChange={(choice) => {
              form.setFieldValue(
                "resident",
                choice && { id: choice.id, label: choice.label, detail: choice.detail ?? "" },
              );
              form.clearFieldError("resident");
            }}
            error={form.errorOf("resident")}
          />
        )}
        {whoKind === "named" && text("姓名", "name", true)}
        {whoKind === "household" && (
          <PlacePicker
            label="哪一户"
            required
            onlyHouseholds
            value={form.values.household}
            onChange={(choice) => {
              const { householdId } = choice?.place ?? { householdId: null };
              form.setFieldValue("household", choice && householdId ? { id: householdId, label: choice.label } : null);
              form.clearFieldError("household");
            }}
            error={form.errorOf("household")}
          />
        )}
        {whoKind === "group" && (
          <>
            <OrganisationPicker
              label="单位"
              value={form.values.organisation}
              onChange={(choice) => {
                form.setFieldValue("organisation", choice && { id: choice.id, label: choice.label });
                form.clearFieldError("organisation");
              }}
              error={form.errorOf("organisation")}
            />
            {form.values.organisation === null && text("或团体名称", "name")}
          </>
        )}
        {(whoKind === "group" || whoKind === "household") && text("联系人", "contactName")}
        {whoKind !== "resident" && text("电话", "phone")}
        {props.children}
      </SimpleGrid>
    </>
  );
};
