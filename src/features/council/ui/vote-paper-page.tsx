import { NumberInput, Select } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { type VotePaper, type votePaperContract, votePapers } from "../vote-paper-contract.ts";
import { votePaperWords } from "../vote-words.ts";
import { BallotPaper, ballotsPerPage } from "./ballot-paper.tsx";
import { CountingPaper } from "./counting-paper.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { SignaturePaper } from "./signature-paper.tsx";

export type PaperOfVote = OutputOf<(typeof votePaperContract)["council.votePaper"]>;
export type PrintedVote = OutputOf<(typeof votePaperContract)["council.printVotePaper"]>;

const Address = z.object({
  id: z.string().catch("").default(""),
  voteId: z.string().catch("").default(""),
  paper: z.enum(votePapers).catch("ballots").default("ballots"),
  perPage: z.literal(ballotsPerPage).catch(6).default(6),
  spare: z.number().int().min(0).max(200).catch(0).default(0),
  isLarge: z.boolean().catch(false).default(false),
});

/** What a vote needs on paper: 表决票 with their stubs, 计票单, 签字表决表. */
export const VotePaperPage = () => {
  const [{ id, voteId, paper, perPage, spare, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.votePaper", { id, voteId }, { isEnabled: voteId !== "" });
  const print = useCommand("council.printVotePaper");
  const [last, setLast] = useState<{ of: unknown; printed: PrintedVote } | null>(null);
  const sheet = answer.data;
  const spareCount = paper === "ballots" ? spare : 0;
  // How many were printed changes with the very print.
  const of = sheet && JSON.stringify([paper, perPage, spareCount, { ...sheet, printedCount: 0 }]);
  const printed = last && last.of === of ? last.printed : null;
  const fitting = votePapers.filter((each) => (sheet?.method === "signature") === (each === "signatures"));
  return (
    <PaperPage
      title={`${sheet?.meetingTitle ?? ""} ${votePaperWords[paper]}`}
      isBlocked={!sheet || (paper === "ballots" && sheet.presentCount + spareCount === 0)}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这份纸还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const reply = await print.run({ id, voteId, paper, spareCount });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
      options={
        <>
          <Select
            aria-label="打印哪一种"
            w="10rem"
            allowDeselect={false}
            data={fitting.map((value) => ({ value, label: votePaperWords[value] }))}
            value={paper}
            onChange={(value) => setAddress({ paper: (value ?? "ballots") as VotePaper }, { replaces: true })}
          />
          {paper === "ballots" && (
            <>
              <Select
                aria-label="每页几张"
                w="9rem"
                allowDeselect={false}
                data={ballotsPerPage.map((each) => ({ value: String(each), label: `每页 ${each} 张` }))}
                value={String(perPage)}
                onChange={(value) =>
                  setAddress(
                    { perPage: ballotsPerPage.find((each) => String(each) === value) ?? 6 },
                    { replaces: true },
                  )
                }
              />
              <NumberInput
                aria-label="备用票"
                prefix="备用 "
                suffix=" 张"
                w="9rem"
                min={0}
                max={200}
                allowDecimal={false}
                value={spare}
                onChange={(value) =>
                  setAddress({ spare: Math.min(200, Math.max(0, Number(value) || 0)) }, { replaces: true })
                }
              />
            </>
          )}
        </>
      }
    >
      <Answered answer={answer}>
        {(data) => {
          if (paper === "counting") return <CountingPaper sheet={data} printed={printed} />;
          if (paper === "signatures") return <SignaturePaper sheet={data} printed={printed} />;
          return <BallotPaper sheet={data} printed={printed} perPage={perPage} spareCount={spareCount} />;
        }}
      </Answered>
    </PaperPage>
  );
};
