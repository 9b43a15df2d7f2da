import { Badge, Button, Checkbox, Drawer, Group, PasswordInput, Stack, Switch, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import { roles } from "#base/contract.ts";
import { tellDone } from "#ui/asking.tsx";
import { FormFrame, useEntryForm } from "#ui/form.tsx";
import { RecordList } from "#ui/list.tsx";
import { Answered, Page } from "#ui/page.tsx";
import { useRecordForm } from "#ui/record-form.tsx";
import { type Account, systemContract } from "../contract.ts";
import { Pin } from "../pin.ts";
import { roleHints, roleWords } from "../words.ts";
import { useAnswer, useCommand } from "./door.ts";

const RoleChoice = (props: { value: Account["roles"]; onChange(value: Account["roles"]): void; error?: ReactNode }) => (
  <Checkbox.Group
    label="角色"
    withAsterisk
    value={props.value}
    onChange={(value) => props.onChange(value as Account["roles"])}
    error={props.error}
  >
    <Stack gap={6} mt={4}>
      {roles.map((role) => (
        <Checkbox key={role} value={role} label={roleWords[role]} description={roleHints[role]} />
      ))}
    </Stack>
  </Checkbox.Group>
);

const emptyAccount = { name: "", post: "", roles: ["clerk"] as Account["roles"], pin: "" };

const NewAccount = ({ onDone }: { onDone(): void }) => {
  const form = useEntryForm(emptyAccount, systemContract["system.addAccount"].input);
  const add = useCommand("system.addAccount");
  return (
    <FormFrame
      form={form}
      label="添加账号"
      onSave={async (values) => {
        const reply = await add.run(values);
        if (reply.ok) {
          tellDone(`已添加 ${values.name}`);
          onDone();
        }
        return reply;
      }}
      saveButton={
        <Button type="submit" loading={add.isRunning}>
          添加
        </Button>
      }
    >
      <Stack gap="sm">
        <TextInput label="姓名" required data-autofocus {...form.getInputProps("name")} />
        <TextInput label="职务" {...form.getInputProps("post")} />
        <RoleChoice
          value={form.values.roles}
          onChange={(value) => form.setFieldValue("roles", value)}
          error={form.errors.roles}
        />
        <PasswordInput
          label="初始 PIN"
          description="4 至 8 位数字，请本人登录后自己改"
          required
          {...form.getInputProps("pin")}
        />
      </Stack>
    </FormFrame>
  );
};

const ChangeAccount = ({ account, onDone }: { account: Account; onDone(): void }) => {
  const change = useCommand("system.changeAccount");
  const { form, save, notice } = useRecordForm(
    { empty: { ...account }, schema: systemContract["system.changeAccount"].input, save: change.run },
    `system.account.${account.id}`,
  );
  const reset = useCommand("system.resetPin");
  const [pin, setPin] = useState("");
  return (
    <Stack gap="lg">
      <FormFrame
        form={form}
        label="修改账号"
        onSave={async (values) => {
          const reply = await save(values);
          if (reply.ok) {
            tellDone("已保存");
            onDone();
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
        <Stack gap="sm">
          <TextInput label="姓名" required data-autofocus {...form.getInputProps("name")} />
          <TextInput label="职务" {...form.getInputProps("post")} />
          <RoleChoice
            value={form.values.roles}
            onChange={(value) => form.setFieldValue("roles", value)}
            error={form.errors.roles}
          />
          <Switch
            label="可以登录"
            description="停用后不能登录，过去的记录仍写着这个名字"
            checked={form.values.isActive}
            onChange={(event) => form.setFieldValue("isActive", event.currentTarget.checked)}
          />
        </Stack>
      </FormFrame>
      <Group align="flex-end" gap="sm">
        <PasswordInput
          label="重设 PIN"
          description="忘记 PIN 时用"
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          flex={1}
        />
        <Button
          variant="default"
          disabled={!Pin.safeParse(pin).success}
          loading={reset.isRunning}
          onClick={async () => {
            if ((await reset.run({ id: account.id, pin })).ok) {
              setPin("");
              tellDone(`已重设 ${account.name} 的 PIN`);
            }
          }}
        >
          重设
        </Button>
      </Group>
    </Stack>
  );
};

export const AccountsPage = () => {
  const answer = useAnswer("system.listAccounts", {});
  const [openId, setOpenId] = useState<string | null>(null);
  const open = answer.data?.accounts.find(({ id }) => id === openId);
  return (
    <Page title="工作人员账号" action={<Button onClick={() => setOpenId("new")}>添加账号</Button>}>
      <Answered answer={answer}>
        {({ accounts }) => (
          <div className="panel">
            <RecordList
              label="工作人员账号"
              rows={accounts}
              openId={openId}
              onOpen={setOpenId}
              empty={null}
              columns={[
                {
                  key: "name",
                  title: "姓名",
                  render: (account) => (
                    <Group gap={6}>
                      {account.name}
                      {!account.isActive && (
                        <Badge color="gray" variant="light">
                          已停用
                        </Badge>
                      )}
                    </Group>
                  ),
                },
                { key: "post", title: "职务", render: (account) => account.post || "—" },
                {
                  key: "roles",
                  title: "角色",
                  render: (account) => account.roles.map((role) => roleWords[role]).join("、"),
                },
              ]}
            />
          </div>
        )}
      </Answered>
      <Text size="sm" c="dimmed">
        PIN 防的是路过的人，防不住拿走电脑或数据文件的人。
      </Text>
      <Drawer
        opened={openId !== null}
        onClose={() => setOpenId(null)}
        position="right"
        title={openId === "new" ? "添加账号" : (open?.name ?? "")}
        closeButtonProps={{ "aria-label": "关闭" }}
      >
        {openId === "new" && <NewAccount onDone={() => setOpenId(null)} />}
        {open && <ChangeAccount key={open.id} account={open} onDone={() => setOpenId(null)} />}
      </Drawer>
    </Page>
  );
};

const OwnPinForm = z
  .object({ oldPin: Pin, newPin: Pin, again: z.string() })
  .refine((values) => values.newPin === values.again, { path: ["again"], message: "两次输入的新 PIN 不一样" });

export const OwnPin = ({ onDone }: { onDone(): void }) => {
  const form = useEntryForm({ oldPin: "", newPin: "", again: "" }, OwnPinForm);
  const change = useCommand("system.changeOwnPin");
  return (
    <FormFrame
      form={form}
      label="修改我的 PIN"
      onSave={async ({ oldPin, newPin }) => {
        const reply = await change.run({ oldPin, newPin });
        if (reply.ok && !reply.value.isChanged) {
          const { waitSeconds } = reply.value;
          form.setFieldError("oldPin", waitSeconds > 0 ? `原 PIN 不对，请等 ${waitSeconds} 秒再试` : "原 PIN 不对");
        } else if (reply.ok) {
          tellDone("PIN 已修改");
          onDone();
        }
        return reply;
      }}
      saveButton={
        <Button type="submit" loading={change.isRunning}>
          修改
        </Button>
      }
    >
      <Stack gap="sm">
        <PasswordInput label="原 PIN" required data-autofocus {...form.getInputProps("oldPin")} />
        <PasswordInput label="新 PIN" description="4 至 8 位数字" required {...form.getInputProps("newPin")} />
        <PasswordInput label="再输一次新 PIN" required {...form.getInputProps("again")} />
      </Stack>
    </FormFrame>
  );
};
