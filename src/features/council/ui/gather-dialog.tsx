import { Select, Text, Textarea, TextInput } from "@mantine/core";
import { z } from "zod";
import type { Reply } from "#base/contract.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { topicSources } from "../topic-contract.ts";
import { topicStateWords, visibilityWords } from "../topic-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { sourceOptions } from "./topic-actions.tsx";

const newTopic = "new";

/** Takes appeals into a topic: a new one, or one that waits for its meeting. */
export const GatherDialog = (props: {
  isOpen: boolean;
  onClose(): void;
  appealIds: readonly string[];
  suggestedTitle: string;
  onDone?(topicId: string): void;
  /** Brings one more that is still being written, once. */
  register?: () => Promise<Reply<{ id: string }>>;
  /** What is gathered, where the page behind does not show it. */
  named?: readonly string[];
  /** A topic that holds one of them already. */
  preferredTopicId?: string | undefined;
}) => {
  const { register, preferredTopicId } = props;
  const count = props.appealIds.length + (register ? 1 : 0);
  const isEmpty = count === 0;
  const propose = useCommand("council.proposeTopic");
  const gather = useCommand("council.gatherAppeals");
  const topics = useAnswer(
    "council.listTopics",
    { states: ["proposed", "confirmed", "scheduled"], limit: 200 },
    { isEnabled: props.isOpen },
  );
  const options = [
    { value: newTopic, label: "新提一个议题" },
    ...(topics.data?.topics ?? []).map((topic) => ({
      value: topic.id,
      label: `${topic.numberText} ${topic.title}（${topicStateWords[topic.state]}）`,
    })),
  ];
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={isEmpty ? "新提议题" : `把 ${count} 条诉求归入议题`}
      action={isEmpty ? "提出" : register ? "登记并归入" : "归入"}
      draft={register ? null : `council.gatherAppeals.${props.appealIds.length}.${props.appealIds[0] ?? ""}`}
      done={isEmpty ? "已提出议题" : "已归入议题"}
      empty={{
        topicId: preferredTopicId ?? newTopic,
        title: props.suggestedTitle.slice(0, 80),
        summary: "",
        source: (isEmpty ? "residents" : "appeals") as (typeof topicSources)[number],
        proposerName: "",
        visibility: "public" as keyof typeof visibilityWords,
      }}
      schema={z
        .object({
          topicId: z.string(),
          title: z.string(),
          summary: z.string(),
          source: z.string(),
          proposerName: z.string(),
          visibility: z.string(),
        })
        .refine((values) => values.topicId !== newTopic || values.title.trim() !== "", {
          path: ["title"],
          message: "请填写议题",
        })}
      save={async ({ topicId, ...topic }) => {
        const registered = await register?.();
        if (registered && !registered.ok) return registered;
        const appealIds = [...(registered ? [registered.value.id] : []), ...props.appealIds];
        const reply =
          topicId === newTopic
            ? await propose.run({ ...topic, appealIds })
            : await gather.run({ id: topicId, appealIds });
        if (reply.ok) props.onDone?.(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          {(props.named ?? []).map((name) => (
            <Text key={name} size="sm" lineClamp={2}>
              {name}
            </Text>
          ))}
          {!isEmpty && (
            <Select label="归入" data={options} allowDeselect={false} searchable {...form.getInputProps("topicId")} />
          )}
          {form.values.topicId === newTopic && (
            <>
              <TextInput label="议题" required data-autofocus {...form.getInputProps("title")} />
              <Textarea label="说明" autosize minRows={2} {...form.getInputProps("summary")} />
              {isEmpty && (
                <Select label="来源" data={sourceOptions} allowDeselect={false} {...form.getInputProps("source")} />
              )}
              {isEmpty && (
                <TextInput
                  label="谁提出的"
                  placeholder="例如：王大姐；业委会"
                  {...form.getInputProps("proposerName")}
                />
              )}
              <ChoiceRow
                label="公开程度"
                words={visibilityWords}
                value={form.values.visibility}
                onChange={(value) => form.setFieldValue("visibility", value)}
              />
            </>
          )}
        </>
      )}
    </StepDialog>
  );
};
