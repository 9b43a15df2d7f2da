import { useState } from "react";
import { z } from "zod";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { taskPapers } from "../task-paper-contract.ts";
import { taskPaperWords } from "../task-paper-words.ts";
import { letterTitles } from "../task-part-words.ts";
import { DispatchParts } from "./dispatch-parts.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { LetterPaper } from "./letter-paper.tsx";
import { OnTheSpotPaper } from "./on-the-spot-paper.tsx";

const Address = z.object({
  id: z.string().catch("").default(""),
  paper: z.enum(taskPapers).catch("dispatch").default("dispatch"),
  letter: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(false).default(false),
});

/** The papers of one task: 派单 in three parts, a letter, the slip of what was settled at the desk. */
export const TaskPaperPage = () => {
  const [{ id, paper, letter: letterId, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.taskPaper", { id }, { isEnabled: id !== "" });
  const print = useCommand("council.printTaskPaper");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const printed = last && last.of === answer.data ? last.printed : null;
  const letter = answer.data?.letters.find((one) => one.id === letterId);
  const title = paper === "letter" && letter ? letterTitles[letter.kind] : taskPaperWords[paper];
  const isMissing = (paper === "letter" && !letter) || (paper === "onTheSpot" && !answer.data?.finishedAt);
  return (
    <PaperPage
      title={`${title} ${answer.data?.numberText ?? ""}`}
      isBlocked={!answer.data || isMissing}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这张单子还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ id, paper, letterId: paper === "letter" ? letterId : null });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
    >
      <Answered answer={answer}>
        {(task) => {
          if (isMissing) return <p>没有可以打印的单子。</p>;
          if (paper === "letter" && letter) return <LetterPaper task={task} letter={letter} printed={printed} />;
          if (paper === "onTheSpot") return <OnTheSpotPaper task={task} printed={printed} />;
          return <DispatchParts task={task} printed={printed} />;
        }}
      </Answered>
    </PaperPage>
  );
};
