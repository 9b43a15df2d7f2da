import { Alert, Group, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { z } from "zod";
import { Day } from "#base/dates.ts";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { SmallModal } from "#ui/layers.tsx";
import { useMoment } from "#ui/moment.tsx";
import { selectAll } from "#ui/number-fields.ts";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Diner, dinerContract, type MealPause, type StandingOrder } from "../diner-contract.ts";
import { subsidyText } from "../meal-words.ts";
import { orderText } from "../order-text.ts";
import { useAnswer, useCommand } from "./door.ts";
import { WeekdayBoxes } from "./weekday-boxes.tsx";

export const wayOfEating = { here: "来吃", delivered: "送到家" } as const;
type Way = keyof typeof wayOfEating;

const dinerShape = dinerContract["meals.addDiner"].input.shape;
const DinerValues = z.object({
  classId: z.string({ error: "请选补助类别" }).min(1, "请选补助类别"),
  basis: dinerShape.basis,
  diet: dinerShape.diet,
  way: z.enum(["here", "delivered"]),
  doorNote: dinerShape.doorNote,
});
type DinerForm = EntryForm<{
  resident: Choice | null;
  classId: string;
  basis: string;
  diet: string;
  way: Way;
  doorNote: string;
}>;

const DinerFields = ({ form, before }: { form: DinerForm; before: string | null }) => {
  const classes = useAnswer("meals.setting", { withRetired: true }).data?.classes ?? [];
  const chosen = classes.find(({ id }) => id === form.values.classId);
  const asks = [
    chosen && chosen.minAge !== null ? `要满 ${chosen.minAge} 岁` : "",
    chosen && chosen.proof !== "" ? `要看${chosen.proof}` : "",
  ].filter(Boolean);
  return (
    <>
      <Select
        label="补助类别"
        required
        allowDeselect={false}
        placeholder="选一类"
        description={[chosen ? subsidyText(chosen) : "", ...asks].filter(Boolean).join("；") || undefined}
        data={classes
          .filter(({ id, isRetired }) => !isRetired || id === before)
          .map(({ id, name, code }) => ({ value: id, label: `${code} ${name}` }))}
        {...form.getInputProps("classId")}
      />
      <TextInput
        label="凭什么"
        description="看过什么证明，或者为什么破例"
        placeholder={chosen && chosen.proof !== "" ? `如 ${chosen.proof}已看` : ""}
        {...form.getInputProps("basis")}
      />
      <ChoiceRow
        label="平时怎么吃"
        words={wayOfEating}
        value={form.values.way}
        onChange={(value) => form.setFieldValue("way", value)}
      />
      <TextInput
        label="忌口"
        description="只写怎么做饭，不写得了什么病"
        placeholder="如 少盐、软烂、清真、不吃辣"
        {...form.getInputProps("diet")}
      />
      {form.values.way === "delivered" && (
        <TextInput label="送到门口怎么办" placeholder="如 敲门响些；放门口凳子上" {...form.getInputProps("doorNote")} />
      )}
    </>
  );
};

const sentOf = ({ way, ...values }: z.output<typeof DinerValues>) => ({ ...values, isDelivered: way === "delivered" });

/** Somebody who eats here from now on. */
export const AddDinerDialog = ({ onClose, onAdded }: { onClose(): void; onAdded(id: string): void }) => {
  const add = useCommand("meals.addDiner");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title="登记订餐人"
      action="登记"
      draft="meals.addDiner"
      done="已登记，接着登记订哪一餐"
      empty={{ resident: null as Choice | null, classId: "", basis: "", diet: "", way: "here" as Way, doorNote: "" }}
      schema={DinerValues.extend({ resident: z.object({ id: z.string() }, { error: "请选是谁" }).loose() })}
      save={async ({ resident, ...values }) => {
        const reply = await add.run({ ...sentOf(values), residentId: resident?.id ?? "" });
        if (reply.ok) onAdded(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <ResidentPicker
            label="是谁"
            required
            value={form.values.resident}
            onChange={(choice) => form.setFieldValue("resident", choice)}
            error={form.errors.resident}
          />
          <DinerFields form={form} before={null} />
        </>
      )}
    </StepDialog>
  );
};

export const ChangeDinerDialog = ({ diner, onClose }: { diner: Diner; onClose(): void }) => {
  const change = useCommand("meals.changeDiner");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`修改：${diner.name}`}
      action="保存"
      draft={`meals.changeDiner.${diner.id}`}
      done="已保存"
      empty={{
        resident: null as Choice | null,
        classId: diner.classId,
        basis: diner.basis,
        diet: diner.diet,
        way: (diner.isDelivered ? "delivered" : "here") as Way,
        doorNote: diner.doorNote,
      }}
      schema={DinerValues}
      save={({ resident: _resident, ...values }) =>
        change.run({ ...sentOf(values), id: diner.id, version: diner.version })
      }
    >
      {(form) => <DinerFields form={form} before={diner.classId} />}
    </StepDialog>
  );
};

const orderShape = dinerContract["meals.addOrder"].input.shape;

export const OrderDialog = ({ diner, onClose }: { diner: Diner; onClose(): void }) => {
  const add = useCommand("meals.addOrder");
  const meals = useAnswer("meals.setting", {}).data?.meals ?? [];
  const { days } = useAnswer("meals.diner", { id: diner.id }).data ?? { days: [] };
  const firstOpen = (mealId: string) =>
    days.find((day) => day.mealId === mealId && !day.isSettled && day.notServed === "")?.day ?? null;
  const [first] = meals;
  if (first === undefined)
    return (
      <SmallModal isOpen onClose={onClose} title={`${diner.name}：长期订餐`}>
        <Alert color="yellow">还没有餐次。请先在“餐次与补助”里增加。</Alert>
      </SmallModal>
    );
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${diner.name}：长期订餐`}
      action="订"
      draft={`meals.addOrder.${diner.id}`}
      done="已订"
      empty={{
        mealId: first.id,
        weekdays: [] as string[],
        fromDay: firstOpen(first.id),
        toDay: null as string | null,
        count: 1 as number | string,
        way: (diner.isDelivered ? "delivered" : "here") as Way,
      }}
      schema={z.object({
        mealId: orderShape.mealId,
        weekdays: z.array(z.string()),
        fromDay: z.string({ error: "请填写从哪天" }).pipe(Day),
        toDay: Day.nullable(),
        count: orderShape.count,
        way: z.enum(["here", "delivered"]),
      })}
      save={({ mealId, weekdays, fromDay, toDay, count, way }) =>
        add.run({
          dinerId: diner.id,
          mealId,
          weekdays: weekdays.map(Number),
          fromDay: fromDay ?? "",
          toDay,
          count: Number(count),
          isDelivered: way === "delivered",
        })
      }
    >
      {(form) => (
        <>
          <Group gap="sm" align="flex-start" grow>
            <Select
              label="哪一餐"
              allowDeselect={false}
              data={meals.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps("mealId")}
            />
            <NumberInput
              label="几份"
              min={1}
              max={20}
              allowDecimal={false}
              {...form.getInputProps("count")}
              onFocus={selectAll}
            />
          </Group>
          <WeekdayBoxes
            label="周几"
            description="一个都不选，就是每个开餐日"
            value={form.values.weekdays}
            onChange={(value) => form.setFieldValue("weekdays", value)}
            error={form.errors.weekdays}
          />
          <Group gap="sm" align="flex-start" grow>
            <DayField
              label="从哪天"
              description="还没截止的一天"
              required
              isAhead
              value={form.values.fromDay}
              onChange={(day) => form.setFieldValue("fromDay", day)}
              error={form.errors.fromDay}
            />
            <DayField
              label="到哪天"
              description="不填就一直订下去"
              isAhead
              value={form.values.toDay}
              onChange={(day) => form.setFieldValue("toDay", day)}
              error={form.errors.toDay}
            />
          </Group>
          <ChoiceRow
            label="怎么吃"
            words={wayOfEating}
            value={form.values.way}
            onChange={(value) => form.setFieldValue("way", value)}
          />
        </>
      )}
    </StepDialog>
  );
};

export const EndOrderDialog = (props: { name: string; order: StandingOrder; lastDay: Day; onClose(): void }) => {
  const end = useCommand("meals.endOrder");
  const { name, order } = props;
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`${name}：结束长期订餐`}
      action="结束"
      draft={null}
      done="已结束"
      empty={{ lastDay: props.lastDay as string | null }}
      schema={z.object({ lastDay: z.string({ error: "请填写最后一天" }).pipe(Day) })}
      save={({ lastDay }) => end.run({ id: order.id, version: order.version, lastDay: lastDay ?? "" })}
    >
      {(form) => (
        <DayField
          label="最后一天吃"
          description={`${orderText(order)}。已经截止的日子不能再改`}
          required
          isAhead
          value={form.values.lastDay}
          onChange={(day) => form.setFieldValue("lastDay", day)}
          error={form.errors.lastDay}
        />
      )}
    </StepDialog>
  );
};

export const PauseDialog = ({ diner, onClose }: { diner: Diner; onClose(): void }) => {
  const add = useCommand("meals.addPause");
  const { today } = useMoment();
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${diner.name}：暂停`}
      action="暂停"
      draft={`meals.addPause.${diner.id}`}
      done="已暂停"
      empty={{ fromDay: today as string | null, isOpenEnd: false, toDay: null as string | null, reason: "" }}
      schema={z
        .object({
          fromDay: z.string({ error: "请填写从哪天" }).pipe(Day),
          isOpenEnd: z.boolean(),
          toDay: Day.nullable(),
          reason: dinerContract["meals.addPause"].input.shape.reason,
        })
        .refine(({ isOpenEnd, toDay }) => isOpenEnd || toDay !== null, {
          path: ["toDay"],
          message: "请填写停到哪天；说不准的，打开“还不知道到哪天”",
        })}
      save={({ fromDay, isOpenEnd, toDay, reason }) =>
        add.run({ dinerId: diner.id, fromDay: fromDay ?? today, toDay: isOpenEnd ? null : toDay, reason })
      }
    >
      {(form) => (
        <>
          <Group gap="sm" align="flex-start" grow>
            <DayField
              label="从哪天"
              required
              isAhead
              value={form.values.fromDay}
              onChange={(day) => form.setFieldValue("fromDay", day)}
              error={form.errors.fromDay}
            />
            {!form.values.isOpenEnd && (
              <DayField
                label="停到哪天"
                required
                isAhead
                value={form.values.toDay}
                onChange={(day) => form.setFieldValue("toDay", day)}
                error={form.errors.toDay}
              />
            )}
          </Group>
          <Switch
            label="还不知道到哪天"
            checked={form.values.isOpenEnd}
            onChange={(event) => form.setFieldValue("isOpenEnd", event.currentTarget.checked)}
          />
          <TextInput
            label="为什么"
            description="已经截止、还没吃的，也会退掉，并记下这个原因"
            required
            placeholder="如 住院、探亲"
            {...form.getInputProps("reason")}
          />
        </>
      )}
    </StepDialog>
  );
};

export const EndPauseDialog = (props: { name: string; pause: MealPause; lastDay: Day; onClose(): void }) => {
  const end = useCommand("meals.endPause");
  const { name, pause } = props;
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`${name}：恢复用餐`}
      action="恢复"
      draft={null}
      done="已恢复"
      empty={{ lastDay: props.lastDay as string | null }}
      schema={z.object({ lastDay: z.string({ error: "请填写停到哪天" }).pipe(Day) })}
      save={({ lastDay }) => end.run({ id: pause.id, version: pause.version, lastDay: lastDay ?? "" })}
    >
      {(form) => (
        <DayField
          label="停到哪天为止"
          description="第二天起照常。已经截止的日子要吃，在“每日用餐”里加"
          required
          isAhead
          value={form.values.lastDay}
          onChange={(day) => form.setFieldValue("lastDay", day)}
          error={form.errors.lastDay}
        />
      )}
    </StepDialog>
  );
};

export const EndDinerDialog = ({ diner, onClose }: { diner: Diner; onClose(): void }) => {
  const end = useCommand("meals.endDiner");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${diner.name}：停订`}
      action="停订"
      draft={null}
      done="已停订"
      empty={{ reason: "" }}
      schema={z.object({ reason: dinerContract["meals.endDiner"].input.shape.reason })}
      save={({ reason }) => end.run({ id: diner.id, version: diner.version, reason })}
    >
      {(form) => (
        <TextInput
          label="为什么不订了"
          description="所有长期订餐到今天为止；明天起已经截止的也退掉"
          required
          data-autofocus
          placeholder="如 搬走、不愿再订"
          {...form.getInputProps("reason")}
        />
      )}
    </StepDialog>
  );
};
