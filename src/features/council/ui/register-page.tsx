import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPrinter } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { addDays, deadlineWords, shortTime } from "#base/dates.ts";
import { AttachmentField, type NewAttachment } from "#features/documents/ui/attachments.tsx";
import { tellDone } from "#ui/asking.tsx";
import { FormFrame, useEntryForm } from "#ui/form.tsx";
import { useFormDraft } from "#ui/form-draft.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import { appealContract } from "../appeal-contract.ts";
import { natureWords, stageWords } from "../appeal-words.ts";
import { AppealActions } from "./appeal-actions.tsx";
import { AppealFields, type AppealFormValues, emptyAppealForm, sentAppeal } from "./appeal-fields.tsx";
import { CatalogueNote } from "./catalogue-note.tsx";
import { StageChip } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";

type RegisterValues = AppealFormValues & { attachments: NewAttachment[] };
const emptyForm: RegisterValues = { ...emptyAppealForm, attachments: [] };

/** Others that sound alike, while the resident is still talking. */
const SimilarAppeals = (props: { values: AppealFormValues; onOpen(id: string): void }) => {
  const { content, buildingId, categoryCode } = props.values;
  const [text] = useDebouncedValue(content, 600);
  const answer = useAnswer(
    "council.findSimilarAppeals",
    { text: text.slice(0, 2000), buildingId, categoryCode },
    { isEnabled: text.length >= 6, keepsPrevious: true },
  );
  const appeals = text.length >= 6 ? (answer.data?.appeals ?? []) : [];
  return (
    <section className="panel" aria-label="可能是同一件事">
      <CatalogueNote text={text} advice="这件事要先协商，可以归入议题。" />
      <Text fw={700} mb={4}>
        可能是同一件事
      </Text>
      {appeals.length === 0 ? (
        <Text size="sm" c="dimmed">
          边记边找：有相似的诉求会列在这里，登记后可以并案。不会自动并案。
        </Text>
      ) : (
        <Stack gap="xs">
          {appeals.map((appeal) => (
            <div key={appeal.id}>
              <button type="button" className="link-button" onClick={() => props.onOpen(appeal.id)}>
                {appeal.numberText} {appeal.title}
              </button>
              <Text size="sm" c="dimmed">
                {[appeal.placeLabel, stageWords[appeal.stage], appeal.why].filter((part) => part !== "").join(" · ")}
              </Text>
            </div>
          ))}
        </Stack>
      )}
    </section>
  );
};

/** 一人多诉: what the same resident has brought of late, to be added to rather than told anew. */
const EarlierAppeals = (props: { reporterId: string | null; onOpen(id: string): void }) => {
  const { reporterId } = props;
  const { today } = useMoment();
  const settings = useAnswer("council.settings", {});
  const lookBackDays = settings.data?.lookBackDays;
  const answer = useAnswer(
    "council.listAppeals",
    { reporterId, fromDay: addDays(today, -(lookBackDays ?? 0)), limit: 20 },
    { isEnabled: reporterId !== null && lookBackDays !== undefined },
  );
  const appeals = reporterId === null ? [] : (answer.data?.appeals ?? []);
  if (!settings.data || appeals.length === 0) return null;
  const isMany = appeals.length + 1 >= settings.data.manyAppealsCount;
  return (
    <section className="panel" aria-label="这位居民最近反映的" style={{ marginBottom: "0.75rem" }}>
      <Text fw={700} mb={4}>
        {isMany ? "一人多诉" : "这位居民最近反映的"}
      </Text>
      <Text size="sm" c={isMany ? "var(--warning-text)" : "dimmed"} mb={4} role="status">
        {lookBackDays} 天内已有 {appeals.length}
        {answer.data?.nextAfter ? " 条以上" : " 条"}
      </Text>
      <Stack gap="xs">
        {appeals.slice(0, 5).map((appeal) => (
          <div key={appeal.id}>
            <button type="button" className="link-button" onClick={() => props.onOpen(appeal.id)}>
              {appeal.numberText} {appeal.title}
            </button>
            <Text size="sm" c="dimmed">
              {stageWords[appeal.stage]}
            </Text>
          </div>
        ))}
      </Stack>
    </section>
  );
};

/** The frame's F2 leads to this page, which is there already. */
const useQuickAddAgain = (onNext: () => void) => {
  useEffect(() => {
    const onKey = ({ key, target }: KeyboardEvent) => {
      const isInDialog = target instanceof Element && target.closest("[role=dialog]") !== null;
      if (key === "F2" && !isInDialog) onNext();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onNext]);
};

/** What was taken down, in plain words to read back to the resident, and what may happen at once. */
const ReadBack = (props: { id: string; onNext(): void }) => {
  const answer = useAnswer("council.appeal", { id: props.id });
  const { today } = useMoment();
  const navigate = useNavigate();
  useQuickAddAgain(props.onNext);
  return (
    <Answered answer={answer}>
      {(appeal) => (
        <Stack gap="md">
          <Alert color="teal" title={`已登记 ${appeal.numberText}`}>
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
  const navigate = useNavigate();
  const openAppeal = (id: string) => void navigate({ to: "/council/appeals" as never, search: { open: id } as never });
  const section = useRef<HTMLElement>(null);
  useQuickAddAgain(
    useCallback(
      () =>
        section.current?.querySelector<HTMLElement>("[data-first-field] input, [data-first-field] textarea")?.focus(),
      [],
    ),
  );
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
          onSave={async (values) => {
            const reply = await register.run({ ...sentAppeal(values), attachments: values.attachments });
            if (reply.ok) {
              draft.drop();
              tellDone(`已登记 ${reply.value.numberText}`);
              onRegistered(reply.value.id);
            }
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
        <EarlierAppeals reporterId={form.values.reporterId} onOpen={openAppeal} />
        <SimilarAppeals values={form.values} onOpen={openAppeal} />
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
