import { Alert, Checkbox, Textarea, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { addDays, deadlineDay } from "#base/dates.ts";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { taskParkingContract } from "../task-parking-contract.ts";
import { useCommand } from "./door.ts";
import { type StepProps, withoutStep } from "./task-step.tsx";

export const ParkStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const park = useCommand("council.parkTask");
  const { today, now } = useMoment();
  const isLate = task.dueAt < now;
  const isAnybodyToTell =
    task.appeals.length === 0 || task.appeals.some(({ reporterLabel }) => reporterLabel !== "匿名");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`挂账 ${task.numberText}`}
      action="批准挂账"
      draft={`council.parkTask.${id}`}
      done="已挂账，期限停算"
      empty={{ reason: "", resumeDate: addDays(today, 30), isResidentTold: false, actor: task.responsibleName }}
      schema={taskParkingContract["council.parkTask"].input
        .omit(withoutStep)
        .refine((values) => values.isResidentTold || !isAnybodyToTell, {
          path: ["isResidentTold"],
          message: "请先告知居民，再勾选",
        })}
      save={(values) => park.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          {isLate && (
            <Alert color="orange" py="xs">
              期限 {deadlineDay(task.dueAt)} 已经过了。挂账不能让它变成没有超期。
            </Alert>
          )}
          <Textarea
            label="为什么现在办不了"
            description="印在挂账台账上"
            placeholder="例如：入冬不能施工；要等街道立项"
            required
            data-autofocus
            autosize
            minRows={2}
            {...form.getInputProps("reason")}
          />
          <DateInput
            label="到哪天恢复办理"
            description="到了这天，会列在“今日”里"
            required
            valueFormat="YYYY-MM-DD"
            minDate={addDays(today, 1)}
            {...form.getInputProps("resumeDate")}
          />
          <TextInput label="谁申请的" {...form.getInputProps("actor")} />
          <Checkbox
            label="已把原因和恢复日期告知居民"
            {...form.getInputProps("isResidentTold", { type: "checkbox" })}
          />
        </>
      )}
    </StepDialog>
  );
};

export const ProlongStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const prolong = useCommand("council.prolongParking");
  const { today } = useMoment();
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="推迟恢复日期"
      action="推迟"
      draft={`council.prolongParking.${id}`}
      done="已改恢复日期"
      empty={{ resumeDate: addDays(today, 30), reason: "" }}
      schema={taskParkingContract["council.prolongParking"].input.omit(withoutStep)}
      save={(values) => prolong.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <DateInput
            label="到哪天恢复办理"
            required
            valueFormat="YYYY-MM-DD"
            minDate={addDays(today, 1)}
            {...form.getInputProps("resumeDate")}
          />
          <Textarea label="理由" required data-autofocus autosize minRows={2} {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};

export const ResumeStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const resume = useCommand("council.resumeTask");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="恢复办理"
      action="恢复"
      draft={`council.resumeTask.${id}`}
      done="已恢复办理，期限重新算好了"
      empty={{ words: "" }}
      schema={taskParkingContract["council.resumeTask"].input.omit(withoutStep)}
      save={(values) => resume.run({ id, version, ...values })}
    >
      {(form) => (
        <Textarea
          label="说明"
          description="挂账的那些天不计入期限；恢复后请把新的期限告知居民"
          placeholder="例如：气温回升，施工队明天进场"
          data-autofocus
          autosize
          minRows={2}
          {...form.getInputProps("words")}
        />
      )}
    </StepDialog>
  );
};
