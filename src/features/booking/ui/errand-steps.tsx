import { Checkbox, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { z } from "zod";
import { cleanLine } from "#base/text.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Errand, errandContract } from "../errand-contract.ts";
import { useCommand } from "./door.ts";

type Step = { errand: Errand; onClose(): void };

export const MatterDialog = ({ errand, onClose }: Step) => {
  const describe = useCommand("booking.describeErrand");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${errand.name}：代办什么`}
      action="保存"
      draft={`booking.describeErrand.${errand.bookingId}`}
      done="已保存"
      empty={{ matter: errand.matter, office: errand.office }}
      schema={errandContract["booking.describeErrand"].input.pick({ matter: true, office: true })}
      save={(values) => describe.run({ bookingId: errand.bookingId, version: errand.version, ...values })}
    >
      {(form) => (
        <>
          <Textarea
            label="办什么事"
            description="会印在授权委托书上"
            required
            autosize
            minRows={2}
            data-autofocus
            {...form.getInputProps("matter")}
          />
          <TextInput label="到哪里办" placeholder="例如：区医保局服务大厅" {...form.getInputProps("office")} />
        </>
      )}
    </StepDialog>
  );
};

const namesIn = (typed: string): string[] =>
  typed
    .split(/[\n、，,；;]/u)
    .map(cleanLine)
    .filter((name) => name !== "");

export const ReceiveDialog = ({ errand, onClose }: Step) => {
  const receive = useCommand("booking.receiveDocuments");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`收${errand.name}的材料`}
      action="收下"
      draft={`booking.receiveDocuments.${errand.bookingId}`}
      done="已收下"
      empty={{ typed: "" }}
      schema={z.object({
        typed: z.string().refine((typed) => namesIn(typed).length > 0, "请写收了什么"),
      })}
      save={({ typed }) => receive.run({ bookingId: errand.bookingId, names: namesIn(typed) })}
    >
      {(form) => (
        <Textarea
          label="收了什么"
          description="一行一件，或用顿号隔开。原件、复印件请写明"
          placeholder={"医保卡（原件）\n户口本复印件"}
          required
          autosize
          minRows={3}
          data-autofocus
          {...form.getInputProps("typed")}
        />
      )}
    </StepDialog>
  );
};

export const GiveBackDialog = ({ errand, onClose }: Step) => {
  const giveBack = useCommand("booking.returnDocuments");
  const held = errand.documents.filter(({ returnedAt }) => returnedAt === null);
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`还${errand.name}的材料`}
      action="还了"
      draft={null}
      done="已归还"
      empty={{ documentIds: held.map(({ id }) => id), returnedTo: "" }}
      schema={errandContract["booking.returnDocuments"].input.pick({ documentIds: true, returnedTo: true })}
      save={(values) => giveBack.run({ bookingId: errand.bookingId, ...values })}
    >
      {(form) => (
        <>
          <Checkbox.Group
            label="还哪几件"
            value={form.values.documentIds}
            onChange={(ids) => form.setFieldValue("documentIds", ids)}
            error={form.errors.documentIds}
          >
            <Stack gap={6} mt={4}>
              {held.map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name} />
              ))}
            </Stack>
          </Checkbox.Group>
          <TextInput
            label="谁取走的"
            placeholder="本人取走就空着"
            data-autofocus
            {...form.getInputProps("returnedTo")}
          />
          <Text size="sm" c="dimmed">
            请对着一件一件点清再还。
          </Text>
        </>
      )}
    </StepDialog>
  );
};
