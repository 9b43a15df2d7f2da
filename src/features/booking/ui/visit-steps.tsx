import { SegmentedControl, Text, TextInput } from "@mantine/core";
import { z } from "zod";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type HomeVisit, visitContract } from "../visit-contract.ts";
import { useCommand } from "./door.ts";

const lifts = { yes: "有电梯", no: "没有电梯", unknown: "不知道" } as const;
type Lift = keyof typeof lifts;

const liftOf = (hasLift: boolean | null): Lift => (hasLift === null ? "unknown" : hasLift ? "yes" : "no");

export const liftWords = (hasLift: boolean | null): string => (hasLift === null ? "" : lifts[liftOf(hasLift)]);

/** Where it is and how one gets in, for whoever goes. */
export const HomeDialog = ({ visit, onClose }: { visit: HomeVisit; onClose(): void }) => {
  const describe = useCommand("booking.describeHome");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${visit.name}：地址和进门`}
      action="保存"
      draft={`booking.describeHome.${visit.bookingId}`}
      done="已保存"
      empty={{
        address: visit.isAddressOwn ? visit.address : "",
        lift: liftOf(visit.hasLift),
        doorNote: visit.doorNote,
      }}
      schema={visitContract["booking.describeHome"].input.pick({ address: true, doorNote: true }).loose()}
      save={({ address, lift, doorNote }) =>
        describe.run({
          bookingId: visit.bookingId,
          version: visit.version,
          address,
          hasLift: lift === "unknown" ? null : lift === "yes",
          doorNote,
        })
      }
    >
      {(form) => (
        <>
          <TextInput
            label="这次去哪里"
            description={
              visit.isAddressOwn ? "空着就用登记的住址" : `空着就用登记的住址：${visit.address || "没有登记"}`
            }
            data-autofocus
            {...form.getInputProps("address")}
          />
          <div>
            <Text size="sm" fw={500} mb={4}>
              电梯
            </Text>
            <SegmentedControl
              aria-label="电梯"
              data={Object.entries(lifts).map(([value, label]) => ({ value, label }))}
              value={form.values.lift}
              onChange={(value) => form.setFieldValue("lift", value as Lift)}
            />
          </div>
          <TextInput
            label="怎么进门、要注意什么"
            placeholder="例如：门禁按 102；听力不好，敲门重一些"
            {...form.getInputProps("doorNote")}
          />
        </>
      )}
    </StepDialog>
  );
};

/** 到家确认 */
export const ReturnDialog = ({ visit, onClose }: { visit: HomeVisit; onClose(): void }) => {
  const confirm = useCommand("booking.confirmReturn");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${visit.providerNames.join("、") || "上门的人"}到家确认`}
      action="到家了"
      draft={null}
      done="已确认到家"
      empty={{ note: "" }}
      schema={z.object({ note: z.string() })}
      save={({ note }) => confirm.run({ bookingId: visit.bookingId, version: visit.version, note })}
    >
      {(form) => (
        <TextInput
          label="回来说了什么"
          placeholder="可以空着。例如：老人精神不错，想下月再约"
          data-autofocus
          {...form.getInputProps("note")}
        />
      )}
    </StepDialog>
  );
};
