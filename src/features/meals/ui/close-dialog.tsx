import { Alert, Group, NumberInput, Select, Text, Textarea, TextInput } from "@mantine/core";
import { z } from "zod";
import { longDay, weekdayWord } from "#base/dates.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { selectAll } from "#ui/number-fields.ts";
import { RecordContext } from "#ui/record-context.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type MealDay, mealDayContract } from "../day-contract.ts";
import { differenceText, mealDayEventWords } from "../day-words.ts";
import { differencesOf } from "../meal-rules.ts";
import { wayOfEating } from "./diner-dialogs.tsx";
import { useAnswer, useCommand } from "./door.ts";

type OfDay = { meal: MealDay; onClose(): void };

const titleOf = ({ day, mealName }: MealDay): string => `${longDay(day)} ${weekdayWord(day)} ${mealName}`;

const closeShape = mealDayContract["meals.closeDay"].input.shape;
const ClosingValues = z.object({
  cookedCount: closeShape.cookedCount,
  guestCount: closeShape.guestCount,
  signedCount: closeShape.signedCount,
  explanation: closeShape.explanation,
});

/** 日结: cooked, eaten, delivered, signed; where they do not agree it says by how many, and asks why. */
export const CloseDayDialog = ({ meal, onClose }: OfDay) => {
  const close = useCommand("meals.closeDay");
  const unmarked = meal.lines.filter(({ count, takenCount }) => count > 0 && takenCount === null);
  const ordered = meal.lines.reduce((sum, { count }) => sum + count, 0);
  const taken = meal.lines.reduce((sum, { takenCount }) => sum + (takenCount ?? 0), 0);
  const delivered = meal.lines.reduce((sum, line) => sum + (line.isDelivered ? (line.takenCount ?? 0) : 0), 0);
  const differences = (values: { cookedCount: unknown; guestCount: unknown; signedCount: unknown }) =>
    differencesOf({
      ordered,
      taken,
      cooked: Number(values.cookedCount),
      guests: Number(values.guestCount),
      signed: Number(values.signedCount),
    });
  return (
    <RecordContext.Provider value={{ version: meal.version, timeline: undefined }}>
      <StepDialog
        isOpen
        onClose={onClose}
        title={`日结：${titleOf(meal)}`}
        action="日结"
        draft={`meals.closeDay.${meal.mealId}.${meal.day}`}
        done="已日结"
        empty={{
          cookedCount: (meal.cookedCount ?? ordered) as number | string,
          guestCount: (meal.guestCount ?? 0) as number | string,
          signedCount: (meal.signedCount ?? "") as number | string,
          explanation: meal.explanation,
        }}
        schema={ClosingValues.refine((values) => differences(values).length === 0 || values.explanation !== "", {
          path: ["explanation"],
          message: "几个数对不上，请写明原因",
        })}
        save={({ cookedCount, guestCount, signedCount, explanation }) =>
          close.run({
            mealId: meal.mealId,
            day: meal.day,
            version: meal.version,
            cookedCount: Number(cookedCount),
            guestCount: Number(guestCount),
            signedCount: Number(signedCount),
            explanation,
          })
        }
      >
        {(form) => {
          const isWhole = form.values.signedCount !== "" && form.values.cookedCount !== "";
          const found = isWhole ? differences(form.values) : [];
          return (
            <>
              {unmarked.length > 0 && (
                <Alert color="orange" py="xs">
                  还有 {unmarked.length} 位没写领了没有，先回去写明。
                </Alert>
              )}
              <Text>
                订 {ordered} 份；领了 {taken} 份：来吃 {taken - delivered}，送到家 {delivered}；其中免费{" "}
                {meal.freeCount}。
              </Text>
              <Group gap="sm" align="flex-start" grow>
                <NumberInput
                  label="做了几份"
                  required
                  min={0}
                  allowDecimal={false}
                  data-autofocus
                  {...form.getInputProps("cookedCount")}
                  onFocus={selectAll}
                />
                <NumberInput
                  label="没订来吃的"
                  min={0}
                  allowDecimal={false}
                  {...form.getInputProps("guestCount")}
                  onFocus={selectAll}
                />
                <NumberInput
                  label="签字几个"
                  required
                  min={0}
                  allowDecimal={false}
                  {...form.getInputProps("signedCount")}
                  onFocus={selectAll}
                />
              </Group>
              {isWhole && (
                <Alert color={found.length === 0 ? "green" : "orange"} py="xs">
                  {found.length === 0 ? "几个数都对得上。" : `对不上：${found.map(differenceText).join("；")}。`}
                </Alert>
              )}
              <Textarea
                label="说明"
                description="数对不上时必须写"
                required={found.length > 0}
                autosize
                minRows={2}
                {...form.getInputProps("explanation")}
              />
              {meal.events.map(({ id, kind, reason, byName }) => (
                <Text key={id} size="sm" c="dimmed">
                  {byName} {mealDayEventWords[kind] ?? kind}
                  {reason !== "" && `：${reason}`}
                </Text>
              ))}
            </>
          );
        }}
      </StepDialog>
    </RecordContext.Provider>
  );
};

export const ReopenDayDialog = ({ meal, onClose }: OfDay) => {
  const reopen = useCommand("meals.reopenDay");
  const { reason } = mealDayContract["meals.reopenDay"].input.shape;
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`重开：${titleOf(meal)}`}
      action="重开"
      draft={null}
      done="已重开，改好后请再日结"
      empty={{ reason: "" }}
      schema={z.object({ reason })}
      save={(values) =>
        reopen.run({ mealId: meal.mealId, day: meal.day, version: meal.version, reason: values.reason })
      }
    >
      {(form) => (
        <TextInput
          label="为什么重开"
          description="重开后，这一天先不算进月报"
          required
          data-autofocus
          {...form.getInputProps("reason")}
        />
      )}
    </StepDialog>
  );
};

const lineShape = mealDayContract["meals.changeLine"].input.shape;

/** 加一位: somebody who is on the list, for this one day. */
export const AddLineDialog = ({ meal, onClose }: OfDay) => {
  const change = useCommand("meals.changeLine");
  const diners = useAnswer("meals.listDiners", {}).data?.diners ?? [];
  const here = new Set(meal.lines.filter(({ count }) => count > 0).map(({ dinerId }) => dinerId));
  const isLate = meal.state === "settled";
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`加一位：${titleOf(meal)}`}
      action="加上"
      draft={null}
      done="已加上"
      empty={{
        dinerId: "",
        count: 1 as number | string,
        way: "here" as keyof typeof wayOfEating,
        reason: "",
      }}
      schema={z.object({
        dinerId: z.string().min(1, "请选是谁"),
        count: lineShape.count.min(1, "至少 1 份"),
        way: z.enum(["here", "delivered"]),
        reason: isLate
          ? lineShape.reason.refine((reason) => reason !== "", "订餐已经截止，请写原因")
          : lineShape.reason,
      })}
      save={({ dinerId, count, way, reason }) =>
        change.run({
          mealId: meal.mealId,
          day: meal.day,
          dinerId,
          count: Number(count),
          isDelivered: way === "delivered",
          reason,
        })
      }
    >
      {(form) => (
        <>
          <Select
            label="是谁"
            description="不在名单上的，先在“订餐人”里登记；只来一次又不补助的，日结时写进“没订来吃的”"
            required
            searchable
            selectFirstOptionOnChange
            data-autofocus
            nothingFoundMessage="名单上没有"
            data={diners
              .filter(({ id }) => !here.has(id))
              .map(({ id, name, detail }) => ({ value: id, label: `${name} ${detail}` }))}
            {...form.getInputProps("dinerId")}
            onChange={(value) => {
              form.setFieldValue("dinerId", value ?? "");
              const chosen = diners.find(({ id }) => id === value);
              if (chosen) form.setFieldValue("way", chosen.isDelivered ? "delivered" : "here");
            }}
          />
          <NumberInput
            label="几份"
            min={1}
            max={20}
            allowDecimal={false}
            {...form.getInputProps("count")}
            onFocus={selectAll}
          />
          <ChoiceRow
            label="怎么吃"
            words={wayOfEating}
            value={form.values.way}
            onChange={(value) => form.setFieldValue("way", value)}
          />
          <TextInput label="原因" required={isLate} {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};
