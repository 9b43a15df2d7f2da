import { Checkbox, Group, MultiSelect, NumberInput, Select, SimpleGrid, Switch, Text, TextInput } from "@mantine/core";
import { clockOf } from "#base/dates.ts";
import { typedMinute } from "#base/typed-time.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { useMoment } from "#ui/moment.tsx";
import { selectAll } from "#ui/number-fields.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Plan } from "../plan-contract.ts";
import { lastEndMinute } from "../plan-rules.ts";
import { holidayWayWords } from "../plan-words.ts";
import type { ServiceLine } from "../service-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { PlanForm, type PlanValues, planFor, recurrenceWays, sentPlan, valuesOfPlan } from "./plan-form.ts";
import { ServicePicker } from "./service-picker.tsx";

type Form = { form: EntryForm<PlanValues> };

/** From Monday on, as a week is read. */
const weekdayOptions = ["1", "2", "3", "4", "5", "6", "0"].map((value) => ({
  value,
  label: `周${"日一二三四五六"[Number(value)] ?? ""}`,
}));
const nthOptions = [
  { value: "1", label: "第一个" },
  { value: "2", label: "第二个" },
  { value: "3", label: "第三个" },
  { value: "4", label: "第四个" },
  { value: "-1", label: "最后一个" },
];

/** 哪几天 */
const RecurrenceFields = ({ form }: Form) => {
  const { way } = form.values;
  return (
    <>
      <ChoiceRow
        label="多久一次"
        required
        words={recurrenceWays}
        value={way}
        onChange={(value) => form.setFieldValue("way", value)}
      />
      {way === "weekly" && (
        <Group gap="md" align="flex-start">
          <Checkbox.Group
            label="周几"
            required
            value={form.values.weekdays}
            onChange={(weekdays) => form.setFieldValue("weekdays", weekdays)}
            error={form.errors.weekdays}
          >
            <Group gap="sm" mt={6}>
              {weekdayOptions.map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </Group>
          </Checkbox.Group>
          <NumberInput
            label="每几周一次"
            w="7rem"
            min={1}
            max={8}
            suffix=" 周"
            allowDecimal={false}
            {...form.getInputProps("everyWeeks")}
            onFocus={selectAll}
          />
        </Group>
      )}
      {way === "monthlyOn" && (
        <Group gap="sm">
          <Select label="每月第几个" w="8rem" allowDeselect={false} data={nthOptions} {...form.getInputProps("nth")} />
          <Select
            label="周几"
            w="7rem"
            allowDeselect={false}
            data={weekdayOptions}
            {...form.getInputProps("monthWeekday")}
          />
        </Group>
      )}
      {way === "monthDate" && (
        <NumberInput
          label="每月几号"
          description="没有这一天的月份不排"
          w="10rem"
          min={1}
          max={31}
          suffix=" 日"
          allowDecimal={false}
          {...form.getInputProps("monthDate")}
          onFocus={selectAll}
        />
      )}
    </>
  );
};

/** 「最后一场 11:20 结束」, once the times are known. */
const lastEndWords = (values: PlanValues): string => {
  const startMinute = typedMinute(values.start);
  const [durationMinutes, breakMinutes, sessionCount] = [
    Number(values.durationMinutes),
    Number(values.breakMinutes),
    Number(values.sessionCount),
  ];
  if (startMinute === null || !(durationMinutes > 0) || !(sessionCount > 0)) return "";
  const end = lastEndMinute({ startMinute, durationMinutes, breakMinutes, sessionCount });
  return end > 24 * 60 ? "排到了半夜以后" : `${sessionCount > 1 ? "最后一场 " : ""}${clockOf(end)} 结束`;
};

const TimeFields = ({ form }: Form) => (
  <SimpleGrid cols={4} spacing="sm">
    <TextInput
      label="几点开始"
      required
      placeholder="如 9:30、下午2点"
      description={lastEndWords(form.values) || "当天第一场"}
      {...form.getInputProps("start")}
    />
    <NumberInput
      label="每场多长"
      description="分钟"
      required
      allowDecimal={false}
      {...form.getInputProps("durationMinutes")}
      onFocus={selectAll}
    />
    <NumberInput
      label="一天几场"
      description="一场接一场"
      required
      min={1}
      allowDecimal={false}
      {...form.getInputProps("sessionCount")}
      onFocus={selectAll}
    />
    <NumberInput
      label="中间歇多久"
      description="分钟"
      min={0}
      allowDecimal={false}
      disabled={Number(form.values.sessionCount) <= 1}
      {...form.getInputProps("breakMinutes")}
      onFocus={selectAll}
    />
  </SimpleGrid>
);

/** What a plan says, new or changed. */
export const PlanDialog = (props: {
  plan: Plan | null;
  /** Of a new plan. */
  service?: ServiceLine | undefined;
  onClose(): void;
  onDone(id: string): void;
}) => {
  const { plan } = props;
  const { today } = useMoment();
  const add = useCommand("booking.addPlan", { marksFields: true });
  const change = useCommand("booking.changePlan", { marksFields: true });
  const resources = useAnswer("booking.listResources", { withRetired: true }).data;
  const services = useAnswer("booking.listServices", {}).data?.services ?? [];
  const isOffered = (isRetired: boolean, isChosen: boolean) => !isRetired || isChosen;
  return (
    <StepDialog<PlanValues>
      isOpen
      size="46rem"
      onClose={props.onClose}
      title={plan ? `修改排期：${plan.title || plan.serviceName}` : "新排期"}
      action="保存"
      draft={plan ? `booking.changePlan.${plan.id}` : "booking.addPlan"}
      done={plan ? "已保存，已经排出的场次照旧" : "已保存，接着排出场次"}
      empty={plan ? valuesOfPlan(plan) : planFor(props.service ?? null, today)}
      schema={PlanForm}
      save={async (values) => {
        const sent = sentPlan(values);
        const reply = plan
          ? await change.run({ ...sent, id: plan.id, version: plan.version, isRetired: values.isRetired })
          : await add.run({ ...sent, serviceId: values.service?.id ?? "" });
        if (reply.ok) props.onDone(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          {plan === null && (
            <ServicePicker
              label="排什么项目"
              value={form.values.service}
              autoFocus
              onChange={(service) => {
                const { durationMinutes, placeCount, roomId, providerIds } = planFor(service, today);
                form.setValues({
                  service: service && { id: service.id, label: service.name },
                  ...(service && { durationMinutes, placeCount, roomId, providerIds }),
                });
              }}
              error={form.errors.service}
            />
          )}
          <SimpleGrid cols={2} spacing="sm">
            <TextInput
              label="课程名称"
              description="是课程才填，报名和课表上用"
              placeholder="如 春季书法班"
              data-autofocus={plan ? true : undefined}
              {...form.getInputProps("title")}
            />
            <NumberInput
              label="共几节课"
              description="填了就是课程：报一次名，每节都有"
              min={1}
              allowDecimal={false}
              {...form.getInputProps("lessonCount")}
            />
          </SimpleGrid>
          <RecurrenceFields form={form} />
          <TimeFields form={form} />
          <SimpleGrid cols={3} spacing="sm">
            <DayField
              isAhead
              label="从哪天起"
              required
              value={form.values.fromDate}
              onChange={(day) => form.setFieldValue("fromDate", day)}
              error={form.errors.fromDate}
            />
            <DayField
              isAhead
              label="到哪天止"
              value={form.values.toDate}
              onChange={(day) => form.setFieldValue("toDate", day)}
              error={form.errors.toDate}
            />
            <NumberInput
              label="每场名额"
              required
              min={1}
              allowDecimal={false}
              {...form.getInputProps("placeCount")}
              onFocus={selectAll}
            />
          </SimpleGrid>
          <ChoiceRow
            label="遇到放假"
            words={holidayWayWords}
            value={form.values.onHolidays}
            onChange={(way) => form.setFieldValue("onHolidays", way)}
          />
          <SimpleGrid cols={2} spacing="sm">
            <Select
              label="用哪间房"
              clearable
              searchable
              placeholder="不占房间"
              nothingFoundMessage="没有这样的功能室"
              data={(resources?.rooms ?? [])
                .filter(({ id, isRetired }) => isOffered(isRetired, id === plan?.roomId))
                .map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps("roomId")}
            />
            <MultiSelect
              label="由谁来做"
              searchable
              placeholder={form.values.providerIds.length === 0 ? "还没有定" : ""}
              nothingFoundMessage="没有这样的人或单位"
              data={(resources?.providers ?? [])
                .filter(({ id, isRetired }) => isOffered(isRetired, plan?.providerIds.includes(id) ?? false))
                .map(({ id, name, trade }) => ({ value: id, label: trade ? `${name}（${trade}）` : name }))}
              {...form.getInputProps("providerIds")}
            />
          </SimpleGrid>
          {services.find(({ id }) => id === form.values.service?.id)?.equipmentNames.length ? (
            <Text size="sm" c="dimmed">
              设备照项目：
              {services.find(({ id }) => id === form.values.service?.id)?.equipmentNames.join("、")}
            </Text>
          ) : null}
          {plan && (
            <Switch
              label="还在排"
              description="停用后不再排出新的场次，已经排出的照旧"
              checked={!form.values.isRetired}
              onChange={(event) => form.setFieldValue("isRetired", !event.currentTarget.checked)}
            />
          )}
        </>
      )}
    </StepDialog>
  );
};
