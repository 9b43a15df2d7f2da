import { SegmentedControl, Text, TextInput } from "@mantine/core";
import { z } from "zod";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Booking, bookingsContract, type callOutcomes } from "../booking-contract.ts";
import { callOutcomeWords } from "../booking-words.ts";
import { useCommand } from "./door.ts";

type Step = { booking: Booking; onClose(): void };
type Outcome = (typeof callOutcomes)[number];

export const CancelDialog = ({ booking, onClose }: Step) => {
  const cancel = useCommand("booking.cancelBooking");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`取消 ${booking.name} 的预约`}
      action="取消预约"
      draft={null}
      done="已取消。有候补的，请打电话给第一位"
      empty={{ reason: "" }}
      schema={bookingsContract["booking.cancelBooking"].input.pick({ reason: true })}
      save={({ reason }) => cancel.run({ id: booking.id, version: booking.version, reason })}
    >
      {(form) => <TextInput label="为什么取消" required data-autofocus {...form.getInputProps("reason")} />}
    </StepDialog>
  );
};

/** 接走: a child goes home with somebody, and it is written down with whom. */
export const FetchDialog = ({ booking, onClose }: Step) => {
  const serve = useCommand("booking.markServed");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${booking.name}：谁接走的`}
      action="接走了"
      draft={null}
      done="已记下"
      empty={{ fetchedBy: booking.contactName }}
      schema={z.object({ fetchedBy: z.string().trim().min(1, "请写谁接走的").max(40, "最多 40 个字") })}
      save={({ fetchedBy }) => serve.run({ id: booking.id, version: booking.version, fetchedBy })}
    >
      {(form) => (
        <TextInput
          label="谁接走的"
          description="写姓名和与孩子的关系，如 奶奶王秀英"
          required
          data-autofocus
          {...form.getInputProps("fetchedBy")}
        />
      )}
    </StepDialog>
  );
};

/** 候补: what came of the call. */
export const CallDialog = ({ booking, onClose }: Step) => {
  const call = useCommand("booking.recordWaitingCall");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`给 ${booking.name} 打电话`}
      action="记下"
      draft={null}
      done="已记下"
      empty={{ outcome: "told" as Outcome, words: "" }}
      schema={z.object({ words: z.string() }).loose()}
      save={({ outcome, words }) => call.run({ id: booking.id, version: booking.version, outcome, words })}
    >
      {(form) => (
        <>
          <SegmentedControl
            aria-label="打通没有"
            data={Object.entries(callOutcomeWords).map(([value, label]) => ({ value, label }))}
            value={form.values.outcome}
            onChange={(outcome) => form.setFieldValue("outcome", outcome as Outcome)}
          />
          <TextInput label="怎么说的" data-autofocus {...form.getInputProps("words")} />
        </>
      )}
    </StepDialog>
  );
};

/** 转正: past those who wait longer only with a reason, and past a rule only with another. */
export const TakePlaceDialog = ({ booking, onClose }: Step) => {
  const take = useCommand("booking.takePlace");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${booking.name} 候补转正`}
      action="转正"
      draft={null}
      done="已转正"
      empty={{ passOverReason: "", overruleReason: "" }}
      schema={bookingsContract["booking.takePlace"].input.pick({ passOverReason: true, overruleReason: true })}
      save={(values) => take.run({ id: booking.id, version: booking.version, ...values })}
    >
      {(form) => (
        <>
          <Text size="sm" c="dimmed">
            轮到这一位，两栏都空着。前面还有人没有联系过、或者不符合规定的，写明理由才行。
          </Text>
          <TextInput label="为什么先给这一位" data-autofocus {...form.getInputProps("passOverReason")} />
          <TextInput label="破例的理由" {...form.getInputProps("overruleReason")} />
        </>
      )}
    </StepDialog>
  );
};
