import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { AttachmentStrip } from "#features/documents/ui/attachments.tsx";
import { FormDrawer } from "#ui/layers.tsx";
import { TimeText } from "#ui/moment.tsx";
import { Answered, Field } from "#ui/page.tsx";
import type { SuggestedAppeal } from "../appeal-contract.ts";
import { natureWords } from "../appeal-words.ts";
import { ConfidentialMark, StageChip } from "./chips.tsx";
import { useAnswer } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { actOfKey, type SuggestionActs, suggestionWords } from "./suggested-appeals.tsx";

const linesOf = (links: readonly { numberText: string; title: string }[]) =>
  links.map((link) => `${link.numberText} ${link.title}`).join("\n");

/** A suggestion beside what is being written, to be read and acted on; nothing in it leads away. */
const Beside = ({ suggested, acts }: { suggested: SuggestedAppeal; acts: SuggestionActs }) => {
  const answer = useAnswer("council.appeal", { id: suggested.id });
  const merge = acts.mergeOf(suggested);
  const gather = acts.gatherOf(suggested);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const act = actOfKey(event.key, merge, gather);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [merge, gather]);
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {merge && (
          <Button size="xs" onClick={merge} rightSection={<kbd>B</kbd>}>
            并案
          </Button>
        )}
        {gather && (
          <Button size="xs" variant="default" onClick={gather} rightSection={<kbd>Y</kbd>}>
            归入议题
          </Button>
        )}
        <Text size="sm" c="dimmed">
          按 Esc 回去接着写
        </Text>
      </Group>
      <Text size="sm">{suggestionWords(suggested)}</Text>
      <Answered answer={answer}>
        {(appeal) => (
          <Stack gap="sm">
            <Group gap="xs">
              <StageChip stage={appeal.stage} />
              {appeal.isConfidential && <ConfidentialMark />}
              <Title order={2} size="h5">
                {appeal.title}
              </Title>
            </Group>
            <Field label="诉求内容">{appeal.content}</Field>
            {appeal.answer !== "" && <Field label="答复">{appeal.answer}</Field>}
            <AttachmentStrip attachments={appeal.attachments} openOperation="council.openAttachment" />
            <div className="fields">
              <Field label="诉求人">{appeal.reporterName}</Field>
              <Field label="地点">
                {[appeal.placeLabel, appeal.placeNote].filter((part) => part !== "").join(" ")}
              </Field>
              <Field label="性质">{natureWords[appeal.nature]}</Field>
              <Field label="登记">
                <TimeText at={appeal.receivedAt} /> {appeal.receivedByName}
              </Field>
            </div>
            {appeal.merged.length > 0 && <Field label="并案的诉求">{linesOf(appeal.merged)}</Field>}
            {appeal.topics.length > 0 && <Field label="议题">{linesOf(appeal.topics)}</Field>}
            {appeal.tasks.length > 0 && <Field label="任务">{linesOf(appeal.tasks)}</Field>}
            <CouncilTimeline events={appeal.events} />
          </Stack>
        )}
      </Answered>
    </Stack>
  );
};

export const AppealBeside = (props: { suggested: SuggestedAppeal | null; onClose(): void; acts: SuggestionActs }) => (
  <FormDrawer
    title={`旁看 ${props.suggested?.numberText ?? ""}`}
    isOpen={props.suggested !== null}
    onClose={props.onClose}
  >
    {props.suggested && <Beside suggested={props.suggested} acts={props.acts} />}
  </FormDrawer>
);
