import { Button, Group, ScrollArea, Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useAskOnce } from "#ui/ask-once.tsx";
import { tellDone } from "#ui/asking.tsx";
import { Answered } from "#ui/page.tsx";
import { headingOf } from "../meeting-agenda.ts";
import type { AgendaItem, Meeting } from "../meeting-contract.ts";
import { attitudeWords, outcomeWords } from "../meeting-words.ts";
import { visibilityWords } from "../topic-words.ts";
import type { Turn, turnContract } from "../turn-contract.ts";
import { decidingVoteOf, openVoteOf } from "../vote-rules.ts";
import { ReviewedTasks } from "./agenda-item.tsx";
import { CoverageInSession } from "./coverage-panel.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { OutcomeDialog } from "./item-dialogs.tsx";
import { ScreenButton } from "./screen-button.tsx";
import type { Person } from "./session-finder.tsx";
import { SessionPeople } from "./session-people.tsx";
import { SessionSpeech, useTick } from "./session-speech.tsx";
import { VoteDialog } from "./vote-dialog.tsx";
import { VoteLines } from "./vote-lines.tsx";
import "./session.css";

type Session = OutputOf<(typeof turnContract)["council.session"]>;

const Address = z.object({ id: z.string().catch("").default("") });

const doneMark = (item: AgendaItem): string => {
  if (item.resolution) return outcomeWords[item.resolution.outcome];
  if (openVoteOf(item.votes)) return "表决中";
  return decidingVoteOf(item.votes) ? "已表决" : "";
};

const Agenda = (props: {
  meeting: Meeting;
  session: Session;
  currentId: string | undefined;
  onOpen(itemId: string): void;
}) => {
  const used = new Map(props.session.used.map(({ itemId, seconds }) => [itemId, seconds]));
  return (
    <nav className="session-agenda" aria-label="议程">
      <Text size="sm" c="dimmed">
        Alt+↑↓ 换议程
      </Text>
      {props.meeting.items.map((item) => {
        const minutes = Math.round((used.get(item.id) ?? 0) / 60);
        const isOver = item.plannedMinutes !== null && minutes > item.plannedMinutes;
        return (
          <button
            type="button"
            key={item.id}
            className="session-item"
            data-under={item.parentId !== null || undefined}
            aria-current={item.id === props.currentId ? "step" : undefined}
            onClick={() => props.onOpen(item.id)}
          >
            {headingOf(item)}
            <Text size="sm" c={isOver ? "red.9" : "dimmed"} component="span" display="block">
              {[
                doneMark(item),
                minutes > 0 ? `已用 ${minutes} 分钟` : "",
                item.plannedMinutes === null ? "" : `计划 ${item.plannedMinutes} 分钟`,
                isOver ? "超时" : "",
              ]
                .filter((part) => part !== "")
                .join(" · ")}
            </Text>
          </button>
        );
      })}
    </nav>
  );
};

const Said = ({ meeting, item }: { meeting: Meeting; item: AgendaItem }) => {
  const withdraw = useCommand("council.withdrawStatement");
  return (
    <Stack gap={4} aria-label="已记下的发言" component="section">
      {[...item.statements].reverse().map((statement) => (
        <Group key={statement.id} gap="xs" wrap="nowrap" align="flex-start">
          <Text style={{ flex: 1, overflowWrap: "anywhere" }}>
            <Text span size="sm" c="dimmed">
              {timeOf(statement.at)}
            </Text>{" "}
            <b>{statement.speakerName}</b>（{attitudeWords[statement.attitude]}）{statement.words}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={async () => {
              if ((await withdraw.run({ id: meeting.id, statementId: statement.id })).ok) tellDone("已收回这条发言");
            }}
          >
            收回
          </Button>
        </Group>
      ))}
    </Stack>
  );
};

const inText = (target: EventTarget | null) => target instanceof Element && target.closest("[role=dialog]") !== null;

const Sitting = ({ meeting, session }: { meeting: Meeting; session: Session }) => {
  const [dialog, setDialog] = useState<"vote" | "outcome" | null>(null);
  // What is saved closes a moment later, and must not take along what was opened meanwhile.
  const close = (which: "vote" | "outcome") => setDialog((open) => (open === which ? null : open));
  const speakerFinder = useRef<HTMLInputElement>(null);
  const queueFinder = useRef<HTMLInputElement>(null);
  const peopleFinder = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const open = useCommand("council.openItem");
  const ask = useCommand("council.askToSpeak");
  const giveFloor = useCommand("council.giveFloor");
  const end = useCommand("council.endMeeting");
  const askOnce = useAskOnce();
  const navigate = useNavigate();
  const now = useTick(session.now);
  const { id } = meeting;
  const item = meeting.items.find((one) => one.id === session.currentItemId) ?? meeting.items[0];
  const findings = new Map(session.people.map((person) => [person.attendanceId, person]));
  const people: Person[] = meeting.attendances.map((person) => ({
    ...person,
    place: findings.get(person.id)?.place ?? 0,
    initials: findings.get(person.id)?.initials ?? "",
  }));
  const turns = session.turns.filter((turn) => turn.itemId === item?.id);
  const go = (step: -1 | 1) => {
    const next = meeting.items[meeting.items.findIndex((one) => one.id === item?.id) + step];
    if (next) void open.run({ id, itemId: next.id });
  };
  const speakingId = turns.find(({ state }) => state === "speaking")?.attendanceId ?? null;
  /** Who gets the floor while the core is told: what is typed meanwhile is already theirs. */
  const [coming, setComing] = useState<{ id: string; before: string | null } | null>(null);
  const isThere = coming !== null && speakingId !== coming.before;
  useEffect(() => {
    if (isThere) setComing(null);
  }, [isThere]);
  const giveFloorTo = async (attendanceId: string, told: () => Promise<{ ok: boolean }>) => {
    setComing({ id: attendanceId, before: speakingId });
    words.current?.focus();
    if (!(await told()).ok) setComing(null);
  };
  const give = (turn: Turn) => giveFloorTo(turn.attendanceId, () => giveFloor.run({ id, turnId: turn.id }));
  const speak = async (person: Person) => {
    if (!item) return;
    const waiting = turns.find((turn) => turn.attendanceId === person.id && turn.state === "waiting");
    if (waiting) return give(waiting);
    await giveFloorTo(person.id, () => ask.run({ id, itemId: item.id, attendanceId: person.id, isNow: true }));
  };
  const first = meeting.items[0]?.id;
  const isUnopened = session.currentItemId === null;
  const { run: openItem } = open;
  useEffect(() => {
    // The meeting is at its first item from the moment that somebody records it.
    if (isUnopened && first !== undefined) void openItem({ id, itemId: first });
  }, [isUnopened, first, id, openItem]);

  const keys = useRef<(event: KeyboardEvent) => void>(() => {});
  keys.current = (event) => {
    if (inText(event.target)) return;
    const next = turns.find(({ state }) => state === "waiting");
    const acts: Record<string, () => void> = {
      F2: () => speakerFinder.current?.focus(),
      F4: () => peopleFinder.current?.focus(),
      F6: () => item?.kind === "topic" && setDialog("vote"),
      F7: () => next && void give(next),
      F8: () => item && item.kind !== "review" && setDialog("outcome"),
      F9: () => queueFinder.current?.focus(),
      ...(event.altKey && { ArrowUp: () => go(-1), ArrowDown: () => go(1) }),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => keys.current(event);
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <main className="session">
      <header className="session-head">
        <Title order={1} size="h4">
          {meeting.title}
        </Title>
        <Group gap="sm" wrap="nowrap">
          <ScreenButton meeting={meeting} />
          <Button
            variant="default"
            onClick={() => void navigate({ to: "/council/meetings" as never, search: { open: id } as never })}
          >
            回到会议
          </Button>
          <Button
            loading={end.isRunning}
            onClick={async () => {
              const isSure = await askOnce({
                title: "散会？",
                text: "散会以后，名单和发言不能再改，决议可以立任务。",
                confirm: "散会",
              });
              if (isSure && (await end.run({ id, version: meeting.version })).ok)
                void navigate({ to: "/council/meetings" as never, search: { open: id } as never });
            }}
          >
            散会
          </Button>
        </Group>
      </header>
      <Agenda
        meeting={meeting}
        session={session}
        currentId={item?.id}
        onOpen={(itemId) => void open.run({ id, itemId })}
      />
      <ScrollArea className="session-main" type="auto">
        {item && (
          <Stack gap="sm" p="sm">
            <div>
              <Title order={2} size="h4">
                {headingOf(item)}
              </Title>
              <Text size="sm" c="dimmed">
                {item.visibility !== "public" && `${visibilityWords[item.visibility]} · `}
                {item.topic && `${item.topic.appeals.length} 条诉求`}
                {item.responsibleName !== "" && ` · 汇报人 ${item.responsibleName}`}
              </Text>
              {item.topic && item.topic.summary !== "" && <Text lineClamp={3}>{item.topic.summary}</Text>}
            </div>
            {item.kind === "review" ? (
              <ReviewedTasks meeting={meeting} item={item} />
            ) : (
              <>
                <SessionSpeech
                  meeting={meeting}
                  item={item}
                  turns={turns}
                  people={people}
                  now={now}
                  finder={speakerFinder}
                  queueFinder={queueFinder}
                  words={words}
                  comingId={coming?.id ?? null}
                  onGive={(turn) => void give(turn)}
                  onSpeaker={(person) => void speak(person)}
                  onQueue={(person) => void ask.run({ id, itemId: item.id, attendanceId: person.id })}
                />
                <Group gap="sm">
                  {item.kind === "topic" && (
                    <Button variant="default" onClick={() => setDialog("vote")}>
                      {openVoteOf(item.votes) ? "计票" : "表决"} <kbd>F6</kbd>
                    </Button>
                  )}
                  <Button variant="default" onClick={() => setDialog("outcome")}>
                    {item.resolution ? "改结果" : "定结果"} <kbd>F8</kbd>
                  </Button>
                  {item.resolution && (
                    <Text size="sm" fw={700}>
                      {outcomeWords[item.resolution.outcome]}
                    </Text>
                  )}
                </Group>
                <VoteLines meeting={meeting} item={item} mayRecord />
                {item.topic && <CoverageInSession topicId={item.topic.id} />}
                <Said meeting={meeting} item={item} />
              </>
            )}
          </Stack>
        )}
      </ScrollArea>
      <SessionPeople
        meeting={meeting}
        item={item}
        people={people}
        finder={peopleFinder}
        onSpeaker={(person) => void speak(person)}
      />
      {item && (
        <>
          <VoteDialog isOpen={dialog === "vote"} onClose={() => close("vote")} meeting={meeting} item={item} />
          <OutcomeDialog isOpen={dialog === "outcome"} onClose={() => close("outcome")} meeting={meeting} item={item} />
        </>
      )}
    </main>
  );
};

/** The page on which a secretary records a meeting that sits, from the keyboard. */
export const SessionPage = () => {
  const [{ id }] = useAddress(Address);
  const meeting = useAnswer("council.meeting", { id }, { isEnabled: id !== "" });
  const session = useAnswer("council.session", { id }, { isEnabled: id !== "" });
  const navigate = useNavigate();
  return (
    <Answered answer={meeting}>
      {(shown) =>
        shown.state === "inSession" ? (
          <Answered answer={session}>{(now) => <Sitting key={id} meeting={shown} session={now} />}</Answered>
        ) : (
          <main className="session-over">
            <Text>这场会不在进行中。</Text>
            <Button onClick={() => void navigate({ to: "/council/meetings" as never, search: { open: id } as never })}>
              回到会议
            </Button>
          </main>
        )
      }
    </Answered>
  );
};
