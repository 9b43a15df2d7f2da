import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { type TopicEdition, topicEditions } from "../topic-paper-contract.ts";
import { topicCardWords } from "../topic-paper-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { isHeldUp, PaperFindings } from "./paper-findings.tsx";
import { TopicCardPaper } from "./topic-card-paper.tsx";

const Address = z.object({
  id: z.string().catch("").default(""),
  edition: z.enum(topicEditions).catch("internal").default("internal"),
  isLarge: z.boolean().catch(false).default(false),
});

export const editionOptions = (words: Record<TopicEdition, string>) =>
  topicEditions.map((value) => ({ value, label: words[value] }));

/** 议题卡 as it will leave the printer. */
export const TopicPaperPage = () => {
  const [{ id, edition, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.topicPaper", { id, edition }, { isEnabled: id !== "" });
  const print = useCommand("council.printTopicPaper");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const [reason, setReason] = useState("");
  const card = answer.data;
  const printed = last && last.of === card ? last.printed : null;
  return (
    <PaperPage
      title={`${topicCardWords[edition]} ${card?.numberText ?? ""}`}
      isBlocked={!card || isHeldUp(card.findings, reason)}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这张议题卡还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const reply = await print.run({ id, edition, confirmedBecause: reason.trim() });
        return reply.ok ? () => setLast({ of: card, printed: reply.value }) : null;
      }}
      options={
        <SegmentedControl
          aria-label="印哪一种"
          data={editionOptions(topicCardWords)}
          value={edition}
          onChange={(value) => setAddress({ edition: value as TopicEdition }, { replaces: true })}
        />
      }
      notice={
        card && (
          <PaperFindings
            findings={card.findings}
            hint="请到议题里改题目、说明或理由，到任务里改公开表述。"
            reason={reason}
            onReason={setReason}
          />
        )
      }
    >
      <Answered answer={answer}>
        {(data) => <TopicCardPaper card={data} edition={edition} printed={printed} />}
      </Answered>
    </PaperPage>
  );
};
