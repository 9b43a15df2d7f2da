import { Autocomplete, NumberInput, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { z } from "zod";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { headingOf } from "../meeting-agenda.ts";
import type { AgendaItem, Meeting } from "../meeting-contract.ts";
import type { visibilities } from "../topic-contract.ts";
import { visibilityWords } from "../topic-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const minutesOf = (typed: number | string): number | null => (typed === "" ? null : Number(typed));

const Minutes = z.union([
  z.literal(""),
  z.number().int("请填写整分钟数").min(1, "时长最少 1 分钟").max(600, "时长最多 600 分钟"),
]);

type ItemValues = {
  topicId: string | null;
  parentId: string | null;
  title: string;
  note: string;
  plannedMinutes: number | string;
  responsibleName: string;
  visibility: (typeof visibilities)[number];
};

const emptyItem: ItemValues = {
  topicId: null,
  parentId: null,
  title: "",
  note: "",
  plannedMinutes: "",
  responsibleName: "",
  visibility: "public",
};

/** What every item has, with the names on the list offered for who reports. */
const Frame = ({ meeting, form }: { meeting: Meeting; form: EntryForm<ItemValues> }) => (
  <>
    <SimpleGrid cols={2} spacing="sm">
      <NumberInput
        label="时长（分钟）"
        min={1}
        allowDecimal={false}
        allowNegative={false}
        {...form.getInputProps("plannedMinutes")}
      />
      <Autocomplete
        label="汇报人"
        data={[...new Set(meeting.attendances.map(({ name }) => name))]}
        {...form.getInputProps("responsibleName")}
      />
    </SimpleGrid>
    <Textarea label="说明" autosize minRows={2} {...form.getInputProps("note")} />
  </>
);

const VisibilityRow = ({ form }: { form: EntryForm<ItemValues> }) => (
  <ChoiceRow
    label="公开程度"
    description="内部和保密的事项不上对外的通知和议程；保密的只有书记员和负责人看得到"
    words={visibilityWords}
    value={form.values.visibility}
    onChange={(value) => form.setFieldValue("visibility", value)}
  />
);

export const AddItemDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting }) => {
  const { meeting } = props;
  const add = useCommand("council.addAgendaItem");
  const topics = useAnswer("council.listTopics", { states: ["confirmed"], limit: 200 }, { isEnabled: props.isOpen });
  const options = (topics.data?.topics ?? []).map((topic) => ({
    value: topic.id,
    label: `${topic.numberText} ${topic.title}`,
  }));
  const parents = meeting.items
    .filter(({ kind, parentId }) => kind !== "review" && parentId === null)
    .map((item) => ({ value: item.id, label: headingOf(item) }));
  return (
    <StepDialog<ItemValues>
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="增加议程"
      action="增加"
      draft={`council.addAgendaItem.${meeting.id}`}
      done="已增加"
      empty={emptyItem}
      schema={z
        .object({ topicId: z.string().nullable(), title: z.string(), plannedMinutes: Minutes })
        .refine(({ topicId, title }) => topicId !== null || title.trim() !== "", {
          path: ["title"],
          message: "请选一个议题，或填写通报的标题",
        })}
      save={({ topicId, plannedMinutes, ...item }) =>
        add.run({
          ...item,
          id: meeting.id,
          kind: topicId === null ? "report" : "topic",
          topicId,
          plannedMinutes: minutesOf(plannedMinutes),
        })
      }
    >
      {(form) => (
        <>
          <Select
            label="已确定的议题"
            placeholder={options.length > 0 ? "选择议题" : "没有已确定的议题"}
            data={options}
            clearable
            searchable
            data-autofocus
            {...form.getInputProps("topicId")}
          />
          {form.values.topicId === null && (
            <>
              <TextInput label="或者通报事项的标题" {...form.getInputProps("title")} />
              <VisibilityRow form={form} />
            </>
          )}
          {parents.length > 0 && (
            <Select
              label="放在哪一项下面"
              placeholder="单独一项"
              data={parents}
              clearable
              {...form.getInputProps("parentId")}
            />
          )}
          <Frame meeting={meeting} form={form} />
        </>
      )}
    </StepDialog>
  );
};

export const ChangeItemDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; item: AgendaItem }) => {
  const { meeting, item } = props;
  const change = useCommand("council.changeAgendaItem");
  const { title, note, plannedMinutes, responsibleName, visibility } = item;
  return (
    <StepDialog<ItemValues>
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`修改：${headingOf(item)}`}
      action="保存"
      draft={`council.changeAgendaItem.${item.id}`}
      done="已保存"
      empty={{ ...emptyItem, title, note, plannedMinutes: plannedMinutes ?? "", responsibleName, visibility }}
      schema={z.object({ title: z.string().trim().min(1, "请填写标题"), plannedMinutes: Minutes })}
      save={(values) =>
        change.run({
          id: meeting.id,
          itemId: item.id,
          title: values.title,
          note: values.note,
          plannedMinutes: minutesOf(values.plannedMinutes),
          responsibleName: values.responsibleName,
          visibility: values.visibility,
          was: { title, note, plannedMinutes, responsibleName, visibility },
        })
      }
    >
      {(form) => (
        <>
          {item.kind === "report" && (
            <>
              <TextInput label="标题" required data-autofocus {...form.getInputProps("title")} />
              <VisibilityRow form={form} />
            </>
          )}
          <Frame meeting={meeting} form={form} />
        </>
      )}
    </StepDialog>
  );
};
