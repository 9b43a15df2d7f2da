import { Checkbox, Select, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { type ComponentProps, useEffect, useRef } from "react";
import { GridSelect } from "#features/people/ui/grid-select.tsx";
import { PlacePicker } from "#features/people/ui/place-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { CategoryPicker } from "#features/system/ui/category-picker.tsx";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import type { Choice } from "#ui/picker.tsx";
import type { AppealInput } from "../appeal-contract.ts";
import { channelWords, natureWords, ownershipWords, urgencyWords, voiceWords } from "../appeal-words.ts";

/** An appeal as its form holds it: what will be sent, and the names of what was chosen. */
export type AppealFormValues = {
  voice: AppealInput["voice"];
  reporter: Choice | null;
  reporterId: string | null;
  reporterName: string;
  reporterPhone: string;
  behalfOf: string;
  behalfRelation: string;
  channel: AppealInput["channel"];
  nature: AppealInput["nature"] | null;
  urgency: AppealInput["urgency"];
  ownership: AppealInput["ownership"];
  category: Choice | null;
  categoryCode: string | null;
  place: Choice | null;
  estateId: string | null;
  buildingId: string | null;
  unitId: string | null;
  householdId: string | null;
  gridId: string | null;
  placeNote: string;
  title: string;
  content: string;
  isConfidential: boolean;
};

export const emptyAppealForm: AppealFormValues = {
  voice: "self",
  reporter: null,
  reporterId: null,
  reporterName: "",
  reporterPhone: "",
  behalfOf: "",
  behalfRelation: "",
  channel: "window",
  nature: null,
  urgency: "ordinary",
  ownership: "own",
  category: null,
  categoryCode: null,
  place: null,
  estateId: null,
  buildingId: null,
  unitId: null,
  householdId: null,
  gridId: null,
  placeNote: "",
  title: "",
  content: "",
  isConfidential: false,
};

/** Only what the operation takes, without the names that the form shows. */
export const sentAppeal = ({ reporter: _r, category: _c, place: _p, nature, ...sent }: AppealFormValues) => ({
  ...sent,
  nature: nature ?? "help",
});

type PlaceChoice = NonNullable<Parameters<ComponentProps<typeof PlacePicker>["onChange"]>[0]>;

const setPlace = (form: EntryForm<AppealFormValues>, label: string | null, place: PlaceChoice["place"] | null) => {
  form.setFieldValue(
    "place",
    place && label !== null ? { id: place.householdId ?? place.unitId ?? place.buildingId ?? "", label } : null,
  );
  form.setFieldValue("estateId", place?.estateId ?? null);
  form.setFieldValue("buildingId", place?.buildingId ?? null);
  form.setFieldValue("unitId", place?.unitId ?? null);
  form.setFieldValue("householdId", place?.householdId ?? null);
  form.setFieldValue("gridId", place?.gridId ?? null);
};

const channelOptions = Object.entries(channelWords).map(([value, label]) => ({ value, label }));

/** The fields of an appeal in the order in which a resident tells it. */
export const AppealFields = (props: { form: EntryForm<AppealFormValues>; isNew: boolean }) => {
  const { form, isNew } = props;
  const { values, errors } = form;
  const may = useMay();
  // A reporter's field that comes back after an anonymous one must not take the focus away.
  const isOpening = useRef(isNew);
  useEffect(() => {
    isOpening.current = false;
  }, []);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <ChoiceRow
          label="谁来反映"
          words={voiceWords}
          value={values.voice}
          onChange={(voice) => form.setFieldValue("voice", voice)}
          error={errors.voice}
        />
        <Select
          label="来源"
          data={channelOptions}
          value={values.channel}
          onChange={(value) => form.setFieldValue("channel", (value ?? "window") as AppealInput["channel"])}
          allowDeselect={false}
          searchable
          required
          error={errors.channel}
        />
      </SimpleGrid>
      {values.voice !== "anonymous" && (
        <SimpleGrid cols={3} spacing="sm" verticalSpacing="xs" data-first-field>
          <ResidentPicker
            label="诉求人（查居民）"
            autoFocus={isOpening.current}
            value={values.reporter}
            onChange={(choice) => {
              form.setFieldValue("reporter", choice && { id: choice.id, label: choice.label });
              form.setFieldValue("reporterId", choice?.id ?? null);
              if (choice?.place && values.place === null) setPlace(form, choice.place.label, choice.place);
            }}
            error={errors.reporterId}
          />
          <TextInput label="或只记姓名" disabled={values.reporterId !== null} {...form.getInputProps("reporterName")} />
          {isNew && (
            <TextInput
              label="电话"
              inputMode="tel"
              placeholder={values.reporterId === null ? "" : "不填就用登记的号码"}
              {...form.getInputProps("reporterPhone")}
            />
          )}
        </SimpleGrid>
      )}
      {values.voice === "onBehalf" && (
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label="代谁反映" required {...form.getInputProps("behalfOf")} />
          <TextInput label="与诉求人的关系" placeholder="例如：母亲、邻居" {...form.getInputProps("behalfRelation")} />
        </SimpleGrid>
      )}
      <Textarea
        wrapperProps={{ "data-first-field": true }}
        data-autofocus={isNew ? undefined : true}
        label="诉求内容"
        placeholder="居民怎么说就怎么记"
        required
        autosize
        minRows={4}
        maxRows={10}
        {...form.getInputProps("content")}
      />
      <ChoiceRow
        label="性质"
        words={natureWords}
        value={values.nature}
        onChange={(nature) => form.setFieldValue("nature", nature)}
        required
        error={errors.nature}
      />
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <PlacePicker
          label="地点"
          value={values.place}
          onChange={(choice) => setPlace(form, choice?.label ?? null, choice?.place ?? null)}
          error={errors.buildingId}
        />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label="地点补充" placeholder="例如：东门岗亭旁" {...form.getInputProps("placeNote")} />
          <GridSelect
            label="网格"
            value={values.gridId}
            disabled={values.buildingId !== null}
            onChange={(gridId) => form.setFieldValue("gridId", gridId)}
          />
        </SimpleGrid>
        <CategoryPicker
          label="分类"
          value={values.category}
          onChange={(choice) => {
            form.setFieldValue("category", choice);
            form.setFieldValue("categoryCode", choice?.id ?? null);
          }}
          error={errors.categoryCode}
        />
        <TextInput label="标题" placeholder="不填就取内容的开头" {...form.getInputProps("title")} />
      </SimpleGrid>
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <ChoiceRow
          label="紧急程度"
          words={urgencyWords}
          value={values.urgency}
          onChange={(urgency) => form.setFieldValue("urgency", urgency)}
        />
        {(isNew || may("director")) && (
          <Select
            label="归口"
            data={Object.entries(ownershipWords).map(([value, label]) => ({ value, label }))}
            value={values.ownership}
            onChange={(value) => form.setFieldValue("ownership", (value ?? "own") as AppealInput["ownership"])}
            allowDeselect={false}
          />
        )}
      </SimpleGrid>
      <Checkbox
        label="保密：不进列表、查找和打印（举报一律保密）"
        checked={values.isConfidential || values.nature === "report"}
        disabled={values.nature === "report"}
        onChange={(event) => form.setFieldValue("isConfidential", event.currentTarget.checked)}
      />
    </Stack>
  );
};
