import { MultiSelect, NumberInput, Select, SimpleGrid, Switch, Textarea, TextInput } from "@mantine/core";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { selectAll } from "#ui/number-fields.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type ServiceLine, serviceContract } from "../service-contract.ts";
import {
  audienceWords,
  partyWords,
  priceKindWords,
  serviceCategoryWords,
  serviceModeWords,
  serviceRefusals,
} from "../service-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import {
  EquipmentFields,
  ManyOf,
  optionsOf,
  QuotaFields,
  type ServiceValues,
  WhoMayFields,
} from "./service-fields.tsx";

const blank: ServiceValues = {
  name: "",
  category: null,
  mode: null,
  audiences: [],
  parties: ["person"],
  durationMinutes: 30,
  placeCount: 10,
  maxHeadCount: 1,
  roomId: null,
  providerIds: [],
  equipment: [],
  bring: "",
  whoMay: { minAge: null, maxAge: null, audiences: [], isLivingHere: false },
  quotas: [],
  minNoticeMinutes: 0,
  maxDaysAhead: 60,
  priceKind: "free",
  price: "",
  subsidySource: "",
  consent: "",
  isApprovalNeeded: false,
  hasWaitingList: true,
  isTwoPersonVisit: false,
  note: "",
  isRetired: false,
};

const valuesOf = (service: ServiceLine): ServiceValues => {
  const {
    id: _id,
    version: _version,
    roomName: _room,
    providerNames: _names,
    equipmentNames: _things,
    ...values
  } = service;
  return values;
};

const schema = serviceContract["booking.changeService"].input
  .omit({ id: true, version: true })
  .refine(({ priceKind, price }) => priceKind === "free" || price !== "", {
    path: ["price"],
    message: serviceRefusals.PriceNeedsWords,
  });

/** What is still in use, and what the service holds though it is not. */
const offered = <R extends { id: string; isRetired: boolean }>(rows: readonly R[], chosen: readonly string[]): R[] =>
  rows.filter(({ id, isRetired }) => !isRetired || chosen.includes(id));

export const ServiceDialog = (props: {
  service: ServiceLine | null;
  onClose(): void;
  /** With the service that was saved. */
  onDone(id: string): void;
}) => {
  const { service } = props;
  const add = useCommand("booking.addService", { marksFields: true });
  const change = useCommand("booking.changeService", { marksFields: true });
  const resources = useAnswer("booking.listResources", { withRetired: true }).data;
  const rooms = offered(resources?.rooms ?? [], service?.roomId ? [service.roomId] : []);
  const providers = offered(resources?.providers ?? [], service?.providerIds ?? []);
  const equipment = offered(resources?.equipment ?? [], service?.equipment.map(({ equipmentId }) => equipmentId) ?? []);
  return (
    <StepDialog<ServiceValues>
      isOpen
      size="46rem"
      onClose={props.onClose}
      title={service ? `修改：${service.name}` : "新的服务项目"}
      action="保存"
      draft={service ? `booking.changeService.${service.id}` : "booking.addService"}
      done={service ? "已保存，已经排好的场次照旧" : "已加入服务目录"}
      empty={service ? valuesOf(service) : blank}
      schema={schema}
      save={async ({ isRetired, category, mode, ...fields }) => {
        if (category === null || mode === null) return { ok: false, code: "InvalidInput" };
        const written = { ...fields, category, mode };
        const reply = service
          ? await change.run({ ...written, id: service.id, version: service.version, isRetired })
          : await add.run(written);
        if (reply.ok) props.onDone(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <TextInput label="项目名称" required data-autofocus {...form.getInputProps("name")} />
          <SimpleGrid cols={2}>
            <Select
              label="类别"
              required
              placeholder="请选择"
              data={optionsOf(serviceCategoryWords)}
              {...form.getInputProps("category")}
            />
            <ChoiceRow
              label="在哪里服务"
              required
              words={serviceModeWords}
              value={form.values.mode}
              onChange={(mode) => form.setFieldValue("mode", mode)}
              error={form.errors.mode}
            />
          </SimpleGrid>
          <SimpleGrid cols={2}>
            <ManyOf
              label="面向"
              words={audienceWords}
              value={form.values.audiences}
              onChange={(audiences) => form.setFieldValue("audiences", audiences)}
            />
            <ManyOf
              label="谁来约"
              words={partyWords}
              value={form.values.parties}
              onChange={(parties) => form.setFieldValue("parties", parties)}
              error={form.errors.parties}
            />
          </SimpleGrid>
          <SimpleGrid cols={3}>
            <NumberInput
              label="每场多长"
              required
              suffix=" 分钟"
              allowDecimal={false}
              {...form.getInputProps("durationMinutes")}
              onFocus={selectAll}
            />
            <NumberInput
              label="每场名额"
              required
              suffix=" 个"
              allowDecimal={false}
              {...form.getInputProps("placeCount")}
              onFocus={selectAll}
            />
            <NumberInput
              label="一次最多几人"
              suffix=" 人"
              allowDecimal={false}
              {...form.getInputProps("maxHeadCount")}
              onFocus={selectAll}
            />
          </SimpleGrid>
          <SimpleGrid cols={2}>
            <Select
              label="平时用哪间房"
              clearable
              searchable
              placeholder="不占房间"
              nothingFoundMessage="没有这样的功能室"
              data={rooms.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps("roomId")}
            />
            <MultiSelect
              label="由谁来做"
              searchable
              placeholder={form.values.providerIds.length === 0 ? "还没有定" : ""}
              nothingFoundMessage="没有这样的人或单位"
              data={providers.map(({ id, name, trade }) => ({
                value: id,
                label: trade ? `${name}（${trade}）` : name,
              }))}
              {...form.getInputProps("providerIds")}
            />
          </SimpleGrid>
          <EquipmentFields form={form} known={equipment} />
          <TextInput label="要带什么" placeholder="如 身份证、老花镜" {...form.getInputProps("bring")} />
          <WhoMayFields form={form} />
          <QuotaFields form={form} />
          <SimpleGrid cols={2}>
            <NumberInput
              label="开始前多久停约"
              suffix=" 小时"
              min={0}
              decimalScale={1}
              value={form.values.minNoticeMinutes / 60}
              onChange={(hours) => form.setFieldValue("minNoticeMinutes", Math.round(Number(hours) * 60))}
              error={form.errors.minNoticeMinutes}
            />
            <NumberInput
              label="最多提前几天约"
              suffix=" 天"
              allowDecimal={false}
              {...form.getInputProps("maxDaysAhead")}
              onFocus={selectAll}
            />
          </SimpleGrid>
          <ChoiceRow
            label="收费"
            words={priceKindWords}
            value={form.values.priceKind}
            onChange={(priceKind) => form.setFieldValue("priceKind", priceKind)}
          />
          <SimpleGrid cols={2}>
            <TextInput
              label="价格"
              placeholder="如 每次 10 元"
              required={form.values.priceKind !== "free"}
              {...form.getInputProps("price")}
            />
            <TextInput label="补贴来源" {...form.getInputProps("subsidySource")} />
          </SimpleGrid>
          <Textarea
            label="知情同意"
            description="要签字的写在这里，照样印出来；不用签的空着"
            autosize
            minRows={2}
            {...form.getInputProps("consent")}
          />
          <Switch label="约满了可以候补" {...form.getInputProps("hasWaitingList", { type: "checkbox" })} />
          <Switch label="要负责人同意才算约上" {...form.getInputProps("isApprovalNeeded", { type: "checkbox" })} />
          {form.values.mode === "deliver" && (
            <Switch label="上门要两个人" {...form.getInputProps("isTwoPersonVisit", { type: "checkbox" })} />
          )}
          <TextInput label="说明" {...form.getInputProps("note")} />
          {service && (
            <Switch
              label="还在提供"
              description="停用后不能再排场次，已经约好的照旧"
              checked={!form.values.isRetired}
              onChange={(event) => form.setFieldValue("isRetired", !event.currentTarget.checked)}
            />
          )}
        </>
      )}
    </StepDialog>
  );
};
