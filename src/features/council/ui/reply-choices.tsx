import { Group, SegmentedControl, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { ReplyKind } from "../reply-template-contract.ts";
import { useAnswer } from "./door.ts";

const shown = 5;
const tones = ["plain", "spoken"] as const;

/** Alt+1 to 5 insert; Alt+0 changes between the written and the spoken wording. */
const useReplyKeys = (act: (digit: number) => void) => {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const digit = /^Digit([0-5])$/.exec(event.code)?.[1];
      if (digit === undefined) return;
      event.preventDefault();
      latest.current(Number(digit));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
};

/** Templates with the words of this very record in them, to be put into the field and changed there. */
export const ReplyChoices = (props: {
  kind: ReplyKind;
  of: { kind: "appeal" | "task"; id: string };
  onTake(text: string): void;
}) => {
  const { kind, of, onTake } = props;
  const answer = useAnswer("council.filledReplies", { kind, of });
  const [tone, setTone] = useState<(typeof tones)[number]>("plain");
  const replies = (answer.data?.replies ?? []).slice(0, shown);
  const textOf = (reply: (typeof replies)[number]) =>
    tone === "spoken" && reply.spoken !== "" ? reply.spoken : reply.plain;
  useReplyKeys((digit) => {
    if (digit === 0) return setTone(tone === "plain" ? "spoken" : "plain");
    const reply = replies[digit - 1];
    if (reply) onTake(textOf(reply));
  });
  if (replies.length === 0) return null;
  return (
    <section className="panel" aria-label="答复模板">
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={700}>
          答复模板（点一下或按 Alt+数字写进去，写进去还能改）
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="说法，Alt+0 换"
          data={[
            { value: "plain", label: "正式" },
            { value: "spoken", label: "白话" },
          ]}
          value={tone}
          onChange={(value) => setTone(value as (typeof tones)[number])}
        />
      </Group>
      {replies.map((reply, at) => (
        <div key={reply.id}>
          <button type="button" className="link-button" onClick={() => onTake(textOf(reply))}>
            Alt+{at + 1} {reply.title}
          </button>
          <Text size="sm" c="dimmed" lineClamp={2}>
            {textOf(reply)}
          </Text>
        </div>
      ))}
    </section>
  );
};
