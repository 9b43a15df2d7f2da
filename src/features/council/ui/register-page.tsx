import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPrinter } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useRef, useState } from "react";
import type { Reply } from "#base/contract.ts";
import { deadlineWords, shortTime } from "#base/dates.ts";
import { AttachmentField, type NewAttachment } from "#features/documents/ui/attachments.tsx";
import { tellDone, tellProblem } from "#ui/asking.tsx";
import { FormFrame, focusFirstProblem, useEntryForm } from "#ui/form.tsx";
import { useFormDraft } from "#ui/form-draft.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import { useQuickAddAgain } from "#ui/quick-add.ts";
import { appealContract } from "../appeal-contract.ts";
import { titleOf } from "../appeal-rules.ts";
import { natureWords } from "../appeal-words.ts";
import { AlikeAppeals, AlikeOfAppeal, useEarlierAppeals } from "./alike-appeals.tsx";
import { AppealActions } from "./appeal-actions.tsx";
import { AppealFields, type AppealFormValues, emptyAppealForm, sentAppeal } from "./appeal-fields.tsx";
import { CatalogueNote } from "./catalogue-note.tsx";
import { StageChip } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { OwnershipNote } from "./ownership-note.tsx";

type RegisterValues = AppealFormValues & { attachments: NewAttachment[] };
const emptyForm: RegisterValues = { ...emptyAppealForm, attachments: [] };

/** What may be the same matter, while the resident is still talking. */
const AlikeWhileWriting = (props: {
  values: AppealFormValues;
  onOwnership(ownership: "own" | "outside"): void;
  isReady(): boolean;
  register(): Promise<Reply<{ id: string }>>;
  onEnd(): void;
}) => {
  const { content, buildingId, categoryCode, reporterId } = props.values;
  const [text] = useDebouncedValue(content, 600);
  const answer = useAnswer(
    "council.findSimilarAppeals",
    { text: text.slice(0, 2000), buildingId, categoryCode },
    { isEnabled: text.length >= 6, keepsPrevious: true },
  );
  const alike = text.length >= 6 ? (answer.data?.appeals ?? []) : [];
  const earlier = useEarlierAppeals(reporterId, null);
  return (
    <AlikeAppeals
      own={{
        id: "written",
        // It comes after all that stand in the centre.
        receivedAt: "9",
        stage: "received",
        leadId: null,
        mergedCount: 0,
        name: `正在登记的这一条${props.values.reporterName === "" ? "" : `（${props.values.reporterName}）`}`,
        title: titleOf(props.values.title, content),
        register: props.register,
      }}
      isReady={props.isReady}
      onEnd={props.onEnd}
      parts={[
        earlier,
        {
          label: "可能是同一件事",
          note: (
            <>
              <CatalogueNote text={text} categoryCode={categoryCode} advice="这件事要先协商，可以归入议题。" />
              <OwnershipNote
                text={text}
                categoryCode={categoryCode}
                ownership={props.values.ownership}
                onTake={props.onOwnership}
              />
            </>
          ),
          appeals: alike.filter(({ id }) => !earlier.appeals.some((one) => one.id === id)),
          empty: (
            <Text size="sm" c="dimmed">
              边记边找：有相似的诉求会列在这里，可以旁看、并案、归入议题。不会自动并案。
            </Text>
          ),
        },
      ]}
    />
  );
};

/** What was taken down, in plain words to read back to the resident, and what may happen at once. */
const ReadBack = (props: { id: string; onNext(): void }) => {
  const answer = useAnswer("council.appeal", { id: props.id });
  const { today } = useMoment();
  const navigate = useNavigate();
  useQuickAddAgain("F2", props.onNext);
  return (
    <Answered answer={answer}>
      {(appeal) => (
        <Stack gap="md">
          <Alert color="teal" title={`已登记 ${appeal.numberText}`}>
            {appeal.lead && (
              <Text>已并入 {`${appeal.lead.numberText} ${appeal.lead.title}`}，这位居民仍会单独回访。</Text>
            )}
            {appeal.topics.map((topic) => (
              <Text key={topic.id}>已归入议题 {`${topic.numberText} ${topic.title}`}。</Text>
            ))}
            读给居民听，请居民确认：
          </Alert>
          <section className="panel read-back">
            <Text size="lg" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {appeal.voice === "anonymous" ? "有居民" : appeal.reporterName}
              {appeal.voice === "onBehalf" && `代${appeal.behalfRelation}${appeal.behalfOf}`}
              {appeal.placeLabel && `（${appeal.placeLabel}）`}
              {`${natureWords[appeal.nature]}：`}
              {appeal.content}
            </Text>
            <Text mt="sm" c="dimmed">
              {appeal.firstAnswerDueAt !== null &&
                `最晚 ${deadlineWords(appeal.firstAnswerDueAt, today)} 前给您第一次答复（${appeal.firstAnswerWhy}）。`}
            </Text>
          </section>
          <Group gap="sm">
            <Button
              leftSection={<IconPrinter size={16} />}
              onClick={() => void navigate({ to: "/council/slip" as never, search: { id: appeal.id } as never })}
            >
              打印回执
            </Button>
            <Button variant="default" onClick={props.onNext} autoFocus>
              登记下一条
            </Button>
            <Button
              variant="default"
              onClick={() => void navigate({ to: "/council/appeals" as never, search: { open: appeal.id } as never })}
            >
              打开这条诉求
            </Button>
          </Group>
          <section className="panel">
            <Group gap="sm" mb="xs">
              <Title order={2} size="h5">
                现在就办
              </Title>
              <StageChip stage={appeal.stage} />
            </Group>
            <Group gap="xs">
              <AppealActions appeal={appeal} hasSlip={false} />
            </Group>
          </section>
          <AlikeOfAppeal appeal={appeal} />
        </Stack>
      )}
    </Answered>
  );
};

const RegisterForm = ({ onRegistered }: { onRegistered(id: string): void }) => {
  const form = useEntryForm<RegisterValues>(emptyForm, appealContract["council.registerAppeal"].input);
  const register = useCommand("council.registerAppeal");
  const draft = useFormDraft("council.registerAppeal", form, emptyForm);
  const { today } = useMoment();
  const section = useRef<HTMLElement>(null);
  useQuickAddAgain(
    "F2",
    useCallback(
      () =>
        section.current?.querySelector<HTMLElement>("[data-first-field] input, [data-first-field] textarea")?.focus(),
      [],
    ),
  );
  // Put together with another, it is registered first, and once; the person goes on from there whatever comes of it.
  const registered = useRef<{ id: string; numberText: string } | null>(null);
  const send = async (): Promise<Reply<{ id: string; numberText: string }>> => {
    if (registered.current) return { ok: true, value: registered.current };
    const { attachments, ...values } = form.getValues();
    const reply = await register.run({ ...sentAppeal(values), attachments });
    if (reply.ok) {
      draft.drop();
      registered.current = reply.value;
      tellDone(`已登记 ${reply.value.numberText}`);
    } else form.markProblems(reply.fields);
    return reply;
  };
  const isReady = () => {
    if (!form.validate().hasErrors) return true;
    tellProblem("先把标红的内容填好，再和别的诉求放到一起。您写的都还在。");
    requestAnimationFrame(() => section.current && focusFirstProblem(section.current));
    return false;
  };
  return (
    <div className="form-with-side">
      <section className="panel" ref={section}>
        {draft.offered && (
          <Alert color="yellow" mb="sm" title={`上次没写完的登记（${shortTime(draft.offered.updatedAt, today)}）`}>
            <Group gap="sm">
              <Text size="sm">{draft.offered.values.content.slice(0, 40) || "还没有写内容"}</Text>
              <Button size="compact-sm" variant="default" onClick={draft.takeUp}>
                接着写
              </Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={draft.drop}>
                不要了
              </Button>
            </Group>
          </Alert>
        )}
        <FormFrame
          form={form}
          label="登记诉求"
          onSave={async () => {
            const reply = await send();
            if (reply.ok) onRegistered(reply.value.id);
            return reply;
          }}
          saveButton={
            <Button type="submit" loading={register.isRunning} rightSection={<kbd>Ctrl Enter</kbd>}>
              登记
            </Button>
          }
        >
          <AppealFields form={form as never} isNew />
          <div style={{ marginTop: "0.75rem" }}>
            <AttachmentField
              label="照片和文件"
              value={form.values.attachments}
              onChange={(value) => form.setFieldValue("attachments", value)}
              error={form.errorOf("attachments")}
            />
          </div>
        </FormFrame>
      </section>
      <div>
        <AlikeWhileWriting
          values={form.values}
          onOwnership={(ownership) => form.setFieldValue("ownership", ownership)}
          isReady={isReady}
          register={send}
          onEnd={() => registered.current && onRegistered(registered.current.id)}
        />
      </div>
    </div>
  );
};

/** F2: a resident stands at the desk. */
export const RegisterPage = () => {
  const [registeredId, setRegisteredId] = useState<string | null>(null);
  const startNext = useCallback(() => setRegisteredId(null), []);
  return (
    <Page title={registeredId === null ? "登记诉求" : "读给居民听"}>
      {registeredId === null ? (
        <RegisterForm onRegistered={setRegisteredId} />
      ) : (
        <ReadBack id={registeredId} onNext={startNext} />
      )}
    </Page>
  );
};
