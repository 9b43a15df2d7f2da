import { Checkbox, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import {
  type Contact,
  ContactChange,
  ContactInput,
  type Organisation,
  OrganisationChange,
  OrganisationInput,
  type organisationKinds,
} from "../organisation-contract.ts";
import { useCommand } from "./door.ts";
import { organisationKindOptions } from "./organisation-picker.tsx";
import { ResidentPicker } from "./resident-picker.tsx";

type Dialog = { isOpen: boolean; onClose(): void };
type Kind = (typeof organisationKinds)[number];

/** The phone was never here unmasked: empty leaves it as it is. */
const phoneHint = (maskedPhone: string | undefined) =>
  maskedPhone ? { placeholder: `${maskedPhone}，不改就空着` } : {};
const changedPhone = (phone: string) => (phone.trim() === "" ? {} : { phone });

export const OrganisationDialog = (
  props: Dialog & { organisation: Organisation | null; onSaved(id: string): void },
) => {
  const { organisation } = props;
  const add = useCommand("people.addOrganisation");
  const change = useCommand("people.changeOrganisation");
  return (
    <StepDialog
      {...props}
      title={organisation ? `修改 ${organisation.name}` : "添加单位"}
      action="保存"
      draft={organisation ? `people.organisation.${organisation.id}` : "people.organisation"}
      done="已保存单位"
      empty={{
        name: organisation?.name ?? "",
        kind: (organisation?.kind ?? null) as Kind | null,
        phone: "",
        address: organisation?.address ?? "",
        note: organisation?.note ?? "",
        isRetired: organisation?.isRetired ?? false,
        version: organisation?.version ?? 1,
      }}
      schema={organisation ? OrganisationChange.omit({ id: true, version: true }) : OrganisationInput}
      save={async ({ kind, phone, isRetired, version, ...values }) => {
        if (kind === null) return { ok: false, code: "InvalidInput" };
        const reply = await (organisation
          ? change.run({
              ...values,
              ...changedPhone(phone),
              kind,
              isRetired,
              id: organisation.id,
              version,
            })
          : add.run({ ...values, phone, kind }));
        if (reply.ok) props.onSaved(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <TextInput label="单位名称" required data-autofocus {...form.getInputProps("name")} />
          <SimpleGrid cols={2} spacing="sm">
            <Select
              label="类别"
              required
              placeholder="请选择"
              data={organisationKindOptions}
              {...form.getInputProps("kind")}
            />
            <TextInput
              label="电话"
              inputMode="tel"
              {...phoneHint(organisation?.maskedPhone)}
              {...form.getInputProps("phone")}
            />
          </SimpleGrid>
          <TextInput label="地址" {...form.getInputProps("address")} />
          <Textarea label="备注" autosize minRows={2} maxRows={6} {...form.getInputProps("note")} />
          {organisation && (
            <Checkbox
              label="停用：以后不再能选到，过去的记录不变"
              {...form.getInputProps("isRetired", { type: "checkbox" })}
            />
          )}
        </>
      )}
    </StepDialog>
  );
};

export const ContactDialog = (
  props: Dialog & { organisation: { id: string; name: string }; contact: Contact | null },
) => {
  const { organisation, contact } = props;
  const add = useCommand("people.addContact");
  const change = useCommand("people.changeContact");
  return (
    <StepDialog
      {...props}
      title={contact ? `修改 ${contact.name}` : `添加联系人：${organisation.name}`}
      action="保存"
      draft={contact ? `people.contact.${contact.id}` : `people.contact.of.${organisation.id}`}
      done="已保存联系人"
      empty={{
        name: contact?.name ?? "",
        post: contact?.post ?? "",
        phone: "",
        organisationId: organisation.id,
        resident: (contact?.residentId
          ? { id: contact.residentId, label: contact.residentName }
          : null) as Choice | null,
        residentId: contact?.residentId ?? null,
        isRetired: contact?.isRetired ?? false,
        version: contact?.version ?? 1,
      }}
      schema={contact ? ContactChange.omit({ id: true, version: true }) : ContactInput}
      save={({ name, post, phone, residentId, isRetired, organisationId, version }) =>
        contact
          ? change.run({
              name,
              post,
              residentId,
              isRetired,
              ...changedPhone(phone),
              id: contact.id,
              version,
            })
          : add.run({ name, post, phone, residentId, organisationId })
      }
    >
      {(form) => (
        <>
          <SimpleGrid cols={2} spacing="sm">
            <TextInput label="姓名" required data-autofocus {...form.getInputProps("name")} />
            <TextInput label="职务" {...form.getInputProps("post")} />
          </SimpleGrid>
          <TextInput
            label="电话"
            inputMode="tel"
            {...phoneHint(contact?.maskedPhone)}
            {...form.getInputProps("phone")}
          />
          <ResidentPicker
            label="也是本社区居民"
            description="选上之后，没填电话时用居民登记的电话"
            value={form.values.resident}
            onChange={(choice) => {
              form.setFieldValue("resident", choice && { id: choice.id, label: choice.label });
              form.setFieldValue("residentId", choice?.id ?? null);
            }}
            error={form.errors.residentId}
          />
          {contact && (
            <Checkbox
              label="停用：以后不再能选到，过去的记录不变"
              {...form.getInputProps("isRetired", { type: "checkbox" })}
            />
          )}
        </>
      )}
    </StepDialog>
  );
};
