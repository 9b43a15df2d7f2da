import { Group, NumberInput, Select, Switch, Text, TextInput } from "@mantine/core";
import { z } from "zod";
import { clockOf, Day } from "#base/dates.ts";
import { typedMinute } from "#base/typed-time.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import { useMoment } from "#ui/moment.tsx";
import { numberOrNull, selectAll } from "#ui/number-fields.ts";
import { RecordContext } from "#ui/record-context.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Meal, type MealClass, mealContract } from "../meal-contract.ts";
import { fenOf, yuan } from "../meal-rules.ts";
import { mealOpensWords } from "../meal-words.ts";
import { useCommand } from "./door.ts";
import { WeekdayBoxes } from "./weekday-boxes.tsx";

const InUse = (props: { isRetired: boolean; hint: string; onChange(isRetired: boolean): void }) => (
  <Switch
    label="还在用"
    description={props.hint}
    checked={!props.isRetired}
    onChange={(event) => props.onChange(!event.currentTarget.checked)}
  />
);

/** Yuan as typed. */
const Money = z.string().refine((typed) => fenOf(typed) !== null, "金额写到分，如 12 或 12.50");
const Clock = z.string().refine((typed) => typedMinute(typed) !== null, "时间如 16:00、下午4点");
const { name: mealName } = mealContract["meals.addMeal"].input.shape;

const MealValues = z
  .object({
    name: mealName,
    opens: mealContract["meals.addMeal"].input.shape.opens,
    weekdays: z.array(z.string()),
    cutOffDays: z.string(),
    cutOff: Clock,
    price: Money,
    isRetired: z.boolean(),
  })
  .refine(({ opens, weekdays }) => opens !== "weekdays" || weekdays.length > 0, {
    path: ["weekdays"],
    message: "请选周几开餐",
  });

const cutOffDayOptions = ["当天", "前一天", "前两天", "前三天"].map((label, at) => ({ value: String(at), label }));

export const MealDialog = ({ meal, onClose }: { meal: Meal | null; onClose(): void }) => {
  const add = useCommand("meals.addMeal");
  const change = useCommand("meals.changeMeal");
  return (
    <RecordContext.Provider value={{ version: meal?.version ?? null, timeline: undefined }}>
      <StepDialog
        isOpen
        onClose={onClose}
        title={meal ? `修改：${meal.name}` : "增加餐次"}
        action="保存"
        draft={meal ? `meals.changeMeal.${meal.id}` : "meals.addMeal"}
        done="已保存"
        empty={{
          name: meal?.name ?? "",
          opens: meal?.opens ?? ("workdays" as Meal["opens"]),
          weekdays: (meal?.weekdays ?? []).map(String),
          cutOffDays: String(meal?.cutOffDays ?? 1),
          cutOff: clockOf(meal?.cutOffMinute ?? 960),
          price: meal ? yuan(meal.priceFen) : "",
          isRetired: meal?.isRetired ?? false,
        }}
        schema={MealValues}
        save={({ name, opens, weekdays, cutOffDays, cutOff, price, isRetired }) => {
          const fields = {
            name,
            opens,
            weekdays: opens === "weekdays" ? weekdays.map(Number) : [],
            cutOffDays: Number(cutOffDays),
            cutOffMinute: typedMinute(cutOff) ?? Number.NaN,
            priceFen: fenOf(price) ?? Number.NaN,
          };
          return meal ? change.run({ ...fields, id: meal.id, version: meal.version, isRetired }) : add.run(fields);
        }}
      >
        {(form) => (
          <>
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <TextInput
                label="餐次"
                required
                placeholder="午餐"
                data-autofocus
                flex={1}
                {...form.getInputProps("name")}
              />
              <TextInput
                label="每份多少元"
                required
                placeholder="12.00"
                inputMode="decimal"
                w="9rem"
                {...form.getInputProps("price")}
              />
            </Group>
            <ChoiceRow
              label="哪几天开餐"
              description={
                { workdays: "调休上班的周末也开，放假不开", weekdays: "放假不开", everyDay: "放假也开" }[
                  form.values.opens
                ]
              }
              required
              words={mealOpensWords}
              value={form.values.opens}
              onChange={(value) => form.setFieldValue("opens", value)}
            />
            {form.values.opens === "weekdays" && (
              <WeekdayBoxes
                label="周几"
                value={form.values.weekdays}
                onChange={(value) => form.setFieldValue("weekdays", value)}
                error={form.errors.weekdays}
              />
            )}
            <Group gap="sm" align="flex-start">
              <Select
                label="哪天截止"
                w="9rem"
                allowDeselect={false}
                data={cutOffDayOptions}
                {...form.getInputProps("cutOffDays")}
              />
              <TextInput label="几点截止" required w="9rem" placeholder="16:00" {...form.getInputProps("cutOff")} />
            </Group>
            <Text size="sm" c="dimmed">
              到了截止的时间，订餐就定下来。以后改餐价、换类别，都不影响已经截止的日子。
            </Text>
            {meal && (
              <InUse
                isRetired={form.values.isRetired}
                hint="停用后不再开餐，以前的还查得到"
                onChange={(value) => form.setFieldValue("isRetired", value)}
              />
            )}
          </>
        )}
      </StepDialog>
    </RecordContext.Provider>
  );
};

const classShape = mealContract["meals.addClass"].input.shape;
const ClassValues = z.object({
  name: classShape.name,
  code: classShape.code,
  way: z.enum(["free", "part", "none"]),
  subsidy: z.string(),
  source: classShape.source,
  minAge: z.union([z.string(), z.number()]),
  proof: classShape.proof,
  isRetired: z.boolean(),
});
const ClassForm = ClassValues.refine(({ way, subsidy }) => way !== "part" || (fenOf(subsidy) ?? 0) > 0, {
  path: ["subsidy"],
  message: "请写每餐补多少元，如 5 或 5.50",
});

const wayWords = { free: "全免", part: "补一部分", none: "不补" } as const;
const wayOf = ({ isFree, subsidyFen }: MealClass): keyof typeof wayWords =>
  isFree ? "free" : subsidyFen > 0 ? "part" : "none";

export const MealClassDialog = ({ one, onClose }: { one: MealClass | null; onClose(): void }) => {
  const add = useCommand("meals.addClass");
  const change = useCommand("meals.changeClass");
  return (
    <RecordContext.Provider value={{ version: one?.version ?? null, timeline: undefined }}>
      <StepDialog
        isOpen
        onClose={onClose}
        title={one ? `修改：${one.name}` : "增加补助类别"}
        action="保存"
        draft={one ? `meals.changeClass.${one.id}` : "meals.addClass"}
        done="已保存"
        empty={{
          name: one?.name ?? "",
          code: one?.code ?? "",
          way: one ? wayOf(one) : ("part" as keyof typeof wayWords),
          subsidy: one && one.subsidyFen > 0 ? yuan(one.subsidyFen) : "",
          source: one?.source ?? "",
          minAge: (one?.minAge ?? "") as number | string,
          proof: one?.proof ?? "",
          isRetired: one?.isRetired ?? false,
        }}
        schema={ClassForm}
        save={({ way, subsidy, minAge, isRetired, ...values }) => {
          const fields = {
            ...values,
            isFree: way === "free",
            subsidyFen: way === "part" ? (fenOf(subsidy) ?? 0) : 0,
            minAge: numberOrNull(minAge),
          };
          return one ? change.run({ ...fields, id: one.id, version: one.version, isRetired }) : add.run(fields);
        }}
      >
        {(form) => (
          <>
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <TextInput
                label="类别"
                required
                placeholder="如 八十岁以上"
                data-autofocus
                flex={1}
                {...form.getInputProps("name")}
              />
              <TextInput
                label="代号"
                description="单子上只印它"
                required
                placeholder="如 甲"
                w="9rem"
                {...form.getInputProps("code")}
              />
            </Group>
            <Group gap="sm" align="flex-start">
              <ChoiceRow
                label="补多少"
                words={wayWords}
                value={form.values.way}
                onChange={(value) => form.setFieldValue("way", value)}
              />
              {form.values.way === "part" && (
                <TextInput
                  label="每餐补多少元"
                  required
                  placeholder="5.00"
                  inputMode="decimal"
                  w="9rem"
                  {...form.getInputProps("subsidy")}
                />
              )}
            </Group>
            {form.values.way !== "none" && (
              <TextInput label="谁补" placeholder="如 区民政局、社区公益金" {...form.getInputProps("source")} />
            )}
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <NumberInput
                label="要满几岁"
                description="不填就不看年龄"
                w="9rem"
                min={1}
                max={120}
                allowDecimal={false}
                {...form.getInputProps("minAge")}
                onFocus={selectAll}
              />
              <TextInput
                label="要看什么证明"
                description="填了的，登记时要写明看过什么"
                placeholder="如 残疾证"
                flex={1}
                {...form.getInputProps("proof")}
              />
            </Group>
            {one && (
              <InUse
                isRetired={form.values.isRetired}
                hint="停用后不能再选，已经在里面的照旧"
                onChange={(value) => form.setFieldValue("isRetired", value)}
              />
            )}
          </>
        )}
      </StepDialog>
    </RecordContext.Provider>
  );
};

export const ClosureDialog = ({ meals, onClose }: { meals: readonly Meal[]; onClose(): void }) => {
  const add = useCommand("meals.addClosure");
  const { today } = useMoment();
  const shape = mealContract["meals.addClosure"].input;
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title="停餐"
      action="停餐"
      draft="meals.addClosure"
      done="已停餐，这几天不再算订餐"
      empty={{ meal: "all", fromDay: null as string | null, toDay: null as string | null, reason: "" }}
      schema={z.object({
        meal: z.string(),
        fromDay: z.string({ error: "请填写从哪天" }).pipe(Day),
        toDay: z.string({ error: "请填写到哪天" }).pipe(Day),
        reason: shape.shape.reason,
      })}
      save={({ meal, fromDay, toDay, reason }) =>
        add.run({ mealId: meal === "all" ? null : meal, fromDay: fromDay ?? today, toDay: toDay ?? today, reason })
      }
    >
      {(form) => (
        <>
          <Select
            label="停哪一餐"
            allowDeselect={false}
            data={[{ value: "all", label: "所有餐次" }, ...meals.map(({ id, name }) => ({ value: id, label: name }))]}
            {...form.getInputProps("meal")}
          />
          <Group gap="sm" align="flex-start" grow>
            <DayField
              label="从哪天"
              required
              isAhead
              value={form.values.fromDay}
              onChange={(day) => form.setFieldValue("fromDay", day)}
              error={form.errors.fromDay}
            />
            <DayField
              label="到哪天"
              required
              isAhead
              value={form.values.toDay}
              onChange={(day) => form.setFieldValue("toDay", day)}
              error={form.errors.toDay}
            />
          </Group>
          <TextInput label="为什么停" required placeholder="如 燃气检修" {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};
