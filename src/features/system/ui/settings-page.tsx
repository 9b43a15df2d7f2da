import { Button, NumberInput, SimpleGrid, TextInput } from "@mantine/core";
import { tellDone } from "#ui/asking.tsx";
import { FormFrame } from "#ui/form.tsx";
import { Answered, Page } from "#ui/page.tsx";
import { useRecordForm } from "#ui/record-form.tsx";
import { type Community, systemContract } from "../contract.ts";
import { useAnswer, useCommand } from "./door.ts";

const SettingsForm = ({ settings }: { settings: Community & { version: number } }) => {
  const change = useCommand("system.changeSettings");
  const { form, save, notice, startAgain } = useRecordForm(
    { empty: { ...settings }, schema: systemContract["system.changeSettings"].input, save: change.run },
    "system.settings",
  );
  return (
    <FormFrame
      form={form}
      label="社区与中心"
      onSave={async (values) => {
        const reply = await save(values);
        if (reply.ok) {
          tellDone("已保存");
          await startAgain();
        }
        return reply;
      }}
      saveButton={
        <Button type="submit" loading={change.isRunning}>
          保存
        </Button>
      }
    >
      {notice}
      <SimpleGrid cols={2} spacing="sm">
        <TextInput label="街道" required {...form.getInputProps("subdistrict")} />
        <TextInput label="社区" required {...form.getInputProps("name")} />
        <TextInput label="中心名称" required {...form.getInputProps("centreName")} />
        <TextInput label="中心电话" description="印在回执和清单上" {...form.getInputProps("centrePhone")} />
        <TextInput label="中心地址" {...form.getInputProps("centreAddress")} />
        <TextInput label="开放时间" {...form.getInputProps("openingHours")} />
        <NumberInput
          label="无人操作多久后锁定（分钟）"
          min={1}
          max={120}
          allowDecimal={false}
          required
          {...form.getInputProps("idleMinutes")}
        />
      </SimpleGrid>
    </FormFrame>
  );
};

export const SettingsPage = () => {
  const answer = useAnswer("system.settings", {});
  return (
    <Page title="社区与中心">
      <div className="panel" style={{ maxWidth: "52rem" }}>
        <Answered answer={answer}>{(settings) => <SettingsForm settings={settings} />}</Answered>
      </div>
    </Page>
  );
};
