import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { SmallModal } from "#ui/layers.tsx";
import { Answered } from "#ui/page.tsx";
import type { AgendaItem, Meeting } from "../meeting-contract.ts";
import { entitlementWords } from "../meeting-words.ts";
import type { Vote } from "../vote-contract.ts";
import { recountingProblem } from "../vote-rules.ts";
import { countSentenceOf, turnoutSentence, voteSentence } from "../vote-sentence.ts";
import { choiceWords, seatWayWords, voteBaseWords, voteMethodWords, voteStateWords } from "../vote-words.ts";
import { RecountVote } from "./count-vote.tsx";
import { useAnswer } from "./door.ts";
import { VotePaperLinks } from "./vote-paper-links.tsx";

/** Who was entitled and who cast each vote, as it stood when the vote was counted. */
const Seats = ({ meetingId, vote }: { meetingId: string; vote: Vote }) => {
  const isSigned = vote.method === "signature";
  const answer = useAnswer("council.voteSeats", { id: meetingId, voteId: vote.id });
  return (
    <Answered answer={answer}>
      {({ seats }) => (
        <Stack gap="sm">
          <Text>
            {entitlementWords[vote.entitledBy]}，{turnoutSentence(vote)}
          </Text>
          <Table aria-label="表决名单" striped>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>序号</Table.Th>
                <Table.Th>谁的票</Table.Th>
                <Table.Th>住址</Table.Th>
                <Table.Th>谁投的</Table.Th>
                {isSigned && <Table.Th>签的</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {seats.map((seat) => (
                <Table.Tr key={seat.position} c={seat.way === "empty" ? "dimmed" : undefined}>
                  <Table.Td>{seat.position}</Table.Td>
                  <Table.Td>{seat.name}</Table.Td>
                  <Table.Td>{seat.home}</Table.Td>
                  <Table.Td>
                    {seat.way === "self" || seat.way === "empty"
                      ? seatWayWords[seat.way]
                      : `${seat.castByName}（${seatWayWords[seat.way]}）`}
                  </Table.Td>
                  {isSigned && <Table.Td>{seat.choice === null ? "" : choiceWords[seat.choice]}</Table.Td>}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="sm" c="dimmed">
            计票时定格，名单后来的改动不影响这张表。
          </Text>
        </Stack>
      )}
    </Answered>
  );
};

const VoteLine = (props: { meeting: Meeting; item: AgendaItem; vote: Vote; mayRecord: boolean }) => {
  const { meeting, item, vote } = props;
  const [shown, setShown] = useState<"seats" | "recount" | null>(null);
  const close = () => setShown(null);
  const outcome = item.resolution?.outcome ?? null;
  const canRecount =
    props.mayRecord && recountingProblem(meeting, { kind: item.kind, outcome }, vote, item.votes) === null;
  const earlier = vote.counts.slice(0, -1);
  return (
    <div className="vote-line">
      <Text size="sm" c="dimmed">
        {voteMethodWords[vote.method]}表决：{vote.question}
        {vote.state !== "counted" && ` · ${voteStateWords[vote.state]}`}
      </Text>
      {vote.state === "open" && (
        <Group gap="xs" align="baseline">
          <Text size="sm" fw={700}>
            {turnoutSentence(vote)}，按{voteBaseWords[vote.base]}过半计
          </Text>
          {props.mayRecord && <VotePaperLinks meetingId={meeting.id} vote={vote} />}
        </Group>
      )}
      {vote.state === "calledOff" && <Text size="sm">{vote.callOffReason}</Text>}
      {vote.state === "counted" && (
        <Group gap="xs" align="baseline">
          <Text size="sm" fw={700}>
            {voteSentence(vote)}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={() => setShown("seats")}>
            名单
          </Button>
          {canRecount && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setShown("recount")}>
              复核计票
            </Button>
          )}
        </Group>
      )}
      {earlier.map((count) => (
        <Text key={count.edition} size="sm" c="dimmed">
          {count.edition === 1 ? "第1次计票，" : ""}
          {countSentenceOf(vote, count)}后来复核：{vote.counts[count.edition]?.reason}
        </Text>
      ))}
      <SmallModal isOpen={shown === "seats"} onClose={close} title={`表决名单：${vote.question}`} size="44rem">
        {shown === "seats" && <Seats meetingId={meeting.id} vote={vote} />}
      </SmallModal>
      {shown === "recount" && <RecountVote meetingId={meeting.id} vote={vote} onClose={close} />}
    </div>
  );
};

/** Every vote on an item, the newest first; the last that was counted decides. */
export const VoteLines = (props: { meeting: Meeting; item: AgendaItem; mayRecord: boolean }) => {
  const { meeting, item } = props;
  if (item.votes.length === 0) return null;
  return (
    <Stack gap={4} mt="xs" component="section" aria-label="表决">
      {item.votes.toReversed().map((vote) => (
        <VoteLine key={vote.id} meeting={meeting} item={item} vote={vote} mayRecord={props.mayRecord} />
      ))}
    </Stack>
  );
};
