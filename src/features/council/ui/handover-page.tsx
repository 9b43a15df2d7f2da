import { Alert, Button, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { addDays, Day, isRealDay } from "#base/dates.ts";
import { typedTime } from "#base/typed-time.ts";
import { useAddress } from "#ui/address.ts";
import { useAskOnce } from "#ui/ask-once.tsx";
import { tellDone } from "#ui/asking.tsx";
import { DayField } from "#ui/day-field.tsx";
import { FormFrame } from "#ui/form.tsx";
import { FormDrawer } from "#ui/layers.tsx";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { DeadlineText, TimeText, useMoment } from "#ui/moment.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { useRecordForm } from "#ui/record-form.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Handover, type HandoverLine, handoverContract } from "../handover-contract.ts";
import { handoverStateWords } from "../handover-words.ts";
import { NarrowNumber } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { HandoverItems } from "./handover-items.tsx";
import { useGrowingLimit } from "./use-paged.ts";

const Address = z.object({ open: z.string().nullable().catch(null).default(null) });

const columns: Column<HandoverLine>[] = [
  { key: "number", title: "编号", width: "8.5rem", isWide: true, render: (row) => row.numberText },
  {
    key: "made",
    title: "交班",
    render: (row) => (
      <>
        <NarrowNumber>{row.numberText}</NarrowNumber>
        <TimeText at={row.madeAt} /> {row.madeByName}
      </>
    ),
  },
  { key: "count", title: "事项", width: "5rem", align: "right", isWide: true, render: (row) => `${row.itemCount} 项` },
  {
    key: "state",
    title: "接班",
    width: "12rem",
    render: (row) =>
      row.takenAt === null ? (
        handoverStateWords[row.state]
      ) : (
        <>
          <TimeText at={row.takenAt} /> {row.takenByName}
        </>
      ),
  },
];

const MakeForm = z.object({
  untilDay: Day,
  untilTime: z
    .string()
    .transform(typedTime)
    .pipe(
      z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间写成 17:30 这样")
        .nullable(),
    ),
  keys: z.string(),
  notes: z.string(),
});

const MakeHandover = (props: { onDone(id: string): void; onClose(): void }) => {
  const make = useCommand("council.makeHandover");
  const { today } = useMoment();
  const { form, save, notice } = useRecordForm<
    { untilDay: string; untilTime: string; keys: string; notes: string },
    { id: string }
  >(
    {
      empty: { untilDay: addDays(today, 1), untilTime: "17:30", keys: "", notes: "" },
      schema: MakeForm,
      save: ({ untilTime, ...values }) => make.run({ ...values, untilTime: typedTime(untilTime) }),
    },
    "council.makeHandover",
  );
  const { untilDay } = form.values;
  const untilTime = MakeForm.shape.untilTime.safeParse(form.values.untilTime);
  const canPreview = isRealDay(untilDay) && untilTime.success;
  const preview = useAnswer(
    "council.previewHandover",
    { untilDay: canPreview ? untilDay : today, untilTime: untilTime.data ?? null },
    { isEnabled: canPreview, keepsPrevious: true },
  );
  return (
    <FormFrame
      form={form}
      label="写交接单"
      onSave={async (values) => {
        const reply = await save(values);
        if (reply.ok) {
          tellDone("交接单写好了，等接班的同事来接");
          props.onDone(reply.value.id);
        }
        return reply;
      }}
      actions={
        <Button variant="default" onClick={props.onClose}>
          取消
        </Button>
      }
      saveButton={
        <Button type="submit" loading={make.isRunning} rightSection={<kbd>Ctrl Enter</kbd>}>
          交班
        </Button>
      }
    >
      {notice}
      <Stack gap="sm">
        <Textarea label="要交代的" data-autofocus autosize minRows={3} {...form.getInputProps("notes")} />
        <Textarea
          label="钥匙和物品"
          placeholder="如 大门钥匙 2 把，会议室投影遥控器"
          autosize
          minRows={1}
          {...form.getInputProps("keys")}
        />
        <Group grow align="flex-start">
          <DayField
            isAhead
            label="下一班到哪天"
            required
            value={untilDay}
            onChange={(day) => form.setFieldValue("untilDay", day ?? "")}
            error={form.errors.untilDay}
          />
          <TextInput label="几点" autoComplete="off" {...form.getInputProps("untilTime")} />
        </Group>
        <section className="panel" aria-label="单子上会有">
          <Text fw={700} mb="xs">
            单子上会有（到那时为止到期的，交班以后不再变）
          </Text>
          <Answered answer={preview}>{({ items }) => <HandoverItems items={items} />}</Answered>
        </section>
      </Stack>
    </FormFrame>
  );
};

const Actions = ({ handover }: { handover: Handover }) => {
  const [isTaking, setTaking] = useState(false);
  const take = useCommand("council.takeHandover");
  const withdraw = useCommand("council.withdrawHandover");
  const askOnce = useAskOnce();
  const navigate = useNavigate();
  const { id, version } = handover;
  return (
    <>
      {handover.state === "made" && !handover.isMine && <Button onClick={() => setTaking(true)}>接班</Button>}
      <Button
        variant="default"
        onClick={() => void navigate({ to: "/council/handover-sheet" as never, search: { id } as never })}
      >
        打印交接单
      </Button>
      {handover.state === "made" && handover.isMine && (
        <Button
          variant="default"
          onClick={async () => {
            const isSure = await askOnce({
              title: `收回 ${handover.numberText}？`,
              text: "这张交接单会记为已收回，编号不再用。要交班的话，请另写一张。",
              confirm: "收回",
            });
            if (isSure && (await withdraw.run({ id, version })).ok) tellDone("已收回");
          }}
        >
          收回
        </Button>
      )}
      <StepDialog
        isOpen={isTaking}
        onClose={() => setTaking(false)}
        title={`接 ${handover.madeByName} 的班`}
        action="接班"
        draft={`council.takeHandover.${id}`}
        done="已接班"
        empty={{ note: "" }}
        schema={handoverContract["council.takeHandover"].input.pick({ note: true })}
        save={({ note }) => take.run({ id, version, note })}
      >
        {(form) => (
          <Textarea
            label="说明"
            placeholder="钥匙、物品点过没有，有没有不清楚的"
            autosize
            minRows={2}
            {...form.getInputProps("note")}
          />
        )}
      </StepDialog>
    </>
  );
};

const HandoverRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("council.handover", { id });
  return (
    <Answered answer={answer}>
      {(handover) => (
        <RecordFrame
          onClose={onClose}
          version={handover.version}
          title={
            <>
              <Text size="sm" c="dimmed">
                {handover.numberText} · {handoverStateWords[handover.state]}
              </Text>
              <Title order={2} size="h4">
                {handover.madeByName} 交班
              </Title>
            </>
          }
          actions={<Actions handover={handover} key={handover.id} />}
          timeline={<CouncilTimeline events={handover.events} />}
        >
          {handover.state === "made" && handover.isMine && (
            <Alert color="blue" py="xs">
              请接班的同事用自己的账号打开这里，点“接班”。按 Ctrl+L 可以换人。
            </Alert>
          )}
          <Field label="要交代的">{handover.notes}</Field>
          <Field label="钥匙和物品">{handover.keys}</Field>
          <Field label="下一班到">
            <DeadlineText at={handover.untilAt} />
          </Field>
          {handover.takenAt !== null && (
            <Field label="接班">
              <TimeText at={handover.takenAt} /> {handover.takenByName}
              {handover.takenNote !== "" && `：${handover.takenNote}`}
            </Field>
          )}
          <HandoverItems items={handover.items} />
        </RecordFrame>
      )}
    </Answered>
  );
};

/** 交接班: what one shift leaves to the next, signed for by both. */
export const HandoverPage = () => {
  const [{ open }, setAddress] = useAddress(Address);
  const { limit, more } = useGrowingLimit("handovers");
  const answer = useAnswer("council.listHandovers", { limit }, { keepsPrevious: true });
  const [isMaking, setMaking] = useState(false);
  return (
    <Page title="交接班" action={<Button onClick={() => setMaking(true)}>写交接单</Button>}>
      <ListAndRecord
        list={
          <RecordList
            label="交接单"
            columns={columns}
            rows={answer.data?.handovers}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            more={more(answer.data, answer.isFetching)}
            empty={
              <EmptyState
                title="还没有交接单"
                hint="下班前写一张：要回的话、快到期的任务会自动列上，再写钥匙和要交代的。"
              />
            }
          />
        }
        record={open !== null && <HandoverRecord id={open} onClose={() => setAddress({ open: null })} />}
      />
      <FormDrawer title="写交接单" isOpen={isMaking} onClose={() => setMaking(false)} size="44rem">
        {isMaking && (
          <MakeHandover
            onClose={() => setMaking(false)}
            onDone={(id) => {
              setMaking(false);
              setAddress({ open: id });
            }}
          />
        )}
      </FormDrawer>
    </Page>
  );
};
