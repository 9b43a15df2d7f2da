import { Alert, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { AgendaItem, Meeting } from "../meeting-contract.ts";
import { type Vote, voteContract } from "../vote-contract.ts";
import { decidingVoteOf, hasVoteQuorum, openVoteOf } from "../vote-rules.ts";
import { turnoutSentence } from "../vote-sentence.ts";
import { voteBaseWords, voteMethodWords } from "../vote-words.ts";
import { countSentence } from "./attendance-panel.tsx";
import { CountVote } from "./count-vote.tsx";
import { useCommand } from "./door.ts";

/** A missing quorum is told before the hands go up. */
export const QuorumNotice = (props: { sentence: string; hasQuorum: boolean }) =>
  props.hasQuorum ? (
    <Text>{props.sentence}</Text>
  ) : (
    <Alert color="red" title="到会没有过半">
      {props.sentence}。可以表决，但不能“通过”。
    </Alert>
  );

const OpenVote = (props: { meeting: Meeting; item: AgendaItem; onOpened(voteId: string): void; onClose(): void }) => {
  const { meeting, item } = props;
  const open = useCommand("council.openVote");
  const last: Pick<Vote, "method" | "base"> = decidingVoteOf(item.votes) ?? { method: "hands", base: "present" };
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      // It goes on with counting as soon as the page shows the vote.
      onDone={() => {}}
      title={`表决：${item.title}`}
      action="表决开始"
      draft={`council.openVote.${item.id}`}
      done="表决开始"
      empty={{ question: item.title, method: last.method, base: last.base }}
      schema={voteContract["council.openVote"].input.pick({ question: true, method: true, base: true })}
      save={async (values) => {
        const reply = await open.run({ id: meeting.id, itemId: item.id, ...values });
        if (reply.ok) props.onOpened(reply.value.voteId);
        return reply;
      }}
    >
      {(form) => (
        <>
          <QuorumNotice sentence={countSentence(meeting)} hasQuorum={meeting.hasQuorum} />
          <TextInput label="表决事项" required data-autofocus {...form.getInputProps("question")} />
          <ChoiceRow
            label="方式"
            words={voteMethodWords}
            value={form.values.method}
            onChange={(method) => form.setFieldValue("method", method)}
          />
          <ChoiceRow
            label="按什么算过半"
            description="表决开始以后不能再改"
            words={voteBaseWords}
            value={form.values.base}
            onChange={(base) => form.setFieldValue("base", base)}
          />
        </>
      )}
    </StepDialog>
  );
};

const Voting = ({ meeting, item, onClose }: { meeting: Meeting; item: AgendaItem; onClose(): void }) => {
  // Counting stays with its vote, whatever a colleague does to it meanwhile.
  const [voteId, setVoteId] = useState(openVoteOf(item.votes)?.id ?? null);
  const vote = item.votes.find(({ id }) => id === voteId);
  if (!vote) return <OpenVote meeting={meeting} item={item} onOpened={setVoteId} onClose={onClose} />;
  return (
    <CountVote key={vote.id} meeting={meeting} vote={vote} onClose={onClose}>
      <QuorumNotice sentence={turnoutSentence(vote)} hasQuorum={hasVoteQuorum(vote)} />
    </CountVote>
  );
};

/** F6: puts a matter to the vote, and then counts it. */
export const VoteDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; item: AgendaItem }) =>
  props.isOpen && <Voting meeting={props.meeting} item={props.item} onClose={props.onClose} />;
