import { Alert, Anchor, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import type { Printed } from "#base/printed.ts";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { type MeetingPaper, meetingPapers } from "../meeting-paper-contract.ts";
import { meetingPaperWords } from "../meeting-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { AgendaPaper } from "./meeting-agenda-paper.tsx";
import { NoticePaper } from "./meeting-notice-paper.tsx";
import type { PaperOfMeeting } from "./meeting-paper-parts.tsx";
import { SignInPaper } from "./sign-in-paper.tsx";

const Address = z.object({
  id: z.string().catch("").default(""),
  paper: z.enum(meetingPapers).catch("notice").default("notice"),
  blank: z.number().int().min(0).max(200).nullable().catch(null).default(null),
  isLarge: z.boolean().nullable().catch(null).default(null),
});

/** What goes home with people is large from the start; empty ones are for whoever is on no list. */
const usual: Record<MeetingPaper, { isLarge: boolean; blankCount: number }> = {
  notice: { isLarge: true, blankCount: 2 },
  publicAgenda: { isLarge: true, blankCount: 0 },
  agenda: { isLarge: false, blankCount: 0 },
  signIn: { isLarge: false, blankCount: 8 },
};

const Findings = (props: { sheet: PaperOfMeeting; reason: string; onReason(reason: string): void }) => {
  const may = useMay();
  const { findings } = props.sheet;
  if (findings.length === 0) return null;
  const canBePassed = findings.every(({ canBeConfirmed }) => canBeConfirmed);
  return (
    <Alert color="red" title="里面有个人信息，不能打印" mb="sm">
      {findings.map(({ title, kind, text }) => (
        <div key={`${title} ${text}`}>
          “{title}”里有{kind}“{text}”
        </div>
      ))}
      <div>请到会议里改议程标题，或到议题里改题目。</div>
      {canBePassed && may("secretary") && (
        <TextInput
          label="看过了，不是个人信息，理由"
          placeholder="如：会议室的门号"
          maxLength={100}
          mt="xs"
          value={props.reason}
          onChange={(event) => props.onReason(event.currentTarget.value)}
        />
      )}
    </Alert>
  );
};

/** What a meeting needs on paper: 会议通知 with its slip, the agenda, 签到表. */
export const MeetingPaperPage = () => {
  const [{ id, paper, blank, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.meetingPaper", { id, paper }, { isEnabled: id !== "" });
  const print = useCommand("council.printMeetingPaper");
  const [last, setLast] = useState<{ of: unknown; printed: Printed } | null>(null);
  const [reason, setReason] = useState("");
  const blankCount = blank ?? usual[paper].blankCount;
  const of = answer.data && JSON.stringify([paper, blankCount, answer.data]);
  const printed = last && last.of === of ? last.printed : null;
  const sheet = answer.data;
  const isAddressed = paper === "notice" || paper === "signIn";
  const hasOpenFindings = (sheet?.findings ?? []).some((each) => !each.canBeConfirmed || reason.trim() === "");
  const isEmpty = isAddressed && (sheet?.people.length ?? 0) + blankCount === 0;
  const large = isLarge ?? usual[paper].isLarge;
  return (
    <PaperPage
      title={`${sheet?.title ?? ""} ${meetingPaperWords[paper]}`}
      isBlocked={!sheet || hasOpenFindings || isEmpty}
      isLarge={large}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这份纸还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const reply = await print.run({ id, paper, blankCount, confirmedBecause: reason.trim() });
        return reply.ok ? () => setLast({ of, printed: reply.value }) : null;
      }}
      options={
        <>
          <Select
            aria-label="打印哪一种"
            w="13rem"
            allowDeselect={false}
            data={meetingPapers.map((value) => ({ value, label: meetingPaperWords[value] }))}
            value={paper}
            onChange={(value) =>
              setAddress({ paper: (value ?? "notice") as MeetingPaper, blank: null, isLarge: null }, { replaces: true })
            }
          />
          {isAddressed && (
            <NumberInput
              aria-label={paper === "notice" ? "另加空白通知" : "另加空白行"}
              prefix={paper === "notice" ? "另加空白 " : "空白行 "}
              suffix={paper === "notice" ? " 份" : " 行"}
              w="10rem"
              min={0}
              max={200}
              allowDecimal={false}
              value={blankCount}
              onChange={(value) =>
                setAddress({ blank: Math.min(200, Math.max(0, Number(value) || 0)) }, { replaces: true })
              }
            />
          )}
        </>
      }
      notice={
        sheet && (
          <>
            <Findings sheet={sheet} reason={reason} onReason={setReason} />
            {sheet.leftOutCount > 0 && (
              <Alert color="gray" py="xs" mb="sm">
                有 {sheet.leftOutCount} 项内部或保密的议程，没有列在上面。会上用的议程请选{" "}
                <Anchor
                  component="button"
                  type="button"
                  onClick={() => setAddress({ paper: "agenda" }, { replaces: true })}
                >
                  {meetingPaperWords.agenda}
                </Anchor>
                。
              </Alert>
            )}
            {(paper === "agenda" || paper === "signIn") && (
              <Alert color="gray" py="xs" mb="sm">
                这份纸有姓名，只在会上用，会后收回，不张贴。
              </Alert>
            )}
          </>
        )
      }
    >
      <Answered answer={answer}>
        {(data) => {
          const own = { sheet: data, printed, blankCount };
          if (paper === "notice") return <NoticePaper {...own} />;
          if (paper === "signIn") return <SignInPaper {...own} />;
          return <AgendaPaper {...own} isAtTable={paper === "agenda"} />;
        }}
      </Answered>
    </PaperPage>
  );
};
