import { Alert, Button, Divider, Group, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useCallback } from "react";
import { z } from "zod";
import { FormFrame, useEntryForm } from "#ui/form.tsx";
import { systemContract } from "../contract.ts";
import { problemWords } from "./backup-job.tsx";
import { DemoProgress, OpenDemo } from "./demo.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { usePolling } from "./use-polling.ts";

const FirstRunForm = systemContract["system.setUp"].input
  .extend({ pinAgain: z.string() })
  .refine((values) => values.pin === values.pinAgain, { path: ["pinAgain"], message: "两次输入的 PIN 不一样" });

const empty = {
  name: "",
  subdistrict: "",
  centreName: "",
  centreAddress: "",
  centrePhone: "",
  openingHours: "周一至周日 8:30—17:30",
  accountName: "",
  accountPost: "",
  pin: "",
  pinAgain: "",
};

/** The first start on a new PC: the community, the centre, the first account. */
export const FirstRun = ({ onDone }: { onDone(): void }) => {
  const form = useEntryForm(empty, FirstRunForm);
  const setUp = useCommand("system.setUp");
  const { data: demo, refetch } = useAnswer("system.demoProgress", {});
  // Once all of it is made, another core takes over, which has nothing under way and somebody to sign in.
  const isMakingDemo = demo !== undefined && (demo.isRunning || (demo.percent > 0 && demo.problem === null));
  const ask = useCallback(() => {
    onDone();
    void refetch();
  }, [refetch, onDone]);
  usePolling(ask, isMakingDemo, 500);
  if (isMakingDemo) return <DemoProgress {...demo} />;
  return (
    <main className="gate">
      <div className="gate-card">
        <Group gap="sm" mb="xs">
          <img src="./icon.svg" alt="" width={40} height={40} />
          <div>
            <Title order={1} size="h3">
              欢迎使用小板凳工作台
            </Title>
            <Text c="dimmed">填好社区和您自己，就可以开始登记诉求。以后都可以在“系统”里改。</Text>
          </div>
        </Group>
        <FormFrame
          form={form}
          label="首次设置"
          onSave={async ({ pinAgain: _again, ...values }) => {
            const reply = await setUp.run(values);
            if (reply.ok) onDone();
            return reply;
          }}
          actions={<OpenDemo />}
          saveButton={
            <Button type="submit" size="md" loading={setUp.isRunning} rightSection={<kbd>Ctrl Enter</kbd>}>
              开始使用
            </Button>
          }
        >
          <Stack gap="sm">
            <Divider label="社区与中心" labelPosition="left" />
            <SimpleGrid cols={2} spacing="sm">
              <TextInput
                label="街道"
                placeholder="例如：幸福街道"
                required
                autoFocus
                {...form.getInputProps("subdistrict")}
              />
              <TextInput
                label="社区"
                placeholder="例如：花园社区"
                required
                {...form.getInputProps("name")}
                onBlur={() => {
                  const { name, centreName } = form.getValues();
                  if (centreName === "" && name.trim() !== "")
                    form.setFieldValue("centreName", `${name.trim()}党群服务中心`);
                }}
              />
              <TextInput
                label="中心名称"
                placeholder="例如：花园社区党群服务中心"
                required
                {...form.getInputProps("centreName")}
              />
              <TextInput label="中心电话" {...form.getInputProps("centrePhone")} />
              <TextInput label="中心地址" {...form.getInputProps("centreAddress")} />
              <TextInput label="开放时间" {...form.getInputProps("openingHours")} />
            </SimpleGrid>
            <Divider label="第一个账号（管理员兼负责人）" labelPosition="left" />
            <SimpleGrid cols={2} spacing="sm">
              <TextInput label="您的姓名" required {...form.getInputProps("accountName")} />
              <TextInput label="职务" placeholder="例如：社区党组织书记" {...form.getInputProps("accountPost")} />
              <PasswordInput
                label="PIN"
                description="4 至 8 位数字，登录和解锁时用"
                required
                inputMode="numeric"
                autoComplete="off"
                {...form.getInputProps("pin")}
              />
              <PasswordInput
                label="再输一次 PIN"
                description="请记牢，忘了要由另一位管理员重设"
                required
                inputMode="numeric"
                autoComplete="off"
                {...form.getInputProps("pinAgain")}
              />
            </SimpleGrid>
            {demo?.problem && (
              <Alert color="red" py="xs" role="alert">
                演示社区没有建成：{problemWords(demo.problem)}
              </Alert>
            )}
            <Alert color="gray" py="xs">
              PIN 防的是路过的人，防不住拿走电脑或数据文件的人。请给电脑本身设好开机密码。
            </Alert>
          </Stack>
        </FormFrame>
      </div>
    </main>
  );
};
