import { Checkbox, NumberInput, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { z } from "zod";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { MeetingKind } from "../meeting-kinds.ts";
import type { entitlements } from "../meeting-people-contract.ts";
import { type MeetingTemplate, meetingTemplateContract } from "../meeting-template-contract.ts";
import { itemsText, quotasText, typedItems, typedQuotas } from "../meeting-template-text.ts";
import { entitlementWords, meetingKindWords } from "../meeting-words.ts";
import { useAnswer, useCommand } from "./door.ts";

type TemplateValues = {
  name: string;
  kind: MeetingKind;
  title: string;
  place: string;
  hostName: string;
  entitledBy: (typeof entitlements)[number];
  plannedMinutes: number | string;
  startTime: string;
  recurrence: string;
  items: string;
  quotas: string;
  bodyId: string | null;
  isRetired: boolean;
};

const { name, title, place, hostName, startTime, recurrence } =
  meetingTemplateContract["council.addTemplate"].input.shape;

const TemplateForm = z.object({
  name,
  title,
  place,
  hostName,
  startTime,
  recurrence,
  plannedMinutes: z.union([
    z.literal(""),
    z.number().int("请填写整分钟数").min(5, "时长最少 5 分钟").max(1440, "时长最多一天"),
  ]),
  items: z.string().refine((typed) => typedItems(typed).length <= 20, "固定议程最多 20 项"),
  quotas: z.string().refine((typed) => typedQuotas(typed) !== null, "请按“居民代表15、物业2”这样填写，每一组写一次"),
});

const emptyTemplate: TemplateValues = {
  name: "",
  kind: "council",
  title: "{年}年{月}月",
  place: "",
  hostName: "",
  entitledBy: "person",
  plannedMinutes: 90,
  startTime: "14:30",
  recurrence: "",
  items: "",
  quotas: "",
  bodyId: null,
  isRetired: false,
};

const valuesOf = (template: MeetingTemplate): TemplateValues => ({
  ...template,
  plannedMinutes: template.plannedMinutes ?? "",
  items: itemsText(template.standingItems),
  quotas: quotasText(template.quotas),
});

/** A template, new or as it is. */
export const TemplateDialog = (props: { isOpen: boolean; onClose(): void; template: MeetingTemplate | null }) => {
  const { template } = props;
  const bodies = useAnswer("council.listBodies", {});
  const add = useCommand("council.addTemplate");
  const change = useCommand("council.changeTemplate");
  return (
    <StepDialog<TemplateValues>
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={template ? `修改模板：${template.name}` : "新建会议模板"}
      action="保存"
      draft={template ? `council.changeTemplate.${template.id}` : "council.addTemplate"}
      done="已保存"
      size="46rem"
      empty={template ? valuesOf(template) : emptyTemplate}
      schema={TemplateForm}
      save={({ items, quotas, plannedMinutes, isRetired, ...values }) => {
        const fields = {
          name: values.name,
          kind: values.kind,
          title: values.title,
          place: values.place,
          hostName: values.hostName,
          entitledBy: values.entitledBy,
          startTime: values.startTime,
          recurrence: values.recurrence,
          plannedMinutes: plannedMinutes === "" ? null : Number(plannedMinutes),
          standingItems: typedItems(items),
          quotas: typedQuotas(quotas) ?? [],
          bodyId: values.bodyId,
        };
        return template
          ? change.run({ ...fields, id: template.id, version: template.version, isRetired })
          : add.run(fields);
      }}
    >
      {(form) => (
        <>
          <TextInput label="模板名称" required data-autofocus {...form.getInputProps("name")} />
          <ChoiceRow
            label="种类"
            words={meetingKindWords}
            value={form.values.kind}
            onChange={(kind) => form.setFieldValue("kind", kind)}
          />
          <ChoiceRow
            label="表决"
            words={entitlementWords}
            value={form.values.entitledBy}
            onChange={(entitledBy) => form.setFieldValue("entitledBy", entitledBy)}
          />
          <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
            <TextInput
              label="会议名称"
              description="{年}{月}{日} 会换成开会的日子"
              required
              {...form.getInputProps("title")}
            />
            <TextInput
              label="周期"
              description="如 每月10日、每月第二个周三、每周五"
              {...form.getInputProps("recurrence")}
            />
            <TextInput label="开始时间" required {...form.getInputProps("startTime")} />
            <NumberInput
              label="计划时长（分钟）"
              min={5}
              allowDecimal={false}
              {...form.getInputProps("plannedMinutes")}
            />
            <TextInput label="地点" {...form.getInputProps("place")} />
            <TextInput label="主持人" {...form.getInputProps("hostName")} />
          </SimpleGrid>
          <Textarea
            label="固定议程"
            description="一行一项，后面可以写时长和公开程度，如：物业通报 10分钟 内部"
            autosize
            minRows={2}
            {...form.getInputProps("items")}
          />
          {(bodies.data?.bodies.length ?? 0) > 0 && (
            <Select
              label="请哪个常设机构"
              description="请开会那天在任的成员，另加模板自己的名单"
              clearable
              data={bodies.data?.bodies.map((body) => ({ value: body.id, label: body.name })) ?? []}
              {...form.getInputProps("bodyId")}
            />
          )}
          <TextInput label="各组名额" description="如 居民代表15、业委会2、物业2" {...form.getInputProps("quotas")} />
          {template && <Checkbox label="停用" {...form.getInputProps("isRetired", { type: "checkbox" })} />}
        </>
      )}
    </StepDialog>
  );
};
