import { NumberInput, TextInput } from "@mantine/core";
import { z } from "zod";
import { longDay, weekdayWord } from "#base/dates.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { selectAll } from "#ui/number-fields.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import { mealDayContract } from "../day-contract.ts";
import { wayOfEating } from "./diner-dialogs.tsx";
import { useCommand } from "./door.ts";

type OfLine = {
  mealId: string;
  mealName: string;
  day: string;
  dinerId: string;
  name: string;
  count: number;
  isDelivered: boolean;
};

const shape = mealDayContract["meals.changeLine"].input.shape;

/** 单日加退: one day otherwise than the standing order; after the cut-off with a reason. */
export const ChangeLineDialog = ({ of, isLate, onClose }: { of: OfLine; isLate: boolean; onClose(): void }) => {
  const change = useCommand("meals.changeLine");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${of.name}：${longDay(of.day)} ${weekdayWord(of.day)} ${of.mealName}`}
      action="保存"
      draft={null}
      done="已改"
      empty={{
        count: of.count as number | string,
        way: (of.isDelivered ? "delivered" : "here") as keyof typeof wayOfEating,
        reason: "",
      }}
      schema={z.object({
        count: shape.count,
        way: z.enum(["here", "delivered"]),
        reason: isLate ? shape.reason.refine((reason) => reason !== "", "订餐已经截止，请写原因") : shape.reason,
      })}
      save={({ count, way, reason }) =>
        change.run({
          mealId: of.mealId,
          day: of.day,
          dinerId: of.dinerId,
          count: Number(count),
          isDelivered: way === "delivered",
          reason,
        })
      }
    >
      {(form) => (
        <>
          <NumberInput
            label="几份"
            description="不吃就写 0"
            min={0}
            max={20}
            allowDecimal={false}
            data-autofocus
            {...form.getInputProps("count")}
            onFocus={selectAll}
          />
          <ChoiceRow
            label="怎么吃"
            words={wayOfEating}
            value={form.values.way}
            onChange={(value) => form.setFieldValue("way", value)}
          />
          <TextInput
            label="原因"
            description={isLate ? "已经截止，要写原因；备餐单打过的，请另告诉厨房" : "只改这一天，长期订餐不变"}
            required={isLate}
            {...form.getInputProps("reason")}
          />
        </>
      )}
    </StepDialog>
  );
};
