import { Alert, Group, NumberInput, Select, SimpleGrid, Text, Textarea, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { z } from "zod";
import { findPersonalData } from "#base/paper-scan.ts";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { GridSelect } from "#features/people/ui/grid-select.tsx";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { useMoment } from "#ui/moment.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { urgencies } from "../appeal-contract.ts";
import type { Ownership } from "../ownership.ts";
import { type Limit, TaskInput, type Track } from "../task-contract.ts";
import type { TaskBasis } from "../task-ownership-contract.ts";
import { defaultLimit } from "../task-rules.ts";
import { trackWords } from "../task-words.ts";
import { visibilityWords } from "../topic-words.ts";
import { AssigneeSuggestions } from "./assignee-suggestions.tsx";
import { PassOverCatalogue } from "./catalogue-note.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { OwnershipNote } from "./ownership-note.tsx";
import { TrackProposal } from "./track-proposal.tsx";

type Urgency = (typeof urgencies)[number];

type TaskFormValues = {
  title: string;
  measure: string;
  publicWording: string;
  visibility: keyof typeof visibilityWords;
  track: Track;
  urgency: Urgency;
  unit: Choice | null;
  leadOrganisationId: string;
  person: Choice | null;
  responsibleId: string;
  gridId: string | null;
  onlinePlatform: string;
  onlineNumber: string;
  limit: Limit;
  basis: TaskBasis | null;
  noMeetingReason: string;
};

/** What a task is made from: appeals at the desk, or a passed resolution. */
export type TaskSource =
  | {
      appealIds: readonly string[];
      title: string;
      content: string;
      gridId: string | null;
      urgency: Urgency;
      isInTopic: boolean;
      ownership: Ownership;
      categoryCode: string | null;
    }
  | { resolutionId: string; title: string; measure: string; endedAt: string };

const unitWords = { workdays: "工作日", days: "自然日", hours: "小时", date: "约定日期" } as const;

/** Says at once what public paper would refuse later. */
export const PublicWordingField = (props: { form: EntryForm<{ publicWording: string } & Record<string, unknown>> }) => {
  const { form } = props;
  const found = findPersonalData(form.values.publicWording);
  return (
    <Textarea
      label="公开表述"
      description="写给居民看的话，印在任务清单上；不写姓名、电话、门牌"
      required
      autosize
      minRows={2}
      {...form.getInputProps("publicWording")}
      error={
        form.errors.publicWording ??
        (found.length > 0 ? `里面有个人信息，不能公开：${found.map(({ text }) => text).join("、")}` : undefined)
      }
    />
  );
};

const LimitFields = ({
  form,
  startAt,
  startWord,
}: {
  form: EntryForm<TaskFormValues>;
  startAt: string | null;
  startWord: string;
}) => {
  const { limit } = form.values;
  const { today } = useMoment();
  const isValid = limit.unit === "date" ? limit.day !== "" : limit.count >= 1;
  const preview = useAnswer(
    "council.previewLimit",
    { limit, startAt, startWord },
    { isEnabled: isValid, keepsPrevious: true },
  );
  return (
    <div>
      <Group gap="sm" align="flex-start">
        <Select
          label="期限"
          w="8rem"
          allowDeselect={false}
          data={Object.entries(unitWords).map(([value, label]) => ({ value, label }))}
          value={limit.unit}
          onChange={(unit) =>
            form.setFieldValue(
              "limit",
              unit === "date" ? { unit, day: today } : { unit: (unit ?? "workdays") as "workdays", count: 5 },
            )
          }
        />
        {limit.unit === "date" ? (
          <DateInput
            label="办到哪天"
            valueFormat="YYYY-MM-DD"
            value={limit.day}
            minDate={today}
            onChange={(day) => form.setFieldValue("limit", { unit: "date", day: day ?? "" })}
            error={form.errors["limit.day"]}
          />
        ) : (
          <NumberInput
            label="多少"
            w="6rem"
            min={1}
            max={365}
            allowDecimal={false}
            value={limit.count}
            onChange={(count) => form.setFieldValue("limit", { ...limit, count: Number(count) || 0 })}
            error={form.errors["limit.count"]}
          />
        )}
      </Group>
      <Text size="sm" c={preview.data?.isEstimated ? "var(--warning-text)" : "dimmed"} mt={4} role="status">
        {preview.data?.why ?? ""}
      </Text>
    </div>
  );
};

/** What was handed down brings its paper along; the limit that was set above can be taken over. */
const BasisPart = ({ form }: { form: EntryForm<TaskFormValues> }) => {
  const { today } = useMoment();
  const { basis } = form.values;
  const change = (part: Partial<TaskBasis>) =>
    form.setFieldValue("basis", {
      document: "",
      fromWhom: "",
      receivedDate: today,
      upstreamDueDate: null,
      ...basis,
      ...part,
    });
  return (
    <div>
      <Text size="sm" fw={500}>
        上级转来的依据（可以以后再补，补之前显示“缺依据”）
      </Text>
      <SimpleGrid cols={4} spacing="sm">
        <TextInput
          label="转来单位"
          value={basis?.fromWhom ?? ""}
          onChange={(event) => change({ fromWhom: event.currentTarget.value })}
          error={form.errors["basis.fromWhom"]}
        />
        <TextInput
          label="文件名称或文号"
          value={basis?.document ?? ""}
          onChange={(event) => change({ document: event.currentTarget.value })}
          error={form.errors["basis.document"]}
        />
        <DateInput
          label="哪天收到的"
          valueFormat="YYYY-MM-DD"
          maxDate={today}
          value={basis?.receivedDate ?? today}
          onChange={(day) => change({ receivedDate: day ?? today })}
          error={form.errors["basis.receivedDate"]}
        />
        <DateInput
          label="上级要求哪天前"
          clearable
          valueFormat="YYYY-MM-DD"
          minDate={today}
          value={basis?.upstreamDueDate ?? null}
          onChange={(day) => {
            change({ upstreamDueDate: day });
            if (day) form.setFieldValue("limit", { unit: "date", day });
          }}
          error={form.errors["basis.upstreamDueDate"]}
        />
      </SimpleGrid>
    </div>
  );
};

const TaskFields = ({ form, source }: { form: EntryForm<TaskFormValues>; source: TaskSource }) => {
  const { values, errors } = form;
  const isDirect = "appealIds" in source;
  return (
    <>
      <ChoiceRow
        label="三类办"
        words={trackWords}
        value={values.track}
        required
        onChange={(track) => {
          form.setFieldValue("track", track);
          form.setFieldValue("limit", defaultLimit(track, values.urgency));
        }}
        error={errors.track}
        description={
          values.track === "immediate"
            ? "中心或一个单位自己就能办"
            : values.track === "online"
              ? "通过网上平台替居民办，要留平台编号"
              : "涉及多方、花钱或公共空间，要经过议事会"
        }
      />
      {isDirect && values.track === "consult" && (
        <Alert color="orange" py="xs">
          协商办要经过议事会：请先把诉求归入议题。马上办、网上办可以直接立任务。
        </Alert>
      )}
      {isDirect && values.track !== "consult" && (
        <PassOverCatalogue
          text={`${source.title} ${source.content} ${values.title} ${values.measure}`}
          categoryCode={source.categoryCode}
          advice="建议先归入议题，经过议事会再办。"
          reason={values.noMeetingReason}
          onReason={(reason) => form.setFieldValue("noMeetingReason", reason)}
          isAskedElsewhere={source.isInTopic}
        />
      )}
      {isDirect && (
        <OwnershipNote
          text={`${source.title} ${values.title}`}
          categoryCode={source.categoryCode}
          ownership={source.ownership}
          appealId={source.appealIds[0] ?? ""}
        />
      )}
      {isDirect && source.ownership === "assigned" && <BasisPart form={form} />}
      {isDirect && source.isInTopic && (
        <Textarea
          label="为什么不经协商"
          description="诉求已归入议题。直接办理要写明理由，写在议题的经过里"
          required
          autosize
          minRows={1}
          {...form.getInputProps("noMeetingReason")}
        />
      )}
      <TextInput label="事项" required data-autofocus {...form.getInputProps("title")} />
      <PublicWordingField form={form as never} />
      {isDirect && (
        <AssigneeSuggestions
          appealIds={source.appealIds}
          onTake={({ organisationId, organisationName, contactId, contactName }) => {
            form.setFieldValue("unit", { id: organisationId, label: organisationName });
            form.setFieldValue("leadOrganisationId", organisationId);
            form.setFieldValue("person", { id: contactId, label: contactName });
            form.setFieldValue("responsibleId", contactId);
          }}
        />
      )}
      <SimpleGrid cols={2} spacing="sm">
        <OrganisationPicker
          label="责任单位"
          required
          value={values.unit}
          onChange={(choice) => {
            form.setFieldValue("unit", choice && { id: choice.id, label: choice.label });
            form.setFieldValue("leadOrganisationId", choice?.id ?? "");
            form.setFieldValue("person", null);
            form.setFieldValue("responsibleId", "");
          }}
          error={errors.leadOrganisationId}
        />
        <ContactPicker
          label="责任人"
          required
          organisation={values.unit}
          value={values.person}
          onChange={(choice) => {
            form.setFieldValue("person", choice && { id: choice.id, label: choice.label });
            form.setFieldValue("responsibleId", choice?.id ?? "");
            // A person chosen first brings the unit along.
            if (choice && values.unit === null) {
              form.setFieldValue("unit", { id: choice.organisationId, label: choice.organisationName });
              form.setFieldValue("leadOrganisationId", choice.organisationId);
            }
          }}
          error={errors.responsibleId}
        />
      </SimpleGrid>
      <Textarea label="办理措施" autosize minRows={1} {...form.getInputProps("measure")} />
      {values.track === "online" && (
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label="办理平台" placeholder="例如：政务服务网" {...form.getInputProps("onlinePlatform")} />
          <TextInput label="平台编号" description="办结前要填" {...form.getInputProps("onlineNumber")} />
        </SimpleGrid>
      )}
      <SimpleGrid cols={2} spacing="sm">
        <LimitFields form={form} startAt={isDirect ? null : source.endedAt} startWord={isDirect ? "受理" : "散会"} />
        <GridSelect label="网格" value={values.gridId} onChange={(gridId) => form.setFieldValue("gridId", gridId)} />
        <ChoiceRow
          label="公开程度"
          words={visibilityWords}
          value={values.visibility}
          onChange={(visibility) => form.setFieldValue("visibility", visibility)}
        />
      </SimpleGrid>
    </>
  );
};

/** A task with track, unit, person, limit and public wording; dispatched at once. */
export const NewTask = (props: {
  isOpen: boolean;
  onClose(): void;
  from: TaskSource;
  onDone?(taskId: string): void;
}) => {
  const addDirect = useCommand("council.addDirectTask");
  const addResolution = useCommand("council.addResolutionTask");
  const { from } = props;
  const isDirect = "appealIds" in from;
  const sorted = useAnswer(
    "council.sortMatter",
    isDirect ? { appealIds: [...from.appealIds] } : { resolutionId: from.resolutionId },
    { isEnabled: props.isOpen },
  );
  const track: Track = sorted.data?.track ?? (isDirect ? "immediate" : "consult");
  const urgency = sorted.data?.urgency ?? (isDirect ? from.urgency : "ordinary");
  const isProposalSeen = sorted.data !== undefined;
  return (
    <StepDialog<TaskFormValues>
      // The form opens on what is proposed, so that nothing in it changes under the hand.
      isOpen={props.isOpen && !sorted.isLoading}
      onClose={props.onClose}
      title="立任务并派单"
      action="派单"
      draft={
        isDirect ? `council.addDirectTask.${from.appealIds[0] ?? ""}` : `council.addResolutionTask.${from.resolutionId}`
      }
      done="已立任务并派单"
      size="50rem"
      empty={{
        title: from.title.slice(0, 80),
        measure: isDirect ? "" : from.measure,
        publicWording: "",
        visibility: "public",
        track,
        urgency,
        unit: null,
        leadOrganisationId: "",
        person: null,
        responsibleId: "",
        gridId: isDirect ? from.gridId : null,
        onlinePlatform: "",
        onlineNumber: "",
        limit: defaultLimit(track, urgency),
        basis: null,
        noMeetingReason: "",
      }}
      schema={TaskInput.extend({ noMeetingReason: z.string() }).refine(
        (values) => !isDirect || !from.isInTopic || values.noMeetingReason.trim() !== "",
        { path: ["noMeetingReason"], message: "请写明理由" },
      )}
      save={async ({ unit: _unit, person: _person, noMeetingReason, ...values }) => {
        const reply = isDirect
          ? await addDirect.run({ ...values, isProposalSeen, noMeetingReason, appealIds: [...from.appealIds] })
          : await addResolution.run({ ...values, isProposalSeen, resolutionId: from.resolutionId });
        if (reply.ok) props.onDone?.(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          {sorted.data && (
            <TrackProposal
              sorted={sorted.data}
              track={form.values.track}
              onTrack={(chosen) => {
                form.setFieldValue("track", chosen);
                form.setFieldValue("limit", defaultLimit(chosen, form.values.urgency));
              }}
              onUnit={(unit) => {
                form.setFieldValue("unit", { id: unit.organisationId, label: unit.unitName });
                form.setFieldValue("leadOrganisationId", unit.organisationId);
                form.setFieldValue("person", { id: unit.contactId, label: unit.contactName });
                form.setFieldValue("responsibleId", unit.contactId);
              }}
            />
          )}
          <TaskFields form={form} source={from} />
        </>
      )}
    </StepDialog>
  );
};
