import { Badge, Button, Group, NumberInput, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { FormFrame } from "#ui/form.tsx";
import { RecordList } from "#ui/list.tsx";
import { Answered, Page } from "#ui/page.tsx";
import { useRecordForm } from "#ui/record-form.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type ConfirmRule, type CouncilSettings, councilRulesContract } from "../council-rules-contract.ts";
import { ruleProblem } from "../topic-rules.ts";
import { confirmRuleWords } from "../topic-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const Thresholds = ({ settings }: { settings: CouncilSettings & { version: number } }) => {
  const change = useCommand("council.changeSettings");
  const { manyReportersCount, manyAppealsCount, lookBackDays, maxProxiesPerHolder, minCoveragePercent, version } =
    settings;
  const { form, save, notice, startAgain } = useRecordForm(
    {
      empty: { manyReportersCount, manyAppealsCount, lookBackDays, maxProxiesPerHolder, minCoveragePercent, version },
      schema: councilRulesContract["council.changeSettings"].input,
      save: change.run,
    },
    "council.settings",
  );
  return (
    <FormFrame
      form={form}
      label="多人同诉、一人多诉、委托和征求意见"
      onSave={async (values) => {
        const reply = await save(values);
        if (reply.ok) {
          tellDone("已保存");
          await startAgain();
        }
        return reply;
      }}
      saveButton={<Button type="submit">保存</Button>}
    >
      {notice}
      <Group gap="md" align="flex-start">
        <NumberInput label="多人同诉，从几条起" w="11rem" min={2} {...form.getInputProps("manyReportersCount")} />
        <NumberInput label="一人多诉，从几条起" w="11rem" min={2} {...form.getInputProps("manyAppealsCount")} />
        <NumberInput label="看最近多少天" w="9rem" min={1} {...form.getInputProps("lookBackDays")} />
        <NumberInput label="开会时一人最多受托几票" w="13rem" min={0} {...form.getInputProps("maxProxiesPerHolder")} />
        <NumberInput
          label="通过前至少听到多少住户"
          suffix="%"
          w="13rem"
          min={0}
          max={100}
          {...form.getInputProps("minCoveragePercent")}
        />
      </Group>
    </FormFrame>
  );
};

const AddRule = ({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) => {
  const add = useCommand("council.addConfirmRule");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="新的规则"
      action="添加"
      draft="council.addConfirmRule"
      done="已添加规则"
      empty={{
        kind: "joint" as ConfirmRule["kind"],
        wording: "",
        minHouseholds: 10 as number | null,
      }}
      schema={councilRulesContract["council.addConfirmRule"].input.refine(
        (values) => ruleProblem(values.kind, values.minHouseholds) === null,
        { path: ["minHouseholds"], message: "请填写户数" },
      )}
      save={(values) => add.run(values)}
    >
      {(form) => (
        <>
          <ChoiceRow
            label="哪一类"
            words={confirmRuleWords}
            value={form.values.kind}
            onChange={(kind) => form.setFieldValue("kind", kind)}
          />
          <TextInput
            label="写法"
            description="确定议题时照原样记下"
            placeholder="例如：20户以上居民联名提出"
            required
            data-autofocus
            {...form.getInputProps("wording")}
          />
          {form.values.kind === "joint" && (
            <NumberInput
              label="至少多少户"
              required
              min={1}
              allowDecimal={false}
              value={form.values.minHouseholds ?? ""}
              onChange={(value) => form.setFieldValue("minHouseholds", typeof value === "number" ? value : null)}
              error={form.errors.minHouseholds}
            />
          )}
        </>
      )}
    </StepDialog>
  );
};

const ChangeRule = ({ rule, onClose }: { rule: ConfirmRule; onClose(): void }) => {
  const change = useCommand("council.changeConfirmRule");
  const { id, version, wording, minHouseholds, isActive } = rule;
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title="修改规则"
      action="保存"
      draft={`council.changeConfirmRule.${id}`}
      done="已保存；已经确定的议题仍写着当时的规则"
      empty={{ wording, minHouseholds, isActive }}
      schema={councilRulesContract["council.changeConfirmRule"].input
        .omit({ id: true, version: true })
        .refine((values) => ruleProblem(rule.kind, values.minHouseholds) === null, {
          path: ["minHouseholds"],
          message: "请填写户数",
        })}
      save={(values) => change.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <TextInput label="写法" required data-autofocus {...form.getInputProps("wording")} />
          {rule.kind === "joint" && (
            <NumberInput
              label="至少多少户"
              required
              min={1}
              allowDecimal={false}
              value={form.values.minHouseholds ?? ""}
              onChange={(value) => form.setFieldValue("minHouseholds", typeof value === "number" ? value : null)}
              error={form.errors.minHouseholds}
            />
          )}
          <Switch
            label="还在用"
            checked={form.values.isActive}
            onChange={(event) => form.setFieldValue("isActive", event.currentTarget.checked)}
          />
        </>
      )}
    </StepDialog>
  );
};

/** 议事规则: what this community has agreed on. */
export const CouncilRulesPage = () => {
  const answer = useAnswer("council.settings", {});
  const [openId, setOpenId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  return (
    <Page title="议事规则" action={<Button onClick={() => setAdding(true)}>新的规则</Button>}>
      <Answered answer={answer}>
        {({ rules, ...settings }) => {
          const opened = rules.find((rule) => rule.id === openId);
          return (
            <Stack gap="md">
              <section className="panel" aria-label="怎样确定议题">
                <Title order={2} size="h4">
                  怎样确定议题
                </Title>
                <Text size="sm" c="dimmed" mb="xs">
                  这是本社区自己定的规则，不是法律规定。改了以后，已经确定的议题仍写着当时的规则。
                </Text>
                <RecordList
                  label="确定议题的规则"
                  rows={rules}
                  openId={openId}
                  onOpen={setOpenId}
                  empty={<Text>没有规则</Text>}
                  columns={[
                    { key: "kind", title: "类别", width: "8rem", render: (rule) => confirmRuleWords[rule.kind] },
                    {
                      key: "wording",
                      title: "写法",
                      render: (rule) => (
                        <Group gap={6} wrap="nowrap">
                          {rule.wording}
                          {!rule.isActive && (
                            <Badge color="gray" variant="light">
                              已停用
                            </Badge>
                          )}
                        </Group>
                      ),
                    },
                    {
                      key: "least",
                      title: "至少",
                      width: "6rem",
                      align: "right",
                      render: (rule) => (rule.minHouseholds === null ? "" : `${rule.minHouseholds} 户`),
                    },
                  ]}
                />
              </section>
              <section className="panel">
                <Title order={2} size="h4" mb="xs">
                  多人同诉、一人多诉和委托
                </Title>
                <Thresholds settings={settings} />
              </section>
              <AddRule isOpen={isAdding} onClose={() => setAdding(false)} />
              {opened && <ChangeRule key={opened.id} rule={opened} onClose={() => setOpenId(null)} />}
            </Stack>
          );
        }}
      </Answered>
    </Page>
  );
};
