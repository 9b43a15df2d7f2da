import { Checkbox, Group, NumberInput, Text, TextInput } from "@mantine/core";
import { z } from "zod";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { numberOrNull } from "#ui/number-fields.ts";
import type { Choice } from "#ui/picker.tsx";
import { RecordContext } from "#ui/record-context.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type StationKind, type StationLine, stationContract } from "../station-contract.ts";
import { stationTemplates } from "../station-templates.ts";
import { stationKindWords } from "../station-words.ts";
import { useCommand } from "./door.ts";

const keeperWords = { contact: "单位的人", resident: "居民、志愿者" };

type Values = {
  name: string;
  kind: StationKind;
  place: string;
  openHours: string;
  languages: string;
  organisation: Choice | null;
  keeper: keyof typeof keeperWords;
  contact: Choice | null;
  resident: Choice | null;
  seasonFromMonth: number | null;
  seasonToMonth: number | null;
  tallyEveryDays: number | null;
  roundEveryDays: number | null;
  withSupplies: boolean;
};

const fields = stationContract["stations.changeStation"].input.pick({
  name: true,
  kind: true,
  place: true,
  openHours: true,
  languages: true,
  seasonFromMonth: true,
  seasonToMonth: true,
  tallyEveryDays: true,
  roundEveryDays: true,
});

const choiceOf = (id: string | null, label: string): Choice | null => (id === null ? null : { id, label });

const valuesOf = (station: StationLine | null): Values => ({
  name: station?.name ?? "",
  kind: station?.kind ?? "rest",
  place: station?.place ?? "",
  openHours: station?.openHours ?? stationTemplates.rest.openHours,
  languages: station?.languages ?? "",
  organisation: choiceOf(station?.organisationId ?? null, station?.organisationName ?? ""),
  keeper: station?.keeperResidentId ? "resident" : "contact",
  contact: choiceOf(station?.keeperContactId ?? null, station?.keeperName ?? ""),
  resident: choiceOf(station?.keeperResidentId ?? null, station?.keeperName ?? ""),
  seasonFromMonth: station?.seasonFromMonth ?? null,
  seasonToMonth: station?.seasonToMonth ?? null,
  tallyEveryDays: station ? station.tallyEveryDays : 3,
  roundEveryDays: station ? station.roundEveryDays : 7,
  withSupplies: station === null,
});

const NumberOf = (props: {
  form: EntryForm<Values>;
  field: "seasonFromMonth" | "seasonToMonth" | "tallyEveryDays" | "roundEveryDays";
  label: string;
  suffix: string;
  max: number;
  description?: string;
}) => (
  <NumberInput
    label={props.label}
    description={props.description}
    flex={1}
    min={1}
    max={props.max}
    allowDecimal={false}
    suffix={props.suffix}
    value={props.form.values[props.field] ?? ""}
    onChange={(value) => props.form.setFieldValue(props.field, numberOrNull(value))}
    error={props.form.errors[props.field]}
  />
);

/** A 冰柜 comes with 冰新一夏: its season, and what it usually keeps. */
const takeTemplate = (form: EntryForm<Values>, kind: StationKind): void => {
  const { seasonFromMonth, seasonToMonth, openHours } = stationTemplates[kind];
  form.setValues({ ...form.getValues(), kind, seasonFromMonth, seasonToMonth, openHours });
};

export const StationDialog = ({ station, onClose }: { station: StationLine | null; onClose(): void }) => {
  const add = useCommand("stations.addStation", { marksFields: true });
  const change = useCommand("stations.changeStation", { marksFields: true });
  return (
    <RecordContext.Provider value={{ version: station?.version ?? null, timeline: undefined }}>
      <StepDialog<Values>
        isOpen
        onClose={onClose}
        size="44rem"
        title={station ? `修改：${station.name}` : "增加驿站、冰柜"}
        action="保存"
        draft={station ? `stations.changeStation.${station.id}` : "stations.addStation"}
        done="已保存"
        together={[["keeper", "contact", "resident"]]}
        empty={valuesOf(station)}
        schema={fields.loose()}
        save={({ organisation, keeper, contact, resident, withSupplies, ...values }) => {
          const written = {
            ...values,
            organisationId: organisation?.id ?? null,
            keeperContactId: keeper === "contact" ? (contact?.id ?? null) : null,
            keeperResidentId: keeper === "resident" ? (resident?.id ?? null) : null,
          };
          if (station) return change.run({ ...written, id: station.id, version: station.version });
          return add.run({ ...written, supplies: withSupplies ? [...stationTemplates[values.kind].supplies] : [] });
        }}
      >
        {(form) => (
          <>
            <ChoiceRow
              label="哪一种"
              words={stationKindWords}
              value={form.values.kind}
              onChange={(kind) => (station ? form.setFieldValue("kind", kind) : takeTemplate(form, kind))}
            />
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <TextInput
                label="名称"
                required
                placeholder="如 东门暖心驿站"
                flex={1}
                data-autofocus
                {...form.getInputProps("name")}
              />
              <TextInput
                label="地点"
                required
                placeholder="如 人民路 12 号门口"
                flex={1}
                {...form.getInputProps("place")}
              />
            </Group>
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <TextInput label="开放时间" placeholder="如 8:00–18:00" flex={1} {...form.getInputProps("openHours")} />
              <TextInput
                label="能说什么话"
                placeholder="如 蒙古语、汉语"
                flex={1}
                {...form.getInputProps("languages")}
              />
              <NumberOf
                form={form}
                field="seasonFromMonth"
                label="从几月"
                description="全年开放不填"
                suffix=" 月"
                max={12}
              />
              <NumberOf
                form={form}
                field="seasonToMonth"
                label="到几月"
                description="过了这个月就不再催"
                suffix=" 月"
                max={12}
              />
            </Group>
            <OrganisationPicker
              label="设在哪个单位、由哪个单位管"
              value={form.values.organisation}
              onChange={(choice) => form.setFieldValue("organisation", choice)}
            />
            <ChoiceRow
              label="管护人"
              words={keeperWords}
              value={form.values.keeper}
              onChange={(keeper) => form.setFieldValue("keeper", keeper)}
            />
            {form.values.keeper === "contact" ? (
              <ContactPicker
                label="哪一位"
                value={form.values.contact}
                onChange={(choice) => form.setFieldValue("contact", choice)}
              />
            ) : (
              <ResidentPicker
                label="哪一位"
                value={form.values.resident}
                onChange={(choice) => form.setFieldValue("resident", choice)}
              />
            )}
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <NumberOf
                form={form}
                field="tallyEveryDays"
                label="超过几天没登记人次要提醒"
                description="不登记人次的不填"
                suffix=" 天"
                max={366}
              />
              <NumberOf
                form={form}
                field="roundEveryDays"
                label="超过几天没巡查要提醒"
                description="不巡查的不填"
                suffix=" 天"
                max={366}
              />
            </Group>
            {!station && (
              <Checkbox
                label="带上常备物资"
                description={stationTemplates[form.values.kind].supplies
                  .map(({ name, unit, leastCount }) => `${name} ${leastCount} ${unit}`)
                  .join("、")}
                checked={form.values.withSupplies}
                onChange={(event) => form.setFieldValue("withSupplies", event.currentTarget.checked)}
              />
            )}
          </>
        )}
      </StepDialog>
    </RecordContext.Provider>
  );
};

export const RetireDialog = ({ station, onClose }: { station: StationLine; onClose(): void }) => {
  const retire = useCommand("stations.retireStation");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`停用${station.name}`}
      action="停用"
      draft={null}
      done="已停用，记录都留着，可以重新启用"
      empty={{ reason: "" }}
      schema={z.object({ reason: stationContract["stations.retireStation"].input.shape.reason })}
      save={({ reason }) => retire.run({ id: station.id, version: station.version, reason })}
    >
      {(form) => (
        <>
          <Text size="sm" c="dimmed">
            停用后不再提醒，也不能再补充、登记人次和巡查；剩下的物资还可以领用、报废、盘点。
          </Text>
          <TextInput label="为什么停用" required data-autofocus {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};
