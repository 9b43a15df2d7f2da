import { Alert, Select, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { z } from "zod";
import { addDays, epochMsOf, instantAt, instantOf } from "#base/dates.ts";
import { typedMinute } from "#base/typed-time.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Blackout } from "../blackout-contract.ts";
import { blackoutScopeWords } from "../blackout-words.ts";
import { sessionTitle } from "../session-title.ts";
import { spanText } from "../times.ts";
import { useAnswer, useCommand } from "./door.ts";
import { dayIn } from "./plan-form.ts";

type Values = {
  scope: Blackout["scope"] | null;
  resourceId: string | null;
  fromDay: string | null;
  from: string;
  toDay: string | null;
  to: string;
  reason: string;
};

const instantOn = (day: string, minute: number) => instantOf(epochMsOf(instantAt(day)) + minute * 60_000);

/** Whole days where no times are typed; null while it is no time. */
const spanOf = ({ fromDay, from, toDay, to }: Values) => {
  const [first, last] = [dayIn(fromDay), dayIn(toDay) ?? dayIn(fromDay)];
  if (first === undefined || last === undefined) return null;
  const start = from.trim() === "" ? 0 : typedMinute(from);
  const end = to.trim() === "" ? 24 * 60 : typedMinute(to);
  if (start === null || end === null) return null;
  const span = { startAt: instantOn(first, start), endAt: instantOn(last, end) };
  return span.startAt < span.endAt ? span : null;
};

const schema = z.custom<Values>().superRefine((values, context) => {
  const add = (path: keyof Values, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (values.scope === null) add("scope", "请选择停用什么");
  else if (values.scope !== "centre" && values.resourceId === null) add("resourceId", "请选择停用哪一个");
  if (dayIn(values.fromDay) === undefined) add("fromDay", "请填写哪一天，如 11-25、下周四");
  if (values.toDay !== null && dayIn(values.toDay) === undefined) add("toDay", "请填写哪一天，或者空着");
  if (values.from.trim() !== "" && typedMinute(values.from) === null) add("from", "请填写几点，或者空着");
  if (values.to.trim() !== "" && typedMinute(values.to) === null) add("to", "请填写几点，或者空着");
  else if (dayIn(values.fromDay) !== undefined && spanOf(values) === null) add("to", "结束要在开始之后");
  if (values.reason.trim() === "") add("reason", "请写明停用的原因");
});

/** What it would meet, before it is said. */
const Hits = ({ form }: { form: EntryForm<Values> }) => {
  const { today } = useMoment();
  const { scope, resourceId } = form.values;
  const span = spanOf(form.values);
  const isWhole = scope !== null && span !== null && (scope === "centre") === (resourceId === null);
  const [key] = useDebouncedValue(isWhole ? JSON.stringify({ scope, resourceId, ...span }) : "", 200);
  const answer = useAnswer("booking.blackoutHits", key === "" ? ({} as never) : JSON.parse(key), {
    isEnabled: key !== "",
  });
  if (key === "" || !answer.data) return null;
  const { sessions } = answer.data;
  const heads = sessions.reduce((sum, { takenCount, waitingCount }) => sum + takenCount + waitingCount, 0);
  if (sessions.length === 0) return <Alert color="teal">这段时间没有碰到已经排好的场次。</Alert>;
  return (
    <Alert color="orange" title={`碰到 ${sessions.length} 场，${heads} 人要打电话`} role="status">
      {sessions.slice(0, 12).map((session) => (
        <Text size="sm" key={session.id}>
          {spanText(session, today)} {sessionTitle(session)} {session.roomName}：{session.takenCount} 人
          {session.waitingCount > 0 && `，候补 ${session.waitingCount}`}
        </Text>
      ))}
      {sessions.length > 12 && <Text size="sm">……共 {sessions.length} 场</Text>}
      <Text size="sm" mt={4}>
        场次先不取消：停用以后逐场改时间、换房间或取消。
      </Text>
    </Alert>
  );
};

export const BlackoutDialog = (props: { onClose(): void; onDone(id: string): void }) => {
  const { today } = useMoment();
  const add = useCommand("booking.addBlackout", { marksFields: true });
  const resources = useAnswer("booking.listResources", { withRetired: false }).data;
  const offered = {
    centre: [],
    room: resources?.rooms,
    equipment: resources?.equipment,
    provider: resources?.providers,
  };
  return (
    <StepDialog<Values>
      isOpen
      size="42rem"
      onClose={props.onClose}
      title="停用一段时间"
      action="停用"
      draft="booking.addBlackout"
      done="已停用，约好的人在“待通知”里"
      empty={{ scope: null, resourceId: null, fromDay: addDays(today, 1), from: "", toDay: null, to: "", reason: "" }}
      schema={schema}
      save={async (values) => {
        const span = spanOf(values);
        if (!span || values.scope === null) return { ok: false, code: "InvalidInput" };
        const { scope, resourceId, reason } = values;
        const reply = await add.run({ scope, resourceId, ...span, reason });
        if (reply.ok) props.onDone(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="停用什么"
            required
            words={blackoutScopeWords}
            value={form.values.scope}
            onChange={(scope) => form.setValues({ scope, resourceId: null })}
            error={form.errors.scope}
          />
          {form.values.scope !== null && form.values.scope !== "centre" && (
            <Select
              label={`哪一个${blackoutScopeWords[form.values.scope]}`}
              required
              searchable
              nothingFoundMessage="没有这样的"
              data={(offered[form.values.scope] ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps("resourceId")}
            />
          )}
          <SimpleGrid cols={4} spacing="sm">
            <DayField
              isAhead
              label="从哪天"
              required
              value={form.values.fromDay}
              onChange={(day) => form.setFieldValue("fromDay", day)}
              error={form.errors.fromDay}
            />
            <TextInput label="几点起" placeholder="不填就从零点" {...form.getInputProps("from")} />
            <DayField
              isAhead
              label="到哪天"
              value={form.values.toDay}
              onChange={(day) => form.setFieldValue("toDay", day)}
              error={form.errors.toDay}
            />
            <TextInput label="几点止" placeholder="不填就到半夜" {...form.getInputProps("to")} />
          </SimpleGrid>
          <TextInput label="为什么" required placeholder="如 粉刷、停电、医生开会" {...form.getInputProps("reason")} />
          <Hits form={form} />
        </>
      )}
    </StepDialog>
  );
};
