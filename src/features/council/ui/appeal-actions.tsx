import { Button, Checkbox, Menu, Select, Textarea, TextInput } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { AttachmentField } from "#features/documents/ui/attachments.tsx";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Appeal, appealContract, type ownerships, type rejectReasons } from "../appeal-contract.ts";
import { acceptingProblem, changingProblem, decisionProblem, linkingProblem } from "../appeal-rules.ts";
import { ownershipWords, rejectReasonWords } from "../appeal-words.ts";
import { petitionEvents } from "../petition-rules.ts";
import { withReply } from "../reply-template.ts";
import type { TopicState } from "../topic-contract.ts";
import { isTopicOpen } from "../topic-rules.ts";
import { PassOverCatalogue } from "./catalogue-note.tsx";
import { ChangeAppeal } from "./change-appeal.tsx";
import { useCommand } from "./door.ts";
import { GatherDialog } from "./gather-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { NewTask } from "./new-task.tsx";
import { WhereToGo } from "./ownership-note.tsx";
import { PromiseDialog } from "./promise-dialog.tsx";
import { ReplyChoices } from "./reply-choices.tsx";
import { SettleOnTheSpot } from "./settle-on-the-spot.tsx";

type Step =
  | "accept"
  | "firstAnswer"
  | "answer"
  | "reject"
  | "escalate"
  | "reply"
  | "ownership"
  | "attach"
  | "merge"
  | "gather"
  | "task"
  | "promise"
  | "spot"
  | "change";

/** Everything that may be done with one appeal now; what may not is not shown. */
export const AppealActions = ({ appeal, hasSlip = true }: { appeal: Appeal; hasSlip?: boolean }) => {
  const [step, setStep] = useState<Step | null>(null);
  const may = useMay();
  const navigate = useNavigate();
  const close = () => setStep(null);
  const { id, version } = appeal;
  const facts = { state: appeal.state, stage: appeal.stage, leadId: appeal.lead?.id ?? null };
  const canDecide = decisionProblem(facts) === null;
  const canLink = linkingProblem(facts) === null;
  const canUndo =
    facts.leadId === null &&
    appeal.stage !== "acting" &&
    appeal.stage !== "deliberating" &&
    ["accepted", "firstAnswered", "answered", "rejected", "escalated", "replied"].includes(
      appeal.events
        .filter(
          (event) => event.kind !== "phoneRevealed" && event.kind !== "printed" && !petitionEvents.includes(event.kind),
        )
        .at(-1)?.kind ?? "",
    );

  const accept = useCommand("council.acceptAppeal");
  const firstAnswer = useCommand("council.recordFirstAnswer");
  const answer = useCommand("council.answerAppeal");
  const reject = useCommand("council.rejectAppeal");
  const escalate = useCommand("council.escalateAppeal");
  const reply = useCommand("council.takeInReply");
  const ownership = useCommand("council.changeOwnership");
  const attach = useCommand("council.addAppealAttachments");
  const undo = useCommand("council.undoAppealDecision");
  const unmerge = useCommand("council.unmergeAppeal");

  return (
    <>
      {acceptingProblem(facts) === null && <Button onClick={() => setStep("accept")}>受理</Button>}
      {appeal.state === "escalated" && <Button onClick={() => setStep("reply")}>录入上级答复</Button>}
      {canLink && (
        <Button variant={facts.state === "received" ? "default" : "filled"} onClick={() => setStep("task")}>
          立任务
        </Button>
      )}
      {canLink && may("secretary") && (
        <Button variant="default" onClick={() => setStep("gather")}>
          归入议题
        </Button>
      )}
      {canDecide && (
        <Button variant="default" onClick={() => setStep("answer")}>
          答复
        </Button>
      )}
      {facts.leadId !== null && (
        <Button
          variant="default"
          onClick={async () => {
            if ((await unmerge.run({ id, version })).ok) tellDone("已撤销并案");
          }}
        >
          撤销并案
        </Button>
      )}
      {hasSlip && (
        <Button
          variant="default"
          onClick={() => void navigate({ to: "/council/slip" as never, search: { id } as never })}
        >
          打印回执
        </Button>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} />}>
            更多
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {canLink && appeal.voice !== "anonymous" && <Menu.Item onClick={() => setStep("spot")}>现场办结</Menu.Item>}
          {appeal.firstAnsweredAt === null && (
            <Menu.Item onClick={() => setStep("firstAnswer")}>记录首次答复</Menu.Item>
          )}
          <Menu.Item onClick={() => setStep("promise")}>答应回话</Menu.Item>
          {canDecide && <Menu.Item onClick={() => setStep("escalate")}>上报</Menu.Item>}
          {canDecide && <Menu.Item onClick={() => setStep("reject")}>不予受理</Menu.Item>}
          {facts.leadId === null && <Menu.Item onClick={() => setStep("merge")}>并案</Menu.Item>}
          {changingProblem(facts) === null && <Menu.Item onClick={() => setStep("change")}>修改</Menu.Item>}
          <Menu.Item onClick={() => setStep("attach")}>添加照片或文件</Menu.Item>
          {may("director") && <Menu.Item onClick={() => setStep("ownership")}>变更归口</Menu.Item>}
          {canUndo && (
            <Menu.Item
              onClick={async () => {
                if ((await undo.run({ id, version })).ok) tellDone("已撤销上一步");
              }}
            >
              撤销上一步
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>

      <StepDialog
        isOpen={step === "accept"}
        onClose={close}
        title="受理"
        action="受理"
        draft={`council.acceptAppeal.${id}`}
        done="已受理"
        empty={{ isResidentTold: appeal.channel === "window" || appeal.channel === "phone", note: "" }}
        schema={appealContract["council.acceptAppeal"].input.omit({ id: true, version: true })}
        save={(values) => accept.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <Checkbox
              label="已告诉诉求人“受理了”（算作首次答复）"
              data-autofocus
              {...form.getInputProps("isResidentTold", { type: "checkbox" })}
            />
            <Textarea label="说明" autosize minRows={2} {...form.getInputProps("note")} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "firstAnswer"}
        onClose={close}
        title="记录首次答复"
        action="记下"
        draft={`council.recordFirstAnswer.${id}`}
        done="已记录首次答复"
        empty={{ words: "" }}
        schema={appealContract["council.recordFirstAnswer"].input.omit({ id: true, version: true })}
        save={(values) => firstAnswer.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <Textarea
              label="怎样答复的"
              required
              data-autofocus
              autosize
              minRows={2}
              {...form.getInputProps("words")}
            />
            <ReplyChoices
              kind="progress"
              of={{ kind: "appeal", id }}
              onTake={(text) => form.setFieldValue("words", withReply(form.values.words, text))}
            />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "answer"}
        onClose={close}
        title="答复诉求人"
        action="答复"
        draft={`council.answerAppeal.${id}`}
        done="已答复"
        empty={{ answer: "", noMeetingReason: "" }}
        schema={appealContract["council.answerAppeal"].input.omit({ id: true, version: true })}
        save={(values) => answer.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <PassOverCatalogue
              text={`${appeal.title} ${appeal.content} ${form.values.answer}`}
              categoryCode={appeal.categoryCode}
              advice="这类事先协商、再答复。"
              reason={form.values.noMeetingReason}
              onReason={(reason) => form.setFieldValue("noMeetingReason", reason)}
            />

            <Textarea label="答复内容" required data-autofocus autosize minRows={4} {...form.getInputProps("answer")} />
            <ReplyChoices
              kind="answer"
              of={{ kind: "appeal", id }}
              onTake={(text) => form.setFieldValue("answer", withReply(form.values.answer, text))}
            />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "reject"}
        onClose={close}
        title="不予受理"
        action="不予受理"
        draft={`council.rejectAppeal.${id}`}
        done="已记为不予受理"
        empty={{ reason: null as (typeof rejectReasons)[number] | null, told: "" }}
        schema={appealContract["council.rejectAppeal"].input.omit({ id: true, version: true })}
        save={({ reason, told }) => reject.run({ id, version, reason: reason ?? "otherReason", told })}
      >
        {(form) => (
          <>
            <Select
              label="理由"
              required
              data-autofocus
              data={Object.entries(rejectReasonWords).map(([value, label]) => ({ value, label }))}
              {...form.getInputProps("reason")}
            />
            <WhereToGo
              onTake={(words) => {
                form.setFieldValue("reason", "notCommunity");
                form.setFieldValue("told", withReply(form.values.told, words));
              }}
            />
            <Textarea
              label="怎样告知居民"
              description="写明该去哪里办、怎么办"
              required
              autosize
              minRows={3}
              {...form.getInputProps("told")}
            />
            <ReplyChoices
              kind="rejected"
              of={{ kind: "appeal", id }}
              onTake={(text) => form.setFieldValue("told", withReply(form.values.told, text))}
            />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "escalate"}
        onClose={close}
        title="上报"
        action="上报"
        draft={`council.escalateAppeal.${id}`}
        done="已上报"
        empty={{ toWhom: "", reason: "" }}
        schema={appealContract["council.escalateAppeal"].input.omit({ id: true, version: true })}
        save={(values) => escalate.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <TextInput label="上报给谁" required data-autofocus {...form.getInputProps("toWhom")} />
            <Textarea label="理由" required autosize minRows={3} {...form.getInputProps("reason")} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "reply"}
        onClose={close}
        title="录入上级答复"
        action="保存"
        draft={`council.takeInReply.${id}`}
        done="已录入上级答复"
        empty={{ fromWhom: "", answer: "" }}
        schema={appealContract["council.takeInReply"].input.omit({ id: true, version: true })}
        save={(values) => reply.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <TextInput label="答复单位" required data-autofocus {...form.getInputProps("fromWhom")} />
            <Textarea label="答复内容" required autosize minRows={4} {...form.getInputProps("answer")} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "ownership"}
        onClose={close}
        title="变更归口"
        action="变更"
        draft={`council.changeOwnership.${id}`}
        done="已变更归口"
        size="44rem"
        empty={{ ownership: appeal.ownership as (typeof ownerships)[number], reason: "" }}
        schema={appealContract["council.changeOwnership"].input.omit({ id: true, version: true })}
        save={(values) => ownership.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <ChoiceRow
              label="归口"
              words={ownershipWords}
              value={form.values.ownership}
              onChange={(value) => form.setFieldValue("ownership", value)}
            />
            <Textarea label="理由" required autosize minRows={2} {...form.getInputProps("reason")} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "attach"}
        onClose={close}
        title="添加照片或文件"
        action="添加"
        draft={null}
        done="已添加"
        empty={{ attachments: [] as { sha256: string; name: string }[] }}
        schema={appealContract["council.addAppealAttachments"].input.omit({ id: true })}
        save={(values) => attach.run({ id, ...values })}
      >
        {(form) => (
          <AttachmentField
            label="照片和文件"
            value={form.values.attachments}
            onChange={(value) => form.setFieldValue("attachments", value)}
            error={form.errorOf("attachments")}
          />
        )}
      </StepDialog>
      <MergeDialog isOpen={step === "merge"} onClose={close} appeal={appeal} />
      <GatherDialog isOpen={step === "gather"} onClose={close} appealIds={[id]} suggestedTitle={appeal.title} />
      <NewTask
        isOpen={step === "task"}
        onClose={close}
        from={{
          appealIds: [id],
          title: appeal.title,
          content: appeal.content,
          gridId: appeal.gridId,
          urgency: appeal.urgency,
          ownership: appeal.ownership,
          categoryCode: appeal.categoryCode,
          isInTopic: appeal.topics.some(({ state }) => isTopicOpen(state as TopicState)),
        }}
      />
      <SettleOnTheSpot appeal={appeal} isOpen={step === "spot"} onClose={close} />
      <PromiseDialog
        isOpen={step === "promise"}
        onClose={close}
        appeal={{ id, reporterName: appeal.reporterName, isAnonymous: appeal.voice === "anonymous" }}
      />
      <ChangeAppeal isOpen={step === "change"} onClose={close} appeal={appeal} />
    </>
  );
};
