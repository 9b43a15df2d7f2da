import { Checkbox, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { z } from "zod";
import { type Day, dayOf, instantAt, timeOf } from "#base/dates.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Meeting, meetingContract } from "../meeting-contract.ts";
import type { MeetingKind } from "../meeting-kinds.ts";
import type { entitlements } from "../meeting-people-contract.ts";
import { nextDayOf, patternOf, titleOn } from "../meeting-template.ts";
import { entitlementWords, meetingKindWords } from "../meeting-words.ts";
import { useAnswer, useCommand } from "./door.ts";

type MeetingFormValues = {
  /** What it is planned from: `template:id`, `meeting:id` or nothing. */
  model: string | null;
  kind: MeetingKind;
  title: string;
  place: string;
  hostName: string;
  /** `2026-11-26 14:30:00`, the wall clock in Asia/Shanghai. */
  plannedText: string;
  plannedMinutes: number | string;
  entitledCount: number | string;
  entitledBy: (typeof entitlements)[number];
  topicIds: string[];
};

const plannedAt = (text: string) => instantAt(text.slice(0, 10), text.slice(11, 16));
const plannedText = (at: string) => `${dayOf(at)} ${timeOf(at)}:00`;

const MeetingForm = z.object({
  model: z.string().nullable(),
  kind: z.string(),
  title: meetingContract["council.planMeeting"].input.shape.title,
  place: meetingContract["council.planMeeting"].input.shape.place,
  hostName: meetingContract["council.planMeeting"].input.shape.hostName,
  plannedText: z.string({ error: "请选择开会时间" }).min(16, "请选择开会时间"),
  plannedMinutes: z.union([
    z.literal(""),
    z.number().int("请填写整分钟数").min(5, "时长最少 5 分钟").max(1440, "时长最多一天"),
  ]),
  entitledCount: z.union([z.literal(""), z.number().int().min(0, "应到人数不能为负").max(100_000, "应到人数太多")]),
  topicIds: z.array(z.string()),
});

const sent = ({ plannedText: text, plannedMinutes, entitledCount, ...rest }: MeetingFormValues) => ({
  ...rest,
  plannedAt: plannedAt(text),
  plannedMinutes: plannedMinutes === "" ? null : Number(plannedMinutes),
  entitledCount: Number(entitledCount),
});

const monthWord = (today: Day) => `${Number(today.slice(5, 7))}月小板凳议事会`;

type Taken = Partial<Omit<MeetingFormValues, "model" | "topicIds">>;

/** A template, or a meeting to be held again: fills in the rest, with everything that waits for a meeting ticked. */
const ModelSelect = (props: { value: string | null; onChoose(model: string | null, taken: Taken): void }) => {
  const { today } = useMoment();
  const templates = useAnswer("council.listTemplates", {}).data?.templates ?? [];
  const meetings = (useAnswer("council.listMeetings", { limit: 8 }).data?.meetings ?? []).filter(
    ({ state }) => state === "ended" || state === "minuted",
  );
  const takenFrom = (model: string): Taken => {
    const [of, id] = model.split(":");
    const template = of === "template" ? templates.find((each) => each.id === id) : undefined;
    const last = of === "meeting" ? meetings.find((each) => each.id === id) : undefined;
    if (template) {
      const day = nextDayOf(template.recurrence, today) ?? today;
      const { kind, place, hostName, entitledBy, plannedMinutes } = template;
      return {
        kind,
        place,
        hostName,
        entitledBy,
        title: titleOn(template.title, day),
        plannedText: `${day} ${template.startTime}:00`,
        plannedMinutes: plannedMinutes ?? "",
        entitledCount: "",
      };
    }
    if (!last) return {};
    const { kind, place, title, hostName, entitledBy, plannedMinutes } = last;
    return {
      kind,
      place,
      hostName,
      entitledBy,
      title: titleOn(patternOf(title, dayOf(last.plannedAt)), today),
      plannedText: `${today} ${timeOf(last.plannedAt)}:00`,
      plannedMinutes: plannedMinutes ?? "",
      entitledCount: "",
    };
  };
  return (
    <Select
      label="照着"
      placeholder="空白的会议"
      description="选了模板或上次的会，名称、时间、固定议程和名单都会填好，没议完的议题也勾上"
      clearable
      searchable
      data={[
        {
          group: "会议模板",
          items: templates.map(({ id, name }) => ({ value: `template:${id}`, label: name })),
        },
        {
          group: "按上次再开一次",
          items: meetings.map(({ id, numberText, title }) => ({
            value: `meeting:${id}`,
            label: `${numberText} ${title}`,
          })),
        },
      ]}
      value={props.value}
      onChange={(model) => props.onChoose(model, model === null ? {} : takenFrom(model))}
    />
  );
};

/** A new meeting, or the frame of one that is planned. */
export const MeetingDialog = (props: {
  isOpen: boolean;
  onClose(): void;
  meeting: Meeting | null;
  onDone?(id: string): void;
}) => {
  const { meeting } = props;
  const { today } = useMoment();
  const plan = useCommand("council.planMeeting");
  const change = useCommand("council.changeMeeting");
  const topics = useAnswer(
    "council.listTopics",
    { states: ["confirmed"], limit: 200 },
    { isEnabled: props.isOpen && meeting === null },
  );
  return (
    <StepDialog<MeetingFormValues>
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={meeting ? `修改 ${meeting.numberText}` : "筹备会议"}
      action="保存"
      draft={meeting ? `council.changeMeeting.${meeting.id}` : "council.planMeeting"}
      done={meeting ? "已保存" : "已筹备，第一项“上期任务回头看”已自动列好"}
      size="46rem"
      empty={
        meeting
          ? {
              ...meeting,
              model: null,
              plannedText: plannedText(meeting.plannedAt),
              plannedMinutes: meeting.plannedMinutes ?? "",
              entitledCount: meeting.typedEntitledCount === 0 ? "" : meeting.typedEntitledCount,
              topicIds: [],
            }
          : {
              model: null,
              kind: "council",
              title: monthWord(today),
              place: "",
              hostName: "",
              plannedText: `${today} 14:30:00`,
              plannedMinutes: 90,
              entitledCount: "",
              entitledBy: "person",
              topicIds: [],
            }
      }
      schema={MeetingForm}
      save={async (values) => {
        const { model, kind, title, place, hostName, entitledBy, topicIds, ...rest } = sent(values);
        const [of, modelId = null] = model?.split(":") ?? [];
        const { plannedAt: at, plannedMinutes, entitledCount } = rest;
        const fields = { kind, title, place, hostName, plannedAt: at, plannedMinutes, entitledCount, entitledBy };
        const reply = meeting
          ? await change.run({ ...fields, id: meeting.id, version: meeting.version })
          : await plan.run({
              ...fields,
              topicIds,
              templateId: of === "template" ? modelId : null,
              likeMeetingId: of === "meeting" ? modelId : null,
            });
        if (reply.ok) props.onDone?.(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          {!meeting && (
            <ModelSelect
              value={form.values.model}
              onChoose={(model, taken) =>
                form.setValues({ model, ...taken, topicIds: (topics.data?.topics ?? []).map(({ id }) => id) })
              }
            />
          )}
          <ChoiceRow
            label="种类"
            words={meetingKindWords}
            value={form.values.kind}
            onChange={(kind) => form.setFieldValue("kind", kind)}
          />
          <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
            <TextInput label="会议名称" required data-autofocus {...form.getInputProps("title")} />
            <TextInput label="地点" required {...form.getInputProps("place")} />
            <DateTimePicker
              label="时间"
              required
              valueFormat="YYYY-MM-DD HH:mm"
              value={form.values.plannedText}
              onChange={(value) => form.setFieldValue("plannedText", value ?? "")}
              error={form.errors.plannedText}
            />
            <TextInput label="主持人" {...form.getInputProps("hostName")} />
            <NumberInput
              label="计划时长（分钟）"
              min={5}
              allowDecimal={false}
              {...form.getInputProps("plannedMinutes")}
            />
            <NumberInput
              label="应到人数"
              description="名单里标了谁有表决权，就按名单数，这里不用填"
              min={0}
              allowDecimal={false}
              {...form.getInputProps("entitledCount")}
            />
          </SimpleGrid>
          <ChoiceRow
            label="表决"
            description="一户一票的会，同一户只有一票，家里谁来都行"
            words={entitlementWords}
            value={form.values.entitledBy}
            onChange={(entitledBy) => form.setFieldValue("entitledBy", entitledBy)}
          />
          {!meeting && (
            <Checkbox.Group
              label="列入的议题"
              value={form.values.topicIds}
              onChange={(topicIds) => form.setFieldValue("topicIds", topicIds)}
            >
              <Stack gap={6} mt={4} mah={180} style={{ overflowY: "auto" }}>
                {(topics.data?.topics ?? []).map((topic) => (
                  <Checkbox key={topic.id} value={topic.id} label={`${topic.numberText} ${topic.title}`} />
                ))}
                {topics.data?.topics.length === 0 && (
                  <Text size="sm" c="dimmed">
                    没有已确定的议题，以后可以用“增加议程”补上。
                  </Text>
                )}
              </Stack>
            </Checkbox.Group>
          )}
        </>
      )}
    </StepDialog>
  );
};
