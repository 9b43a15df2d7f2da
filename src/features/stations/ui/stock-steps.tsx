import { Group, NumberInput, Text, TextInput } from "@mantine/core";
import { useRef } from "react";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { DayField } from "#ui/day-field.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { useMoment } from "#ui/moment.tsx";
import { selectAll } from "#ui/number-fields.ts";
import type { Choice } from "#ui/picker.tsx";
import { RecordContext } from "#ui/record-context.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type SupplyLine, supplyContract } from "../supply-contract.ts";
import { useCommand } from "./door.ts";

type Step = { supply: SupplyLine; onClose(): void };

/** What was just written down can be taken back from the note that says so. */
const useTakeBack = () => {
  const undo = useCommand("stations.undoStock");
  const eventId = useRef("");
  return {
    keep: (id: string) => {
      eventId.current = id;
    },
    undo: { run: () => void undo.run({ eventId: eventId.current }) },
  };
};

const Quantity = <V extends { quantity: number | string } & Record<string, unknown>>(props: {
  form: EntryForm<V>;
  label: string;
  unit: string;
}) => (
  <NumberInput
    label={props.label}
    required
    w="10rem"
    min={1}
    allowDecimal={false}
    allowNegative={false}
    suffix={` ${props.unit}`}
    data-autofocus
    {...props.form.getInputProps("quantity")}
    onFocus={selectAll}
  />
);

const HappenedDay = <V extends { happenedDate: string | null } & Record<string, unknown>>(props: {
  form: EntryForm<V>;
}) => (
  <DayField
    label="哪一天"
    required
    value={props.form.values.happenedDate}
    onChange={(day) => props.form.setFieldValue("happenedDate", day as never)}
    error={props.form.errors.happenedDate}
  />
);

const stockWords = ({ stock, unit }: SupplyLine) => `账上现有 ${stock} ${unit}`;

/** 补充 */
export const RefillDialog = ({ supply, onClose }: Step) => {
  const refill = useCommand("stations.refill", { marksFields: true });
  const back = useTakeBack();
  const { today } = useMoment();
  const { quantity, happenedDate, source, bestBeforeDate } = supplyContract["stations.refill"].input.shape;
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`补充：${supply.name}`}
      action="登记补充"
      draft={null}
      done={`已登记补充${supply.name}`}
      undo={back.undo}
      empty={{
        quantity: "" as number | string,
        bestBeforeDate: null as string | null,
        organisation: null as Choice | null,
        source: "",
        happenedDate: today as string | null,
      }}
      schema={supplyContract["stations.refill"].input
        .pick({ source: true })
        .extend({
          quantity,
          happenedDate,
          bestBeforeDate: supply.isDated ? bestBeforeDate.unwrap().unwrap() : bestBeforeDate,
          source,
        })
        .loose()}
      save={async ({ organisation, ...values }) => {
        const reply = await refill.run({
          supplyId: supply.id,
          quantity: Number(values.quantity),
          happenedDate: values.happenedDate ?? "",
          bestBeforeDate: values.bestBeforeDate,
          source: values.source,
          organisationId: organisation?.id ?? null,
        });
        if (reply.ok) back.keep(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <Text size="sm" c="dimmed">
            {stockWords(supply)}，最少要有 {supply.leastCount} {supply.unit}。
          </Text>
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <Quantity form={form} label="补了多少" unit={supply.unit} />
            {supply.isDated && (
              <DayField
                label="有效期到哪一天"
                description="包装上印的，到这一天还能用"
                required
                value={form.values.bestBeforeDate}
                onChange={(day) => form.setFieldValue("bestBeforeDate", day)}
                error={form.errors.bestBeforeDate}
              />
            )}
          </Group>
          <OrganisationPicker
            label="哪个单位给的"
            description="自己采购的可以不填"
            value={form.values.organisation}
            onChange={(choice) => form.setFieldValue("organisation", choice)}
          />
          <TextInput
            label="不是单位的，写谁给的"
            placeholder="如 社区采购、一位热心居民"
            {...form.getInputProps("source")}
          />
          <HappenedDay form={form} />
        </>
      )}
    </StepDialog>
  );
};

/** 领用 */
export const TakeOutDialog = ({ supply, onClose }: Step) => {
  const takeOut = useCommand("stations.takeOut", { marksFields: true });
  const back = useTakeBack();
  const { today } = useMoment();
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`领用：${supply.name}`}
      action="登记领用"
      draft={null}
      done={`已登记领用${supply.name}`}
      undo={back.undo}
      empty={{ quantity: "" as number | string, reason: "", happenedDate: today as string | null }}
      schema={supplyContract["stations.takeOut"].input.omit({ supplyId: true })}
      save={async ({ quantity, reason, happenedDate }) => {
        const reply = await takeOut.run({
          supplyId: supply.id,
          quantity: Number(quantity),
          happenedDate: happenedDate ?? "",
          reason,
        });
        if (reply.ok) back.keep(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <Text size="sm" c="dimmed">
            {stockWords(supply)}。只记数量，不记谁领的。
          </Text>
          <Quantity form={form} label="领走、用掉多少" unit={supply.unit} />
          <TextInput label="备注" placeholder="可以空着" {...form.getInputProps("reason")} />
          <HappenedDay form={form} />
        </>
      )}
    </StepDialog>
  );
};

/** 报废: what is past its day is offered first. */
export const DiscardDialog = ({ supply, onClose }: Step) => {
  const discard = useCommand("stations.discard", { marksFields: true });
  const back = useTakeBack();
  const { today } = useMoment();
  const past = supply.lots.find(({ state }) => state === "expired");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`报废：${supply.name}`}
      action="登记报废"
      draft={null}
      done={`已登记报废${supply.name}`}
      undo={back.undo}
      empty={{
        quantity: (past?.quantity ?? "") as number | string,
        reason: past ? "过期" : "",
        happenedDate: today as string | null,
        bestBeforeDate: past?.bestBeforeDate ?? null,
      }}
      schema={supplyContract["stations.discard"].input.omit({ supplyId: true })}
      save={async ({ quantity, reason, happenedDate, bestBeforeDate }) => {
        const reply = await discard.run({
          supplyId: supply.id,
          quantity: Number(quantity),
          happenedDate: happenedDate ?? "",
          reason,
          bestBeforeDate,
        });
        if (reply.ok) back.keep(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <Text size="sm" c="dimmed">
            {stockWords(supply)}。
            {past && `其中有效期到 ${past.bestBeforeDate} 的 ${past.quantity} ${supply.unit}已经过期。`}
          </Text>
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <Quantity form={form} label="报废多少" unit={supply.unit} />
            {supply.isDated && (
              <DayField
                label="哪个有效期的"
                description="不填就从最早到期的算起"
                value={form.values.bestBeforeDate}
                onChange={(day) => form.setFieldValue("bestBeforeDate", day)}
                error={form.errors.bestBeforeDate}
              />
            )}
          </Group>
          <TextInput label="为什么报废" required placeholder="如 过期、破损、污染" {...form.getInputProps("reason")} />
          <HappenedDay form={form} />
        </>
      )}
    </StepDialog>
  );
};

const differenceWords = (counted: number | string, { stock, unit }: SupplyLine): string => {
  if (counted === "") return "";
  const difference = Number(counted) - stock;
  if (difference === 0) return "和账上一样。";
  return difference > 0 ? `比账上多 ${difference} ${unit}。` : `比账上少 ${-difference} ${unit}。`;
};

/** 盘点: today, and of the stock that stands on the screen; what a colleague writes down meanwhile is shown first. */
export const CountDialog = (props: Step) => (
  <RecordContext.Provider value={{ version: props.supply.lastNumber, timeline: undefined }}>
    <CountForm {...props} />
  </RecordContext.Provider>
);

const CountForm = ({ supply, onClose }: Step) => {
  const count = useCommand("stations.countStock", { marksFields: true });
  const back = useTakeBack();
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`盘点：${supply.name}`}
      action="登记盘点"
      draft={null}
      done={`已登记盘点${supply.name}`}
      undo={back.undo}
      empty={{
        counted: "" as number | string,
        reason: "",
        bestBeforeDate: null as string | null,
        seenNumber: supply.lastNumber,
      }}
      schema={supplyContract["stations.countStock"].input.omit({ supplyId: true })}
      save={async ({ counted, reason, bestBeforeDate, seenNumber }) => {
        const reply = await count.run({
          supplyId: supply.id,
          counted: Number(counted),
          seenNumber,
          reason,
          bestBeforeDate,
        });
        if (reply.ok) back.keep(reply.value.id);
        return reply;
      }}
    >
      {(form) => {
        const { counted } = form.values;
        const isOver = counted !== "" && Number(counted) > supply.stock;
        return (
          <>
            <Text size="sm" c="dimmed">
              {stockWords(supply)}。登记以后，以盘到的数为准，之前的不能再改。
            </Text>
            <NumberInput
              label="盘到多少"
              required
              w="10rem"
              min={0}
              allowDecimal={false}
              allowNegative={false}
              suffix={` ${supply.unit}`}
              data-autofocus
              {...form.getInputProps("counted")}
              onFocus={selectAll}
            />
            <Text size="sm" role="status">
              {differenceWords(counted, supply)}
            </Text>
            {isOver && supply.isDated && (
              <DayField
                label="多出来的，有效期到哪一天"
                required
                value={form.values.bestBeforeDate}
                onChange={(day) => form.setFieldValue("bestBeforeDate", day)}
                error={form.errors.bestBeforeDate}
              />
            )}
            <TextInput
              label="为什么不一样"
              description="和账上一样的不用写"
              required={counted !== "" && Number(counted) !== supply.stock}
              {...form.getInputProps("reason")}
            />
          </>
        );
      }}
    </StepDialog>
  );
};
