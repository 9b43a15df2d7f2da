import { Button, Group, Modal, ScrollArea, Text } from "@mantine/core";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Answered } from "#ui/page.tsx";
import type { TraceKind, TraceLine } from "../trace-contract.ts";
import { hintsFor } from "../trace-hints.ts";
import { useAnswer } from "./door.ts";

type Of = { kind: TraceKind; id: string };

const columns = [
  { title: "说事", kinds: ["appeal"] },
  { title: "议事", kinds: ["topic", "item"] },
  { title: "办事", kinds: ["task"] },
  { title: "评事", kinds: ["followUp"] },
] as const satisfies { title: string; kinds: readonly TraceLine["kind"][] }[];

const placeOf = (line: TraceLine): { to: string; search: Record<string, unknown> } => {
  const open = line.id;
  switch (line.kind) {
    case "appeal":
      return { to: "/council/appeals", search: { view: "all", open } };
    case "topic":
      return { to: "/council/topics", search: { view: "all", open } };
    case "item":
      return { to: "/council/meetings", search: { open: line.meetingId, item: open } };
    case "task":
      return { to: "/council/tasks", search: { view: "all", open } };
    case "followUp":
      return { to: "/council/follow-ups", search: { view: "all", open } };
  }
};

const Lines = ({ of, lines, onClose }: { of: Of; lines: readonly TraceLine[]; onClose(): void }) => {
  const navigate = useNavigate();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const ordered = columns.flatMap(({ kinds }) =>
    lines.filter((line) => (kinds as readonly string[]).includes(line.kind)),
  );
  const hints = hintsFor(ordered.length);
  const hintOf = new Map(ordered.map((line, at) => [line, hints[at] ?? ""]));
  const go = (line: TraceLine) => {
    onClose();
    const { to, search } = placeOf(line);
    void navigate({ to: to as never, search: search as never });
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "0") {
        event.preventDefault();
        onClose();
        router.history.back();
        return;
      }
      const next = typed + event.key.toLowerCase();
      const line = ordered[hints.indexOf(next)];
      const isBegun = hints.some((hint) => hint.startsWith(next));
      if (!line && !isBegun) return setTyped("");
      event.preventDefault();
      if (line) go(line);
      else setTyped(next);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  return (
    <div className="trace">
      {columns.map(({ title, kinds }) => {
        const own = ordered.filter((line) => (kinds as readonly string[]).includes(line.kind));
        return (
          <section key={title} aria-label={title}>
            <Text fw={700}>{title}</Text>
            {own.length === 0 && <Text c="dimmed">还没有</Text>}
            {own.map((line) => (
              <button
                key={`${line.kind}${line.id}`}
                type="button"
                className="trace-line"
                aria-current={line.kind === of.kind && line.id === of.id ? "true" : undefined}
                onClick={() => go(line)}
              >
                <kbd data-typed={(typed !== "" && hintOf.get(line)?.startsWith(typed)) || undefined}>
                  {hintOf.get(line)}
                </kbd>
                <span>
                  <Text span size="sm" c="dimmed">
                    {line.numberText} {line.stateText}
                  </Text>
                  <span className="trace-title">
                    {line.numerals.length > 0 && `〔${line.numerals.join("、")}〕`}
                    {line.title}
                  </span>
                  {line.voteText !== "" && (
                    <Text span size="sm">
                      {line.voteText}
                    </Text>
                  )}
                </span>
              </button>
            ))}
          </section>
        );
      })}
    </div>
  );
};

const TraceSheet = ({ of, onClose }: { of: Of; onClose(): void }) => {
  const answer = useAnswer("council.trace", of);
  return (
    <Answered answer={answer}>
      {({ numberText, title, lines, isCut }) => (
        <>
          <Group justify="space-between" wrap="nowrap" mb="xs">
            <Text fw={700}>
              {numberText} {title}
            </Text>
            <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
              按前面的键过去，<kbd>0</kbd> 回到上一页，<kbd>Esc</kbd> 关闭
            </Text>
          </Group>
          <ScrollArea.Autosize mah="70vh" type="auto">
            <Lines of={of} lines={lines} onClose={onClose} />
          </ScrollArea.Autosize>
          {isCut && <Text size="sm">相关的太多，只列出前 {lines.length} 条。</Text>}
        </>
      )}
    </Answered>
  );
};

/** 来龙去脉 of the open record: what is behind it and what came of it, each a key away. */
export const TraceButton = ({ of }: { of: Of }) => {
  /** Which record the sheet is of: in a meeting that of the item that has the focus. */
  const [shown, setShown] = useState<Of | null>(null);
  const { kind, id } = of;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F8") return;
      event.preventDefault();
      // The key closes what it opened; a form that is being filled in keeps the page to itself.
      if (document.querySelector("[role=dialog]")) return setShown(null);
      const item = document.activeElement?.closest<HTMLElement>("[data-item]")?.dataset.item;
      setShown(item === undefined ? { kind, id } : { kind: "item", id: item });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [kind, id]);
  return (
    <>
      <Button variant="default" rightSection={<kbd>F8</kbd>} onClick={() => setShown(of)}>
        来龙去脉
      </Button>
      <Modal opened={shown !== null} onClose={() => setShown(null)} title="来龙去脉" size="70rem">
        {/* Keys are heard wherever the focus is; on the cross it would look like the way on. */}
        <div data-autofocus tabIndex={-1} className="trace-sheet">
          {shown && <TraceSheet of={shown} onClose={() => setShown(null)} />}
        </div>
      </Modal>
    </>
  );
};
