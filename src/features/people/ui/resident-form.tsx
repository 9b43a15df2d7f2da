import {
  Autocomplete,
  Button,
  Checkbox,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import { DraftOffer } from "#ui/draft-offer.tsx";
import { type EntryForm, FormFrame, useEntryForm } from "#ui/form.tsx";
import { useFormDraft } from "#ui/form-draft.ts";
import { useMoment } from "#ui/moment.tsx";
import type { Choice } from "#ui/picker.tsx";
import { useRecordForm } from "#ui/record-form.tsx";
import {
  type AudienceTag,
  audiences,
  type genders,
  partyMemberKinds,
  type Resident,
  ResidentChange,
  ResidentInput,
} from "../resident-contract.ts";
import { ageOn } from "../rules.ts";
import { audienceWords, genderWords, partyMemberWords } from "../words.ts";
import { useCommand } from "./door.ts";
import { PlacePicker } from "./place-picker.tsx";
import { SamePeople } from "./same-people.tsx";

type Values = {
  name: string;
  gender: (typeof genders)[number] | null;
  birthDate: string | null;
  phone: string;
  householdId: string | null;
  home: Choice | null;
  relation: string;
  partyMember: (typeof partyMemberKinds)[number] | null;
  note: string;
  audienceTags: AudienceTag[];
  /** Only while a known person is changed. */
  movedOutDate: string | null;
  isPhoneRemoved: boolean;
};

const partyOptions = partyMemberKinds.map((kind) => ({ value: kind, label: partyMemberWords[kind] }));
const relations = ["户主", "配偶", "子女", "父母", "孙子女", "租住", "其他"];
const tagSources = ["户籍", "走访", "本人申报", "低保名单", "残联名单"];

/** 一老一小一困: each with where it is known from and since when. */
const AudienceTags = ({ form }: { form: EntryForm<Values> }) => {
  const { today } = useMoment();
  const tags = form.values.audienceTags;
  const set = (next: AudienceTag[]) => form.setFieldValue("audienceTags", next);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={700} mb={-4}>
        一老一小一困
      </Text>
      <Group gap="md" role="group" aria-label="一老一小一困">
        {audiences.map((audience) => (
          <Checkbox
            key={audience}
            label={audienceWords[audience]}
            checked={tags.some((tag) => tag.audience === audience)}
            onChange={(event) =>
              set(
                event.currentTarget.checked
                  ? [...tags, { audience, source: "", sinceDate: today }]
                  : tags.filter((tag) => tag.audience !== audience),
              )
            }
          />
        ))}
      </Group>
      {tags.map((tag, index) => (
        <SimpleGrid cols={2} spacing="sm" key={tag.audience}>
          <Autocomplete
            label={`${audienceWords[tag.audience]}：来源`}
            required
            data={tagSources}
            {...form.getInputProps(`audienceTags.${index}.source`)}
          />
          <DayField
            label="认定日期"
            required
            value={tag.sinceDate}
            onChange={(day) => form.setFieldValue(`audienceTags.${index}.sinceDate`, day ?? "")}
            error={form.errors[`audienceTags.${index}.sinceDate`]}
          />
        </SimpleGrid>
      ))}
      {form.errors.audienceTags && (
        <Text c="red.9" size="sm">
          {form.errors.audienceTags}
        </Text>
      )}
    </Stack>
  );
};

const Fields = ({ form, phoneHint }: { form: EntryForm<Values>; phoneHint?: string }) => {
  const { today } = useMoment();
  const age = ageOn(form.values.birthDate, today);
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput label="姓名" required data-autofocus {...form.getInputProps("name")} />
        <TextInput label="电话" inputMode="tel" placeholder={phoneHint} {...form.getInputProps("phone")} />
      </SimpleGrid>
      <SimpleGrid cols={2} spacing="sm">
        <PlacePicker
          label="住址"
          onlyHouseholds
          value={form.values.home}
          onChange={(choice) => {
            form.setFieldValue("home", choice && { id: choice.id, label: choice.label });
            form.setFieldValue("householdId", choice?.place.householdId ?? null);
          }}
          error={form.errors.householdId}
        />
        <Autocomplete label="与户主关系" data={relations} {...form.getInputProps("relation")} />
        <DayField
          label={age === null || Number.isNaN(age) ? "出生日期" : `出生日期（${age} 岁）`}
          value={form.values.birthDate}
          onChange={(day) => form.setFieldValue("birthDate", day)}
          error={form.errors.birthDate}
        />
        <ChoiceRow
          label="性别"
          words={genderWords}
          value={form.values.gender}
          onChange={(gender) => form.setFieldValue("gender", gender)}
        />
        <Select
          label="党员身份"
          placeholder="不是党员或不清楚"
          clearable
          data={partyOptions}
          {...form.getInputProps("partyMember")}
        />
      </SimpleGrid>
      <AudienceTags form={form} />
      <Textarea label="备注" autosize minRows={2} maxRows={6} {...form.getInputProps("note")} />
    </>
  );
};

const emptyValues: Values = {
  name: "",
  gender: null,
  birthDate: null,
  phone: "",
  householdId: null,
  home: null,
  relation: "",
  partyMember: null,
  note: "",
  audienceTags: [],
  movedOutDate: null,
  isPhoneRemoved: false,
};

/** Registers a person; who looks like them is shown before anything is saved. */
export const NewResident = (props: { home: Choice | null; onDone(id: string): void }) => {
  const initial: Values = { ...emptyValues, home: props.home, householdId: props.home?.id ?? null };
  const form = useEntryForm(initial, ResidentInput);
  const draft = useFormDraft("people.resident", form, initial);
  const add = useCommand("people.addResident");
  const { name, phone, householdId } = form.values;
  return (
    <>
      <DraftOffer draft={draft} />
      <FormFrame
        form={form}
        label="登记居民"
        onSave={async ({ home: _home, movedOutDate: _movedOutDate, isPhoneRemoved: _isPhoneRemoved, ...values }) => {
          const reply = await add.run(values);
          if (reply.ok) {
            draft.drop();
            tellDone(`已登记 ${values.name.trim()}`);
            props.onDone(reply.value.id);
          }
          return reply;
        }}
        saveButton={
          <Button type="submit" loading={add.isRunning} rightSection={<kbd>Ctrl Enter</kbd>}>
            登记
          </Button>
        }
      >
        <Stack gap="sm">
          <Fields form={form} />
          <SamePeople
            like={{ name, phone, householdId }}
            onChoose={(same) => {
              draft.drop();
              props.onDone(same.id);
            }}
          />
        </Stack>
      </FormFrame>
    </>
  );
};

const withHome = [["home", "householdId"]] as const;

/** The phone was never here unmasked, so that an empty field leaves it as it is. */
export const ChangeResident = ({ resident, onDone }: { resident: Resident; onDone(): void }) => {
  const change = useCommand("people.changeResident");
  const { form, save, notice } = useRecordForm<Values>(
    {
      empty: {
        name: resident.name,
        gender: resident.gender,
        birthDate: resident.birthDate,
        phone: "",
        householdId: resident.householdId,
        home: resident.householdId === null ? null : { id: resident.householdId, label: resident.place?.label ?? "" },
        relation: resident.relation,
        partyMember: resident.partyMember,
        note: resident.note,
        audienceTags: resident.audienceTags,
        movedOutDate: resident.movedOutDate,
        isPhoneRemoved: false,
      },
      schema: ResidentChange.omit({ id: true, version: true }),
      together: withHome,
      save: ({ home: _home, isPhoneRemoved, phone, ...values }) => {
        const typedPhone = phone.trim() === "" ? {} : { phone };
        return change.run({
          ...values,
          ...(isPhoneRemoved ? { phone: "" } : typedPhone),
          id: resident.id,
          version: resident.version,
        });
      },
    },
    `people.resident.${resident.id}`,
  );
  return (
    <FormFrame
      form={form}
      label="修改居民"
      onSave={async (values) => {
        const reply = await save(values);
        if (reply.ok) {
          tellDone("已保存");
          onDone();
        }
        return reply;
      }}
      saveButton={
        <Button type="submit" loading={change.isRunning} rightSection={<kbd>Ctrl Enter</kbd>}>
          保存
        </Button>
      }
    >
      {notice}
      <Stack gap="sm">
        <Fields form={form} {...(resident.maskedPhone ? { phoneHint: `${resident.maskedPhone}，不改就空着` } : {})} />
        <Group gap="lg" align="flex-end">
          <DayField
            label="迁出日期"
            description="搬走后填写；不再列入住户，记录都保留"
            value={form.values.movedOutDate}
            onChange={(day) => form.setFieldValue("movedOutDate", day)}
            error={form.errors.movedOutDate}
          />
          {resident.maskedPhone !== "" && (
            <Checkbox label="删去电话" {...form.getInputProps("isPhoneRemoved", { type: "checkbox" })} />
          )}
        </Group>
      </Stack>
    </FormFrame>
  );
};
