import { Select, Text } from "@mantine/core";
import { z } from "zod";
import { Day } from "#base/dates.ts";
import { DayField } from "#ui/day-field.tsx";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Meeting } from "../meeting-contract.ts";
import { useCommand } from "./door.ts";

/** 书面委托: who cannot come, who votes instead, and the day on the paper. */
export const ProxyDialog = (props: {
  isOpen: boolean;
  onClose(): void;
  meeting: Meeting;
  giver: Meeting["attendances"][number];
}) => {
  const { meeting, giver } = props;
  const add = useCommand("council.addProxy");
  const { today } = useMoment();
  const given = new Set(meeting.proxies.map(({ giverId }) => giverId));
  const holders = meeting.attendances.filter(({ id }) => id !== giver.id && !given.has(id));
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`${giver.name} 的书面委托`}
      action="登记委托"
      draft={`council.addProxy.${giver.id}`}
      done="已登记委托"
      empty={{ holderId: null as string | null, writtenDate: today as string | null }}
      schema={z.object({ holderId: z.string({ error: "请选择受托人" }), writtenDate: Day })}
      save={({ holderId, writtenDate }) =>
        add.run({ id: meeting.id, giverId: giver.id, holderId: holderId ?? "", writtenDate: writtenDate ?? "" })
      }
    >
      {(form) => (
        <>
          <Text size="sm">收到写明事项、签了名的委托书再登记。本人到会，委托就不起作用。</Text>
          <Select
            label="委托给"
            required
            searchable
            data-autofocus
            data={holders.map(({ id, name, detail }) => ({ value: id, label: detail ? `${name}（${detail}）` : name }))}
            {...form.getInputProps("holderId")}
          />
          <DayField
            label="委托书上的日期"
            required
            value={form.values.writtenDate}
            onChange={(day) => form.setFieldValue("writtenDate", day)}
            error={form.errors.writtenDate}
          />
        </>
      )}
    </StepDialog>
  );
};
