import { Alert, Button, Group, Select, Stack, Text, Textarea } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { Day, longDay } from "#base/dates.ts";
import { AttachmentField, AttachmentStrip, type NewAttachment } from "#features/documents/ui/attachments.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { mediationContract, type signingWays } from "../mediation-contract.ts";
import { agreementProblem } from "../mediation-rules.ts";
import { mediationRefusals, signingWayWords } from "../mediation-words.ts";
import type { Meeting } from "../meeting-contract.ts";
import { useAnswer, useCommand } from "./door.ts";

type Sheet = OutputOf<(typeof mediationContract)["council.agreement"]>;

const WriteDialog = (props: { isOpen: boolean; onClose(): void; meeting: Meeting; sheet: Sheet }) => {
  const write = useCommand("council.writeAgreement");
  const [newest] = props.sheet.editions;
  const topic = props.meeting.items.find(({ kind }) => kind === "topic");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={newest ? `改调解协议（第 ${newest.edition + 1} 稿）` : "写调解协议"}
      action="保存这一稿"
      draft={`council.writeAgreement.${props.meeting.id}`}
      done="已保存。请当事人看过再签名。"
      size="46rem"
      empty={{
        dispute: newest?.dispute ?? topic?.title ?? "",
        terms: newest?.terms ?? topic?.resolution?.wording ?? "",
        performBy: newest?.performBy ?? (null as string | null),
      }}
      schema={z.object({
        dispute: z.string().trim().min(1, "请填写纠纷事项"),
        terms: z.string().trim().min(1, "请填写协议内容"),
        performBy: Day.nullable(),
      })}
      save={(values) => write.run({ ...values, id: props.meeting.id, edition: newest?.edition ?? 0 })}
    >
      {(form) => (
        <>
          {newest && newest.signatures.length > 0 && (
            <Alert color="orange">
              第 {newest.edition} 稿已有 {newest.signatures.length} 人签名。改了内容，要重新签。
            </Alert>
          )}
          <Textarea label="纠纷事项" required autosize minRows={2} data-autofocus {...form.getInputProps("dispute")} />
          <Textarea
            label="协议内容"
            description="谁、做什么、做到什么样、什么时候做完，一条一条写"
            required
            autosize
            minRows={5}
            {...form.getInputProps("terms")}
          />
          <DayField
            isAhead
            label="履行期限"
            value={form.values.performBy}
            onChange={(day) => form.setFieldValue("performBy", day)}
            error={form.errors.performBy}
          />
        </>
      )}
    </StepDialog>
  );
};

const SignDialog = (props: { isOpen: boolean; onClose(): void; meetingId: string; sheet: Sheet }) => {
  const sign = useCommand("council.signAgreement", { marksFields: true });
  const { today } = useMoment();
  const { signers, editions } = props.sheet;
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="登记签名"
      action="登记签名"
      draft={`council.signAgreement.${props.meetingId}`}
      done="已登记签名"
      empty={{
        attendanceId: null as string | null,
        signedDate: today as string | null,
        way: "inPerson" as (typeof signingWays)[number],
        attachments: [] as NewAttachment[],
      }}
      schema={z.object({ attendanceId: z.string({ error: "请选择签名的人" }), signedDate: Day })}
      save={({ attendanceId, signedDate, way, attachments }) =>
        sign.run({
          id: props.meetingId,
          edition: editions[0]?.edition ?? 0,
          attendanceId: attendanceId ?? "",
          signedDate: signedDate ?? "",
          way,
          attachments,
        })
      }
    >
      {(form) => (
        <>
          <Select
            label="谁签了名"
            required
            searchable
            data-autofocus
            data={signers.map(({ id, name, detail }) => ({ value: id, label: detail ? `${name}（${detail}）` : name }))}
            {...form.getInputProps("attendanceId")}
          />
          <ChoiceRow
            label="怎样签的"
            words={signingWayWords}
            value={form.values.way}
            onChange={(way) => form.setFieldValue("way", way)}
          />
          <DayField
            label="签名日期"
            required
            value={form.values.signedDate}
            onChange={(day) => form.setFieldValue("signedDate", day)}
            error={form.errors.signedDate}
          />
          <AttachmentField
            label="签名页的照片或扫描件"
            value={form.values.attachments}
            onChange={(value) => form.setFieldValue("attachments", value)}
            error={form.errorOf("attachments")}
          />
        </>
      )}
    </StepDialog>
  );
};

type Signature = Sheet["editions"][number]["signatures"][number];

const WithdrawDialog = (props: { meetingId: string; edition: number; signature: Signature; onClose(): void }) => {
  const withdraw = useCommand("council.withdrawSignature");
  const { attendanceId, name } = props.signature;
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`撤销 ${name} 的签名`}
      action="撤销签名"
      draft={`council.withdrawSignature.${props.meetingId}.${attendanceId}`}
      done="已撤销签名"
      empty={{ reason: "" }}
      schema={mediationContract["council.withdrawSignature"].input.pick({ reason: true })}
      save={({ reason }) => withdraw.run({ id: props.meetingId, edition: props.edition, attendanceId, reason })}
    >
      {(form) => (
        <Textarea
          label="理由"
          description="协议上没有这个签名，是登记错的"
          required
          data-autofocus
          autosize
          minRows={2}
          {...form.getInputProps("reason")}
        />
      )}
    </StepDialog>
  );
};

const names = (people: Sheet["parties"]) =>
  people.map(({ name, detail }) => (detail === "" || detail === "居民" ? name : `${name}（${detail}）`)).join("、") ||
  "还没有";

/** 调解协议: who quarrels, who helps, what they agree on and who has signed it. */
export const AgreementPanel = ({ meeting }: { meeting: Meeting }) => {
  const answer = useAnswer("council.agreement", { id: meeting.id });
  const navigate = useNavigate();
  const [step, setStep] = useState<"write" | "sign" | null>(null);
  const [withdrawing, setWithdrawing] = useState<Signature | null>(null);
  const close = () => setStep(null);
  const canWrite = agreementProblem(meeting) === null;
  return (
    <section className="panel" aria-label="调解协议">
      <Text fw={700} mb={4}>
        调解协议
      </Text>
      <Answered answer={answer}>
        {(sheet) => {
          const [newest, ...older] = sheet.editions;
          return (
            <Stack gap="xs">
              <Text size="sm">
                当事人：{names(sheet.parties)}
                <br />
                专业人士：{names(sheet.professionals)}
              </Text>
              {sheet.problem && meeting.state === "inSession" && (
                <Alert color="orange" py="xs">
                  {mediationRefusals[sheet.problem]}
                </Alert>
              )}
              {newest && (
                <>
                  <Text size="sm" c="dimmed">
                    第 {newest.edition} 稿，{newest.writtenByName}
                    {newest.performBy !== null && `，${longDay(newest.performBy)}前履行`}
                    {older.length > 0 && `（前面还有 ${older.length} 稿）`}
                  </Text>
                  <Text style={{ whiteSpace: "pre-wrap" }}>{newest.terms}</Text>
                  {newest.signatures.length === 0 && <Text size="sm">还没有人签名</Text>}
                  {newest.signatures.map((signature) => (
                    <Group key={signature.attendanceId} gap="xs">
                      <Text size="sm">
                        {signature.name} {longDay(signature.signedDate)} {signingWayWords[signature.way]}
                      </Text>
                      {canWrite && (
                        <Button
                          size="compact-xs"
                          variant="subtle"
                          color="gray"
                          aria-label={`撤销 ${signature.name} 的签名`}
                          onClick={() => setWithdrawing(signature)}
                        >
                          登错了
                        </Button>
                      )}
                    </Group>
                  ))}
                  <AttachmentStrip attachments={newest.scans} openOperation="council.openAgreementScan" />
                </>
              )}
              <Group gap="xs">
                {canWrite && (
                  <Button size="xs" variant={newest ? "default" : "filled"} onClick={() => setStep("write")}>
                    {newest ? "改一稿" : "写调解协议"}
                  </Button>
                )}
                {canWrite && newest && (
                  <Button size="xs" onClick={() => setStep("sign")}>
                    登记签名
                  </Button>
                )}
                {newest && (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() =>
                      void navigate({ to: "/council/agreement" as never, search: { id: meeting.id } as never })
                    }
                  >
                    打印协议书
                  </Button>
                )}
              </Group>
              <WriteDialog isOpen={step === "write"} onClose={close} meeting={meeting} sheet={sheet} />
              {withdrawing && newest && (
                <WithdrawDialog
                  meetingId={meeting.id}
                  edition={newest.edition}
                  signature={withdrawing}
                  onClose={() => setWithdrawing(null)}
                />
              )}
              <SignDialog isOpen={step === "sign"} onClose={close} meetingId={meeting.id} sheet={sheet} />
            </Stack>
          );
        }}
      </Answered>
    </section>
  );
};
