import { Alert, Checkbox, Group, NumberInput, Select, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { z } from "zod";
import { dayOf, epochMsOf, instantAt, instantOf, timeOf } from "#base/dates.ts";
import { typedMinute } from "#base/typed-time.ts";
import { DayField } from "#ui/day-field.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { selectAll } from "#ui/number-fields.ts";
import type { Choice } from "#ui/picker.tsx";
import { RecordContext } from "#ui/record-context.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { SessionWithPlaces } from "../booking-contract.ts";
import { conflictWordsIn } from "../refused.ts";
import type { NeededEquipment, ServiceLine } from "../service-contract.ts";
import type { Session } from "../session-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { dayIn } from "./plan-form.ts";
import { ServicePicker, useServices } from "./service-picker.tsx";

type Values = {
  service: Choice | null;
  day: string | null;
  from: string;
  to: string;
  placeCount: number | string;
  roomId: string | null;
  providerIds: string[];
  equipment: readonly NeededEquipment[];
  note: string;
  reason: string;
};

/** From when to when; null while one of them is no time, or it ends before it begins. */
const spanOf = ({ day, from, to }: Pick<Values, "day" | "from" | "to">) => {
  const [start, end] = [typedMinute(from), typedMinute(to)];
  const on = dayIn(day);
  if (on === undefined || start === null || end === null || end <= start) return null;
  const at = (minute: number) => instantOf(epochMsOf(instantAt(on)) + minute * 60_000);
  return { startAt: at(start), endAt: at(end) };
};

const schemaOf = (isMove: boolean) =>
  z.custom<Values>().superRefine((values, context) => {
    const add = (path: keyof Values, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (values.service === null) add("service", "请选择什么项目");
    if (dayIn(values.day) === undefined) add("day", "请填写哪一天，如 11-25、下周四");
    if (typedMinute(values.from) === null) add("from", "请填写几点，如 9:30");
    if (typedMinute(values.to) === null) add("to", "请填写几点，如 10:30");
    else if (typedMinute(values.from) !== null && spanOf({ ...values, day: "2026-01-01" }) === null)
      add("to", "结束要在开始之后");
    if (!isMove && !(Number(values.placeCount) >= 1)) add("placeCount", "请填写名额");
    if (isMove && values.reason.trim() === "") add("reason", "请写明改动的原因");
  });

/** What is free at the time that stands in the form, and what of it is to be held. */
const HeldFields = (props: { form: EntryForm<Values>; exceptSessionId: string | null }) => {
  const { form } = props;
  const span = spanOf(form.values);
  const [key] = useDebouncedValue(span ? `${span.startAt} ${span.endAt}` : "", 200);
  const [startAt = "", endAt = ""] = key.split(" ");
  const free = useAnswer(
    "booking.whatIsFree",
    { startAt, endAt, exceptSessionId: props.exceptSessionId },
    { isEnabled: key !== "", keepsPrevious: true },
  ).data;
  const { roomId, providerIds } = form.values;
  if (key === "" || !free)
    return (
      <Text size="sm" c="dimmed">
        填好时间，就列出哪里有空。
      </Text>
    );
  const taken = (words: string, mine: boolean) => words !== "" && !mine;
  return (
    <>
      {free.closedWords !== "" && <Alert color="yellow">{free.closedWords}</Alert>}
      <Select
        label="用哪间房"
        clearable
        searchable
        placeholder="不占房间"
        nothingFoundMessage="没有这样的功能室"
        value={roomId}
        onChange={(id) => form.setFieldValue("roomId", id)}
        error={form.errors.roomId}
        data={free.rooms.map(({ id, name, seatCount, takenWords }) => ({
          value: id,
          label: takenWords === "" ? `${name}（${seatCount} 座，有空）` : `${name}（${takenWords}）`,
          disabled: taken(takenWords, id === roomId),
        }))}
      />
      <Checkbox.Group
        label="由谁来做"
        value={providerIds}
        onChange={(ids) => form.setFieldValue("providerIds", ids)}
        error={form.errors.providerIds}
      >
        <Group gap="sm" mt={4}>
          {free.providers.map(({ id, name, trade, takenWords }) => (
            <Checkbox
              key={id}
              value={id}
              disabled={taken(takenWords, providerIds.includes(id))}
              label={`${name}${trade === "" ? "" : `（${trade}）`}${takenWords === "" ? "" : `：${takenWords}`}`}
            />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
};

const endAfter = (from: string, minutes: number): string => {
  const start = typedMinute(from);
  const end = start === null ? Number.NaN : start + minutes;
  return end < 24 * 60 ? `${String(Math.floor(end / 60)).padStart(2, "0")}:${String(end % 60).padStart(2, "0")}` : "";
};

/** The end follows the start by `usualMinutes`, where none is typed. */
const TimeFields = ({ form, usualMinutes }: { form: EntryForm<Values>; usualMinutes?: number | undefined }) => {
  const { from, to } = form.values;
  const fillEnd = () => {
    if (to === "" && usualMinutes !== undefined) form.setFieldValue("to", endAfter(from, usualMinutes));
  };
  return (
    <SimpleGrid cols={3} spacing="sm">
      <DayField
        isAhead
        label="哪一天"
        required
        value={form.values.day}
        onChange={(day) => form.setFieldValue("day", day)}
        error={form.errors.day}
      />
      <TextInput label="几点开始" required placeholder="如 9:30" {...form.getInputProps("from")} onBlur={fillEnd} />
      <TextInput label="几点结束" required placeholder="如 10:30" {...form.getInputProps("to")} />
    </SimpleGrid>
  );
};

const Taken = ({ words }: { words: readonly string[] }) =>
  words.length === 0 ? null : (
    <Alert color="red" title="没有保存：占不到">
      {words.map((line) => (
        <Text size="sm" key={line}>
          {line}
        </Text>
      ))}
    </Alert>
  );

/** 加一场, by hand and beside any plan. */
export const AddSessionDialog = (props: {
  service: ServiceLine | null;
  day: string | null;
  roomId?: string | null;
  providerId?: string | null;
  onClose(): void;
}) => {
  const services = useServices();
  const add = useCommand("booking.addSession", { marksFields: true });
  const [takenWords, setTakenWords] = useState<string[]>([]);
  const ofService = (service: ServiceLine | null) => ({
    placeCount: service?.placeCount ?? 10,
    roomId: props.roomId ?? service?.roomId ?? null,
    providerIds: props.providerId ? [props.providerId] : [...(service?.providerIds ?? [])],
    equipment: service?.equipment ?? [],
  });
  return (
    <StepDialog<Values>
      isOpen
      size="42rem"
      onClose={props.onClose}
      title="加一场"
      action="加上"
      draft="booking.addSession"
      done="已加一场，现在就能约"
      empty={{
        service: props.service && { id: props.service.id, label: props.service.name },
        day: props.day,
        from: "",
        to: "",
        ...ofService(props.service),
        note: "",
        reason: "",
      }}
      schema={schemaOf(false)}
      save={async (values) => {
        const span = spanOf(values);
        if (!span || !values.service) return { ok: false, code: "InvalidInput" };
        const { roomId, providerIds, note } = values;
        const needs = { roomId, providerIds, equipment: [...values.equipment] };
        const placeCount = Number(values.placeCount);
        const reply = await add.run({ serviceId: values.service.id, ...span, placeCount, ...needs, note });
        setTakenWords(reply.ok ? [] : conflictWordsIn(reply.details));
        return reply;
      }}
    >
      {(form) => (
        <>
          <ServicePicker
            label="什么项目"
            value={form.values.service}
            autoFocus={props.service === null}
            onChange={(service) =>
              form.setValues({
                service: service && { id: service.id, label: service.name },
                ...(service && ofService(service)),
              })
            }
            error={form.errors.service}
          />
          <TimeFields
            form={form}
            usualMinutes={services.find(({ id }) => id === form.values.service?.id)?.durationMinutes}
          />
          <HeldFields form={form} exceptSessionId={null} />
          <SimpleGrid cols={2} spacing="sm">
            <NumberInput
              label="名额"
              required
              min={1}
              allowDecimal={false}
              {...form.getInputProps("placeCount")}
              onFocus={selectAll}
            />
            <TextInput label="说明" {...form.getInputProps("note")} />
          </SimpleGrid>
          <Taken words={takenWords} />
        </>
      )}
    </StepDialog>
  );
};

const toldWords = (takenCount: number): string =>
  takenCount === 0 ? "这一场还没有人约。" : "已经约好的人照旧约着，都会列到“待通知”里。";

/** 改场次: another time, another room, somebody else. */
export const MoveSessionDialog = ({ session, onClose }: { session: SessionWithPlaces; onClose(): void }) => {
  const move = useCommand("booking.moveSession", { marksFields: true });
  const [takenWords, setTakenWords] = useState<string[]>([]);
  const { id, version, startAt, endAt, roomId, providerIds, equipment } = session;
  return (
    <RecordContext.Provider value={{ version, timeline: undefined }}>
      <StepDialog<Values>
        isOpen
        size="42rem"
        onClose={onClose}
        title={`改场次：${session.courseTitle || session.serviceName}`}
        action="改"
        draft={`booking.moveSession.${id}`}
        done={session.takenCount === 0 ? "已改" : "已改，约好的人在“待通知”里"}
        empty={{
          service: { id: session.serviceId, label: session.serviceName },
          day: dayOf(startAt),
          from: timeOf(startAt),
          to: timeOf(endAt),
          placeCount: session.placeCount,
          roomId,
          providerIds: [...providerIds],
          equipment,
          note: session.note,
          reason: "",
        }}
        schema={schemaOf(true)}
        save={async (values) => {
          const span = spanOf(values);
          if (!span) return { ok: false, code: "InvalidInput" };
          const needs = { roomId: values.roomId, providerIds: values.providerIds, equipment: [...values.equipment] };
          const reply = await move.run({ id, version, ...span, ...needs, reason: values.reason });
          setTakenWords(reply.ok ? [] : conflictWordsIn(reply.details));
          return reply;
        }}
      >
        {(form) => (
          <>
            <TimeFields form={form} />
            <HeldFields form={form} exceptSessionId={id} />
            <TextInput label="为什么改" required {...form.getInputProps("reason")} />
            <Text size="sm" c="dimmed">
              {toldWords(session.takenCount)}
            </Text>
            <Taken words={takenWords} />
          </>
        )}
      </StepDialog>
    </RecordContext.Provider>
  );
};

export const CancelSessionDialog = (props: {
  session: SessionWithPlaces | Session;
  heads: number;
  onClose(): void;
}) => {
  const { session, heads, onClose } = props;
  const cancel = useCommand("booking.cancelSession");
  return (
    <RecordContext.Provider value={{ version: session.version, timeline: undefined }}>
      <StepDialog
        isOpen
        onClose={onClose}
        title={`取消这一场：${session.courseTitle || session.serviceName}`}
        action="取消这一场"
        draft={null}
        done={heads === 0 ? "已取消" : "已取消，约好的人在“待通知”里"}
        empty={{ reason: "" }}
        schema={z.object({ reason: z.string().trim().min(1, "请写明取消的原因") })}
        save={({ reason }) => cancel.run({ id: session.id, version: session.version, reason })}
      >
        {(form) => (
          <>
            <TextInput label="为什么取消" required data-autofocus {...form.getInputProps("reason")} />
            <Text size="sm" c="dimmed">
              {heads === 0 ? "这一场还没有人约。" : "约好的和候补的都会取消，并列到“待通知”里，请逐个打电话。"}
              {session.planId !== null && session.lesson !== null && "取消的这一节，再点“排出场次”可以往后补。"}
            </Text>
          </>
        )}
      </StepDialog>
    </RecordContext.Provider>
  );
};
