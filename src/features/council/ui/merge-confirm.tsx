import { Stack, Text, TextInput } from "@mantine/core";
import { useRef } from "react";
import { z } from "zod";
import type { Reply } from "#base/contract.ts";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { SuggestedAppeal } from "../appeal-contract.ts";
import { leadOfTwo, mergingProblems, type TogetherFacts } from "../together-rules.ts";
import { useCommand } from "./door.ts";
import { suggestionWords } from "./suggested-appeals.tsx";

/** The appeal that suggestions are made for: one of the centre, or the one that is being written. */
export type OwnAppeal = TogetherFacts & {
  name: string;
  title: string;
  /** Brings what is being written to the centre, once, and answers with its id. */
  register: (() => Promise<Reply<{ id: string }>>) | null;
};

/** Takes a merge back from the note that tells of it. */
export const useMerging = () => {
  const merge = useCommand("council.mergeAppeals");
  const unmerge = useCommand("council.unmergeAppeal");
  const merged = useRef<readonly { id: string; version: number }[]>([]);
  return {
    run: async (input: { leadId: string; ids: string[]; reason: string }) => {
      const reply = await merge.run(input);
      if (reply.ok) merged.current = reply.value.merged;
      return reply;
    },
    undo: {
      run: () =>
        void (async () => {
          for (const one of merged.current) if (!(await unmerge.run(one)).ok) return;
          tellDone("已撤销并案");
        })(),
    },
  };
};

export const mergedWords = "已并案。每位诉求人仍会单独回访。";

const Named = (props: { label: string; name: string; words: string }) => (
  <div>
    <Text size="sm" c="dimmed">
      {props.label}
    </Text>
    <Text fw={700}>{props.name}</Text>
    {props.words !== "" && <Text size="sm">{props.words}</Text>}
  </div>
);

/** Names both before they become one matter; what is still being written is registered with it. */
export const MergeConfirm = (props: { own: OwnAppeal; other: SuggestedAppeal | null; onClose(): void }) => {
  const { own, other } = props;
  const merging = useMerging();
  if (!other) return null;
  const facts: TogetherFacts[] = [own, other];
  const leads = facts.filter((lead) => [...mergingProblems(lead, facts).values()].every((problem) => problem === null));
  const nameOf = (id: string) => (id === own.id ? own.name : other.numberText);
  const usual = leadOfTwo<TogetherFacts>(own, other);
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={own.register ? "登记并并案" : "并案"}
      action={own.register ? "登记并并案" : "并案"}
      draft={null}
      done={mergedWords}
      undo={merging.undo}
      size="40rem"
      empty={{ leadId: usual?.id ?? other.id, reason: "" }}
      schema={z.object({ leadId: z.string(), reason: z.string() })}
      save={async ({ leadId, reason }) => {
        const registered = own.register ? await own.register() : { ok: true as const, value: { id: own.id } };
        if (!registered.ok) return registered;
        return leadId === other.id
          ? merging.run({ leadId, ids: [registered.value.id], reason })
          : merging.run({ leadId: registered.value.id, ids: [other.id], reason });
      }}
    >
      {(form) => (
        <Stack gap="sm">
          <Named label={own.register ? "先登记" : "这一条"} name={own.name} words={own.title} />
          <Named
            label={own.register ? "并入" : "与它并案"}
            name={`${other.numberText} ${other.title}`}
            words={[other.reporterLabel, suggestionWords(other)].join(" · ")}
          />
          {own.register === null && leads.length > 1 && (
            <ChoiceRow
              label="由谁牵头"
              words={Object.fromEntries(leads.map(({ id }) => [id, nameOf(id)]))}
              value={form.values.leadId}
              onChange={(value) => form.setFieldValue("leadId", value)}
            />
          )}
          <TextInput label="理由" placeholder="例如：同一盏灯" data-autofocus {...form.getInputProps("reason")} />
          <Text size="sm" c="dimmed">
            牵头的一条代表这件事往下办；两位诉求人各自回访。并错了可以“撤销并案”。
          </Text>
        </Stack>
      )}
    </StepDialog>
  );
};
