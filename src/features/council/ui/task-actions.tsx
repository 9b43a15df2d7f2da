import { Button, Checkbox, Menu, Textarea, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { addDays, deadlineDay } from "#base/dates.ts";
import { AttachmentField, type NewAttachment } from "#features/documents/ui/attachments.tsx";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Task, taskContract } from "../task-contract.ts";
import { acceptingTaskProblem, closingProblem, dispatchingProblem, isTaskOver, workingProblem } from "../task-rules.ts";
import { closeClassWords } from "../task-words.ts";
import { visibilityWords } from "../topic-words.ts";
import { useCommand } from "./door.ts";
import { PublicWordingField } from "./new-task.tsx";

type Step =
  | "accept"
  | "progress"
  | "finish"
  | "return"
  | "transfer"
  | "extension"
  | "decide"
  | "change"
  | "cancel"
  | "close";

const Photos = ({ form }: { form: EntryForm<{ attachments: NewAttachment[] } & Record<string, unknown>> }) => (
  <AttachmentField
    label="照片和文件"
    value={form.values.attachments}
    onChange={(value) => form.setFieldValue("attachments", value as never)}
    error={form.errorOf("attachments")}
  />
);

const none: NewAttachment[] = [];
const withoutStep = { id: true, version: true } as const;

/** Everything that may be done with one task now. */
export const TaskActions = ({ task }: { task: Task }) => {
  const [step, setStep] = useState<Step | null>(null);
  const may = useMay();
  const close = () => setStep(null);
  const { id, version, state } = task;
  const isOver = isTaskOver(state);
  const isWorking = workingProblem(task) === null;
  const asked = task.extensions.find((extension) => extension.state === "asked");
  const lastKind =
    task.events.filter((event) => event.kind !== "printed" && event.kind !== "reviewed").at(-1)?.kind ?? "";
  const canUndo = !isOver && ["dispatched", "taskAccepted", "finished"].includes(lastKind);

  const dispatch = useCommand("council.dispatchTask");
  const accept = useCommand("council.acceptTask");
  const progress = useCommand("council.recordProgress");
  const finish = useCommand("council.finishTask");
  const giveBack = useCommand("council.returnTask");
  const transfer = useCommand("council.transferTask");
  const askExtension = useCommand("council.askExtension");
  const decide = useCommand("council.decideExtension");
  const change = useCommand("council.changeTask");
  const cancel = useCommand("council.cancelTask");
  const closeTask = useCommand("council.closeTask");
  const undo = useCommand("council.undoTaskStep");

  return (
    <>
      {dispatchingProblem(task) === null && (
        <Button
          onClick={async () => {
            if ((await dispatch.run({ id, version })).ok) tellDone("已派单");
          }}
        >
          派单
        </Button>
      )}
      {acceptingTaskProblem(task) === null && <Button onClick={() => setStep("accept")}>记接单</Button>}
      {state === "accepted" && <Button onClick={() => setStep("finish")}>反馈办结</Button>}
      {asked && may("director") && <Button onClick={() => setStep("decide")}>审批延期</Button>}
      {isWorking && (
        <Button variant="default" onClick={() => setStep("progress")}>
          记进展
        </Button>
      )}
      {isWorking && !asked && (
        <Button variant="default" onClick={() => setStep("extension")}>
          申请延期
        </Button>
      )}
      {!isOver && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} />}>
              更多
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {isWorking && <Menu.Item onClick={() => setStep("return")}>退单</Menu.Item>}
            {state !== "finished" && <Menu.Item onClick={() => setStep("transfer")}>转办</Menu.Item>}
            <Menu.Item onClick={() => setStep("change")}>修改</Menu.Item>
            {canUndo && (
              <Menu.Item
                onClick={async () => {
                  if ((await undo.run({ id, version })).ok) tellDone("已撤销上一步");
                }}
              >
                撤销上一步
              </Menu.Item>
            )}
            {may("director") && closingProblem(task) === null && (
              <Menu.Item onClick={() => setStep("close")}>写明理由销号</Menu.Item>
            )}
            {may("director") && (
              <Menu.Item color="red.9" onClick={() => setStep("cancel")}>
                终止
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}

      <StepDialog
        isOpen={step === "accept"}
        onClose={close}
        title="记接单"
        action="记下"
        draft={`council.acceptTask.${id}`}
        done="已接单"
        empty={{ actor: task.responsibleName }}
        schema={taskContract["council.acceptTask"].input.omit(withoutStep)}
        save={(values) => accept.run({ id, version, ...values })}
      >
        {(form) => <TextInput label="谁接的单" data-autofocus {...form.getInputProps("actor")} />}
      </StepDialog>
      <StepDialog
        isOpen={step === "progress"}
        onClose={close}
        title="记进展"
        action="记下"
        draft={`council.recordProgress.${id}`}
        done="已记下进展"
        empty={{ actor: task.responsibleName, words: "", attachments: none }}
        schema={taskContract["council.recordProgress"].input.omit(withoutStep)}
        save={(values) => progress.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <Textarea
              label="办到哪一步"
              required
              data-autofocus
              autosize
              minRows={3}
              {...form.getInputProps("words")}
            />
            <TextInput label="谁说的" {...form.getInputProps("actor")} />
            <Photos form={form as never} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "finish"}
        onClose={close}
        title="反馈办结"
        action="办结"
        draft={`council.finishTask.${id}`}
        done="已反馈办结，进入回访"
        size="44rem"
        empty={{
          actor: task.responsibleName,
          result: "",
          evidence: "",
          attachments: none,
          isResidentTold: false,
          onlineNumber: task.onlineNumber,
        }}
        schema={taskContract["council.finishTask"].input
          .omit(withoutStep)
          .refine((values) => values.isResidentTold, {
            path: ["isResidentTold"],
            message: "请先告知居民，再勾选",
          })
          .refine((values) => values.evidence !== "" || values.attachments.length > 0, {
            path: ["evidence"],
            message: "请写凭据说明，或添加照片",
          })
          .refine((values) => task.track !== "online" || values.onlineNumber !== "", {
            path: ["onlineNumber"],
            message: "网上办要填写平台编号",
          })}
        save={(values) => finish.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <Textarea label="办理结果" required data-autofocus autosize minRows={3} {...form.getInputProps("result")} />
            <Textarea
              label="凭据说明"
              description="没有照片时必须写：谁、什么时候、看到了什么"
              autosize
              minRows={1}
              {...form.getInputProps("evidence")}
            />
            <Photos form={form as never} />
            {task.track === "online" && <TextInput label="平台编号" required {...form.getInputProps("onlineNumber")} />}
            <TextInput label="谁反馈的" {...form.getInputProps("actor")} />
            <Checkbox label="已把结果告知居民" {...form.getInputProps("isResidentTold", { type: "checkbox" })} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "return"}
        onClose={close}
        title="退单"
        action="退单"
        draft={`council.returnTask.${id}`}
        done="已退单，请改派"
        empty={{ actor: task.responsibleName, reason: "", evidence: "", attachments: none }}
        schema={taskContract["council.returnTask"].input
          .omit(withoutStep)
          .refine((values) => values.evidence !== "" || values.attachments.length > 0, {
            path: ["evidence"],
            message: "请写明依据，或添加照片、文件",
          })}
        save={(values) => giveBack.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <Textarea label="为什么退" required data-autofocus autosize minRows={2} {...form.getInputProps("reason")} />
            <TextInput label="依据" placeholder="例如：产权登记、职责清单第几条" {...form.getInputProps("evidence")} />
            <Photos form={form as never} />
            <TextInput label="谁退的" {...form.getInputProps("actor")} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "transfer"}
        onClose={close}
        title="转办"
        action="转办"
        draft={`council.transferTask.${id}`}
        done="已转办，等新的单位接单"
        empty={{
          unit: { id: task.leadOrganisationId, label: task.unitName } as Choice | null,
          person: null as Choice | null,
          leadOrganisationId: task.leadOrganisationId,
          responsibleId: "",
          reason: "",
        }}
        schema={taskContract["council.transferTask"].input.omit(withoutStep)}
        save={({ leadOrganisationId, responsibleId, reason }) =>
          transfer.run({ id, version, leadOrganisationId, responsibleId, reason })
        }
      >
        {(form) => (
          <>
            <OrganisationPicker
              label="责任单位"
              required
              value={form.values.unit}
              onChange={(choice) => {
                form.setFieldValue("unit", choice && { id: choice.id, label: choice.label });
                form.setFieldValue("leadOrganisationId", choice?.id ?? "");
                form.setFieldValue("person", null);
                form.setFieldValue("responsibleId", "");
              }}
              error={form.errors.leadOrganisationId}
            />
            <ContactPicker
              label="责任人"
              required
              organisation={form.values.unit}
              value={form.values.person}
              onChange={(choice) => {
                form.setFieldValue("person", choice && { id: choice.id, label: choice.label });
                form.setFieldValue("responsibleId", choice?.id ?? "");
              }}
              error={form.errors.responsibleId}
            />
            <Textarea label="理由" required autosize minRows={2} {...form.getInputProps("reason")} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "extension"}
        onClose={close}
        title="申请延期"
        action="申请"
        draft={`council.askExtension.${id}`}
        done="已申请，等负责人批准"
        empty={{ newDueDate: addDays(deadlineDay(task.dueAt), 1), reason: "" }}
        schema={taskContract["council.askExtension"].input.omit(withoutStep)}
        save={(values) => askExtension.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <DateInput
              label="延到哪天"
              description={`现在的期限：${task.dueWhy}`}
              required
              valueFormat="YYYY-MM-DD"
              minDate={addDays(deadlineDay(task.dueAt), 1)}
              {...form.getInputProps("newDueDate")}
            />
            <Textarea label="理由" required data-autofocus autosize minRows={2} {...form.getInputProps("reason")} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "decide"}
        onClose={close}
        title="审批延期"
        action="保存"
        draft={`council.decideExtension.${id}`}
        done="已审批"
        empty={{ isApproved: "yes" as "yes" | "no", isResidentTold: false, note: "" }}
        schema={taskContract["council.decideExtension"].input.pick({ note: true })}
        save={({ isApproved, ...values }) => decide.run({ id, version, isApproved: isApproved === "yes", ...values })}
      >
        {(form) => (
          <>
            <div>
              申请延到 {asked?.newDueDate}：{asked?.reason}
            </div>
            <ChoiceRow
              label="意见"
              words={{ yes: "批准", no: "不批准" }}
              value={form.values.isApproved}
              onChange={(value) => form.setFieldValue("isApproved", value)}
            />
            {form.values.isApproved === "yes" && (
              <Checkbox label="已把新的期限告知居民" {...form.getInputProps("isResidentTold", { type: "checkbox" })} />
            )}
            <Textarea label="说明" autosize minRows={1} {...form.getInputProps("note")} />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "change"}
        onClose={close}
        title={`修改 ${task.numberText}`}
        action="保存"
        draft={`council.changeTask.${id}`}
        done="已保存"
        size="44rem"
        empty={{
          title: task.title,
          measure: task.measure,
          publicWording: task.publicWording,
          visibility: task.visibility,
          track: task.track,
          urgency: task.urgency,
          gridId: task.gridId,
          onlinePlatform: task.onlinePlatform,
          onlineNumber: task.onlineNumber,
        }}
        schema={taskContract["council.changeTask"].input.omit(withoutStep)}
        save={(values) => change.run({ id, version, ...values })}
      >
        {(form) => (
          <>
            <TextInput label="事项" required data-autofocus {...form.getInputProps("title")} />
            <PublicWordingField form={form as never} />
            <Textarea label="办理措施" autosize minRows={2} {...form.getInputProps("measure")} />
            <ChoiceRow
              label="公开程度"
              words={visibilityWords}
              value={form.values.visibility}
              onChange={(value) => form.setFieldValue("visibility", value)}
            />
          </>
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "cancel"}
        onClose={close}
        title={`终止 ${task.numberText}`}
        action="终止"
        draft={`council.cancelTask.${id}`}
        done="已终止"
        empty={{ reason: "" }}
        schema={taskContract["council.cancelTask"].input.omit(withoutStep)}
        save={(values) => cancel.run({ id, version, ...values })}
      >
        {(form) => (
          <Textarea
            label="理由"
            description="终止以后不能恢复，记录会留着；诉求回到“已受理”，可以另立任务"
            required
            data-autofocus
            autosize
            minRows={2}
            {...form.getInputProps("reason")}
          />
        )}
      </StepDialog>
      <StepDialog
        isOpen={step === "close"}
        onClose={close}
        title="写明理由销号"
        action="销号"
        draft={`council.closeTask.${id}`}
        done="已销号"
        size="44rem"
        empty={{ closeClass: null as "explained" | "beyondPower" | "residentRefuses" | null, reason: "" }}
        schema={taskContract["council.closeTask"].input.omit(withoutStep)}
        save={({ closeClass, reason }) => closeTask.run({ id, version, closeClass: closeClass ?? "explained", reason })}
      >
        {(form) => (
          <>
            <ChoiceRow
              label="类别"
              words={{
                explained: closeClassWords.explained,
                beyondPower: closeClassWords.beyondPower,
                residentRefuses: closeClassWords.residentRefuses,
              }}
              value={form.values.closeClass}
              onChange={(value) => form.setFieldValue("closeClass", value)}
              required
              error={form.errors.closeClass}
            />
            <Textarea label="理由" required autosize minRows={2} {...form.getInputProps("reason")} />
          </>
        )}
      </StepDialog>
    </>
  );
};
