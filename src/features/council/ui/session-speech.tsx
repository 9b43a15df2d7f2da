import { Button, Group, Text, Textarea } from "@mantine/core";
import { type RefObject, useEffect, useRef, useState } from "react";
import { z } from "zod";
import { epochMsOf } from "#base/dates.ts";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { FormFrame } from "#ui/form.tsx";
import { useRecordForm } from "#ui/record-form.tsx";
import { type AgendaItem, attitudes, type Meeting } from "../meeting-contract.ts";
import { attitudeWords } from "../meeting-words.ts";
import type { Turn } from "../turn-contract.ts";
import { clockWords, speechMinutes, spokenSeconds } from "../turn-rules.ts";
import { useCommand } from "./door.ts";
import { type Person, PersonFinder } from "./session-finder.tsx";

/** Ticks on from the core's time without asking the page's own clock what time it is. */
export const useTick = (now: string | undefined): string => {
  const [tick, setTick] = useState({ from: now, passedMs: 0 });
  useEffect(() => {
    if (now === undefined) return;
    const start = performance.now();
    setTick({ from: now, passedMs: 0 });
    const timer = setInterval(() => setTick({ from: now, passedMs: performance.now() - start }), 500);
    return () => clearInterval(timer);
  }, [now]);
  return tick.from === undefined ? "" : new Date(epochMsOf(tick.from) + tick.passedMs).toISOString();
};

/** Who has the floor, how long still, and who is next. */
const Floor = (props: {
  meeting: Meeting;
  turns: readonly Turn[];
  now: string;
  nameOf(attendanceId: string): string;
  onGive(turn: Turn): void;
}) => {
  const { meeting, turns, now, nameOf } = props;
  const end = useCommand("council.endTurn");
  const speaking = turns.find(({ state }) => state === "speaking");
  const waiting = turns.filter(({ state }) => state === "waiting");
  const left = speaking && now !== "" ? speechMinutes * 60 - spokenSeconds(speaking, now) : 0;
  return (
    <Group gap="md" className="session-floor" role="group" aria-label="发言顺序">
      {speaking ? (
        <>
          <Text fw={700}>{nameOf(speaking.attendanceId)} 正在发言</Text>
          <Text className="session-clock" data-over={left < 0 || undefined} role="timer">
            {clockWords(left)}
          </Text>
          {left < 0 && <Text c="red.9">时间到了</Text>}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void end.run({ id: meeting.id, turnId: speaking.id })}
          >
            说完了
          </Button>
        </>
      ) : (
        <Text c="dimmed">没有人在发言。F2 选发言人，开始计时。</Text>
      )}
      {waiting.map((turn, at) => (
        <Group gap={2} key={turn.id}>
          <Button size="compact-sm" variant="default" onClick={() => props.onGive(turn)}>
            {at === 0 && "下一位 "}
            {nameOf(turn.attendanceId)}
            {at === 0 && <kbd>F7</kbd>}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={`${nameOf(turn.attendanceId)} 不说了`}
            onClick={() => void end.run({ id: meeting.id, turnId: turn.id })}
          >
            ×
          </Button>
        </Group>
      ))}
    </Group>
  );
};

const Form = z
  .object({ attendanceId: z.string().nullable(), attitude: z.enum(attitudes), words: z.string() })
  .refine(({ attitude, words }) => attitude !== "conditional" || words.trim() !== "", {
    path: ["words"],
    message: "有条件的，请写明条件",
  });

type Values = { attendanceId: string | null; attitude: (typeof attitudes)[number]; words: string };

/** What is said: the speaker, where they stand, and the words, kept while they are typed. */
const Words = (props: {
  meeting: Meeting;
  item: AgendaItem;
  speakerId: string | null;
  nameOf(attendanceId: string): string;
  onSaved(): void;
  words: RefObject<HTMLTextAreaElement | null>;
}) => {
  const add = useCommand("council.addStatement");
  const { form, save, notice, clear } = useRecordForm<Values, unknown>(
    {
      empty: { attendanceId: null, attitude: "neutral", words: "" },
      schema: Form,
      save: ({ attendanceId, attitude, words }) =>
        add.run({ id: props.meeting.id, itemId: props.item.id, attendanceId: attendanceId ?? "", attitude, words }),
    },
    `council.addStatement.session.${props.item.id}`,
  );
  const { values } = form;
  const { speakerId } = props;
  const whose = values.attendanceId ?? speakerId;
  const speaker = whose === null ? "" : props.nameOf(whose);
  /** Words that are half written stay with whoever said them, whoever has the floor by then. */
  const write = (text: string) => {
    form.setFieldValue("words", text);
    form.setFieldValue("attendanceId", text === "" ? null : whose);
  };
  return (
    <FormFrame
      form={form}
      label="记发言"
      onSave={async (written) => {
        if (whose === null) {
          form.setFieldError("words", "请先选发言人（F2）");
          return { ok: false, code: "InvalidInput" };
        }
        const reply = await save({ ...written, attendanceId: whose });
        if (reply.ok) {
          tellDone(`${speaker} 的发言已记下`);
          clear();
          props.onSaved();
        }
        return reply;
      }}
      saveButton={
        <Button type="submit" loading={add.isRunning} rightSection={<kbd>Ctrl Enter</kbd>}>
          记下
        </Button>
      }
    >
      {notice}
      <Group gap="md" align="flex-end" mb="xs">
        <Text fw={700} miw="8rem" role="status" aria-label="发言人">
          {speaker === "" ? "发言人：还没有选" : `发言人：${speaker}`}
        </Text>
        <ChoiceRow
          label="态度（Alt+1 至 4）"
          words={attitudeWords}
          value={values.attitude}
          onChange={(attitude) => form.setFieldValue("attitude", attitude)}
        />
      </Group>
      <Textarea
        label="说了什么"
        ref={props.words}
        autosize
        minRows={3}
        maxRows={8}
        onKeyDown={(event) => {
          const at = event.altKey ? /^Digit([1-4])$/.exec(event.code)?.[1] : undefined;
          const attitude = at === undefined ? undefined : attitudes[Number(at) - 1];
          if (attitude === undefined) return;
          event.preventDefault();
          form.setFieldValue("attitude", attitude);
        }}
        value={values.words}
        onChange={(event) => write(event.currentTarget.value)}
        error={form.errors.words}
      />
    </FormFrame>
  );
};

/** The floor and what is said on it. */
export const SessionSpeech = (props: {
  meeting: Meeting;
  item: AgendaItem;
  turns: readonly Turn[];
  people: readonly Person[];
  now: string;
  finder: RefObject<HTMLInputElement | null>;
  queueFinder: RefObject<HTMLInputElement | null>;
  words: RefObject<HTMLTextAreaElement | null>;
  /** Who is being given the floor just now. */
  comingId: string | null;
  onGive(turn: Turn): void;
  onSpeaker(person: Person): void;
  onQueue(person: Person): void;
}) => {
  const { meeting, item, people, turns } = props;
  const end = useCommand("council.endTurn");
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? "";
  const speaking = turns.find(({ state }) => state === "speaking");
  const here = people.filter(
    ({ presence, leftAt }) => (presence === "present" && leftAt === null) || presence === "observer",
  );
  const floor = useRef<{ turnId: string | undefined; comingId: string | null }>(null);
  useEffect(() => {
    floor.current = { turnId: speaking?.id, comingId: props.comingId };
  });
  return (
    <>
      <Floor meeting={meeting} turns={turns} now={props.now} nameOf={nameOf} onGive={props.onGive} />
      <Group grow align="flex-start">
        <PersonFinder
          label="F2 谁发言"
          people={here}
          detailOf={(person) => person.home || person.detail}
          onChoose={props.onSpeaker}
          inputRef={props.finder}
        />
        <PersonFinder
          label="F9 举手排队"
          people={here}
          detailOf={(person) => person.home || person.detail}
          onChoose={props.onQueue}
          inputRef={props.queueFinder}
        />
      </Group>
      <Words
        key={item.id}
        meeting={meeting}
        item={item}
        speakerId={props.comingId ?? speaking?.attendanceId ?? null}
        nameOf={nameOf}
        words={props.words}
        onSaved={() => {
          // Whoever was quicker than the core has gone on to the next speaker already.
          const { turnId, comingId } = floor.current ?? {};
          if (comingId !== null || turnId !== speaking?.id) return;
          if (speaking) void end.run({ id: meeting.id, turnId: speaking.id });
          // Nor is the focus taken from a dialog that was opened meanwhile.
          if (document.activeElement === props.words.current) props.finder.current?.focus();
        }}
      />
    </>
  );
};
