import { Alert, Button, Group, Select, SimpleGrid, Text, Textarea, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { useState } from "react";
import type { z } from "zod";
import { shortDay } from "#base/dates.ts";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { useMoment } from "#ui/moment.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Appeal } from "../appeal-contract.ts";
import { type Petition, PetitionInput, petitionContract, petitionStepKinds } from "../petition-contract.ts";
import { petitionDays, petitionStepProblem } from "../petition-rules.ts";
import { agentKindWords, petitionStepWords, petitionWaitWords } from "../petition-words.ts";
import { useAnswer, useCommand } from "./door.ts";

type Values = z.input<typeof PetitionInput> & { person: Choice | null };

const PetitionFields = ({ form }: { form: EntryForm<Values> }) => {
  const { values, errors } = form;
  const { today } = useMoment();
  const staff = useAnswer("council.listKeepers", { appealId: null }).data ?? [];
  const take = (choice: Choice | null) => {
    form.setFieldValue("person", choice && { id: choice.id, label: choice.label });
    form.setFieldValue("agentId", choice?.id ?? "");
  };
  return (
    <>
      <ChoiceRow
        label="谁去代办"
        words={agentKindWords}
        value={values.agentKind}
        onChange={(agentKind) => {
          form.setFieldValue("agentKind", agentKind);
          take(null);
        }}
      />
      {values.agentKind === "staff" && (
        <Select
          label="代办人"
          required
          searchable
          data={staff.map(({ id, name, post }) => ({ value: id, label: `${name} ${post}` }))}
          value={values.agentId === "" ? null : values.agentId}
          onChange={(id) => form.setFieldValue("agentId", id ?? "")}
          error={errors.agentId}
        />
      )}
      {values.agentKind === "resident" && (
        <ResidentPicker label="代办人" required value={values.person} onChange={take} error={errors.agentId} />
      )}
      {values.agentKind === "contact" && (
        <ContactPicker
          label="代办人"
          required
          organisation={null}
          value={values.person}
          onChange={take}
          error={errors.agentId}
        />
      )}
      <TextInput label="交给哪个单位" placeholder="例如：区信访局" required {...form.getInputProps("office")} />
      <SimpleGrid cols={2} spacing="sm">
        <DateInput
          label="哪天交的"
          required
          valueFormat="YYYY-MM-DD"
          maxDate={today}
          {...form.getInputProps("handedDate")}
        />
        <TextInput label="那边的编号" {...form.getInputProps("officeNumber")} />
      </SimpleGrid>
    </>
  );
};

const PetitionDialog = (props: { appealId: string; kept: Petition | null; isOpen: boolean; onClose(): void }) => {
  const { appealId, kept } = props;
  const { today } = useMoment();
  const open = useCommand("council.openPetition");
  const change = useCommand("council.changePetition");
  return (
    <StepDialog<Values>
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={kept ? "更正代办记录" : "登记信访代办"}
      action={kept ? "保存" : "登记"}
      draft={`council.petition.${appealId}`}
      done="已记下代办"
      empty={{
        agentKind: kept?.agentKind ?? "staff",
        agentId: kept?.agentId ?? "",
        person: kept && kept.agentKind !== "staff" ? { id: kept.agentId, label: kept.agentName } : null,
        office: kept?.office ?? "",
        officeNumber: kept?.officeNumber ?? "",
        handedDate: kept?.handedDate ?? today,
      }}
      schema={PetitionInput as unknown as z.ZodType<Values>}
      save={({ person: _person, ...values }) =>
        kept ? change.run({ id: appealId, version: kept.version, ...values }) : open.run({ id: appealId, ...values })
      }
    >
      {(form) => <PetitionFields form={form} />}
    </StepDialog>
  );
};

const StepForm = (props: { petition: Petition; isOpen: boolean; onClose(): void }) => {
  const { petition } = props;
  const { today } = useMoment();
  const record = useCommand("council.recordPetitionStep");
  const kinds = petitionStepKinds.filter(
    (kind) => petitionStepProblem(petition.handedDate, petition.steps, { kind, stepDate: today }, today) === null,
  );
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="代办的一步"
      action="记下"
      draft={`council.recordPetitionStep.${petition.appealId}`}
      done="已记下"
      size="44rem"
      empty={{ kind: kinds[0] ?? ("progress" as const), stepDate: today, words: "" }}
      schema={petitionContract["council.recordPetitionStep"].input.omit({ id: true, version: true })}
      save={(values) => record.run({ id: petition.appealId, version: petition.version, ...values })}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="哪一步"
            words={Object.fromEntries(kinds.map((kind) => [kind, petitionStepWords[kind]])) as typeof petitionStepWords}
            value={form.values.kind}
            onChange={(kind) => form.setFieldValue("kind", kind)}
          />
          <DateInput
            label="哪天"
            required
            valueFormat="YYYY-MM-DD"
            minDate={petition.handedDate}
            maxDate={today}
            {...form.getInputProps("stepDate")}
          />
          <Textarea
            label="那边怎么说的，或怎样告知的"
            data-autofocus
            autosize
            minRows={2}
            {...form.getInputProps("words")}
          />
        </>
      )}
    </StepDialog>
  );
};

const clockWords = ({ waitsFor, isLate, dayCount }: Petition): string => {
  if (waitsFor === "telling" || waitsFor === "nothing") return petitionWaitWords[waitsFor];
  if (isLate) return `${petitionWaitWords[waitsFor]}，已过参考时限 ${dayCount} 天`;
  return `${petitionWaitWords[waitsFor]}，${dayCount === 0 ? "今天是参考时限最后一天" : `参考时限还有 ${dayCount} 天`}`;
};

/** 信访代办 of one appeal: who goes, where it lies, and when it is time to ask. */
export const PetitionPanel = ({ appeal }: { appeal: Appeal }) => {
  const answer = useAnswer("council.petition", { appealId: appeal.id });
  const undo = useCommand("council.undoPetitionStep");
  const { today } = useMoment();
  const [dialog, setDialog] = useState<"record" | "step" | null>(null);
  if (!answer.data) return null;
  const { petition } = answer.data;
  if (petition === null && appeal.channel !== "petition") return null;
  const close = () => setDialog(null);
  return (
    <section aria-label="信访代办">
      <Text size="sm" c="dimmed" mb={2}>
        信访代办
      </Text>
      {petition === null ? (
        <Alert color="orange" py="xs">
          还没有登记谁去代办、交给了哪个单位。{" "}
          <Button size="compact-sm" variant="default" onClick={() => setDialog("record")}>
            登记代办
          </Button>
        </Alert>
      ) : (
        <>
          <div>
            {petition.agentName} 代办，{shortDay(petition.handedDate, today)} 交 {petition.office}
            {petition.officeNumber !== "" && `（${petition.officeNumber}）`}
          </div>
          <Text fw={700} c={petition.isLate ? "red.9" : undefined}>
            {clockWords(petition)}
            {petition.referenceDate !== null && `（到 ${shortDay(petition.referenceDate, today)}）`}
          </Text>
          {petition.steps.map((step) => (
            <Text size="sm" key={step.id}>
              {shortDay(step.stepDate, today)} {petitionStepWords[step.kind]}
              {step.words !== "" && `：${step.words}`}
            </Text>
          ))}
          <Group gap="xs" mt={4}>
            <Button size="compact-sm" variant="default" onClick={() => setDialog("step")}>
              记一步
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setDialog("record")}>
              更正
            </Button>
            {petition.steps.length > 0 && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={async () => {
                  if ((await undo.run({ id: appeal.id, version: petition.version })).ok) tellDone("已撤回上一步");
                }}
              >
                撤回上一步
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed" mt={4}>
            参考时限按《信访工作条例》：{petitionDays.accept} 日内告知是否受理，受理后 {petitionDays.handle}{" "}
            日内办结，都是自然日。它约束的是承办单位，不是本社区的期限。
          </Text>
          <StepForm petition={petition} isOpen={dialog === "step"} onClose={close} />
        </>
      )}
      <PetitionDialog appealId={appeal.id} kept={petition} isOpen={dialog === "record"} onClose={close} />
    </section>
  );
};
