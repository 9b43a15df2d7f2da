import { Button, Group, Select, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { CategoryPicker } from "#features/system/ui/category-picker.tsx";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { EntryForm } from "#ui/form.tsx";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { Page } from "#ui/page.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { natureWords } from "../appeal-words.ts";
import { replyVariables, variableProblem } from "../reply-template.ts";
import { type ReplyTemplate, type ReplyTemplateInput, replyTemplateContract } from "../reply-template-contract.ts";
import { replyKindWords } from "../reply-template-words.ts";
import { useAnswer, useCommand } from "./door.ts";

type Values = ReplyTemplateInput & { category: Choice | null; isRetired: boolean };

const Fields = ({ form, isNew }: { form: EntryForm<Values>; isNew: boolean }) => (
  <>
    <ChoiceRow
      label="用在哪里"
      words={replyKindWords}
      value={form.values.kind}
      onChange={(kind) => form.setFieldValue("kind", kind)}
    />
    <TextInput label="名称" required data-autofocus {...form.getInputProps("title")} />
    <Group gap="sm" grow align="flex-start">
      <Select
        label="只用于这种性质"
        placeholder="各种性质"
        clearable
        data={Object.entries(natureWords).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps("nature")}
      />
      <CategoryPicker
        label="只用于这个分类"
        value={form.values.category}
        onChange={(choice) => {
          form.setFieldValue("category", choice);
          form.setFieldValue("categoryCode", choice?.id ?? null);
        }}
        error={form.errors.categoryCode}
      />
    </Group>
    <Textarea
      label="正文"
      description={`可以用 ${replyVariables.map((one) => `{${one}}`).join(" ")}`}
      required
      autosize
      minRows={3}
      {...form.getInputProps("plain")}
    />
    <Textarea
      label="白话"
      description="当面、电话里怎么说；没有就不填"
      autosize
      minRows={2}
      {...form.getInputProps("spoken")}
    />
    {!isNew && (
      <Switch
        label="还在用"
        checked={!form.values.isRetired}
        onChange={(event) => form.setFieldValue("isRetired", !event.currentTarget.checked)}
      />
    )}
  </>
);

const empty: Values = {
  kind: "answer",
  title: "",
  nature: null,
  categoryCode: null,
  category: null,
  plain: "",
  spoken: "",
  isRetired: false,
};

const TemplateDialog = ({ template, onClose }: { template: ReplyTemplate | "new"; onClose(): void }) => {
  const add = useCommand("council.addReplyTemplate");
  const change = useCommand("council.changeReplyTemplate");
  const kept = template === "new" ? null : template;
  const schema = replyTemplateContract["council.addReplyTemplate"].input;
  return (
    <StepDialog<Values>
      isOpen
      onClose={onClose}
      title={kept ? "修改答复模板" : "新的答复模板"}
      action="保存"
      draft={`council.replyTemplate.${kept?.id ?? "new"}`}
      done="已保存"
      size="44rem"
      empty={
        kept
          ? {
              ...kept,
              category: kept.categoryCode === null ? null : { id: kept.categoryCode, label: kept.categoryName },
            }
          : empty
      }
      schema={schema.superRefine((values, context) => {
        for (const field of ["plain", "spoken"] as const) {
          const message = variableProblem(values[field]);
          if (message) context.addIssue({ code: "custom", path: [field], message });
        }
      })}
      save={({ category: _category, isRetired, kind, title, nature, categoryCode, plain, spoken }) => {
        const written = { kind, title, nature, categoryCode, plain, spoken };
        return kept ? change.run({ ...written, id: kept.id, version: kept.version, isRetired }) : add.run(written);
      }}
    >
      {(form) => <Fields form={form} isNew={kept === null} />}
    </StepDialog>
  );
};

/** 答复模板: what is said again and again, with the words of each record in it. */
export const ReplyTemplatesPage = () => {
  const [withRetired, setWithRetired] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const answer = useAnswer("council.listReplyTemplates", { withRetired }, { keepsPrevious: true });
  const may = useMay();
  const templates = answer.data?.templates;
  const opened = open === "new" ? "new" : templates?.find(({ id }) => id === open);
  return (
    <Page
      title="答复模板"
      action={may("director") && <Button onClick={() => setOpen("new")}>新的模板</Button>}
      filters={
        <Switch
          label="也列出停用的"
          checked={withRetired}
          onChange={(event) => setWithRetired(event.currentTarget.checked)}
        />
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        答复、告知进度、办结、不受理的时候按 Alt+数字写进去，大括号里的换成那一件的内容，写进去还能改。开始时的是样例。
      </Text>
      <div className="panel">
        <RecordList
          label="答复模板"
          rows={templates}
          openId={open}
          onOpen={(id) => setOpen(may("director") ? id : null)}
          empty={<EmptyState title="还没有答复模板" hint="把常说的话写成模板。" />}
          columns={[
            { key: "kind", title: "用在哪里", width: "6.5rem", render: ({ kind }) => replyKindWords[kind] },
            {
              key: "title",
              title: "名称",
              width: "12rem",
              render: ({ title, isRetired }) => `${title}${isRetired ? "（已停用）" : ""}`,
            },
            {
              key: "for",
              title: "只用于",
              width: "9rem",
              render: ({ nature, categoryName }) =>
                [nature === null ? "" : natureWords[nature], categoryName].filter((part) => part !== "").join(" · "),
            },
            {
              key: "plain",
              title: "正文",
              render: ({ plain }) => (
                <Text size="sm" lineClamp={2}>
                  {plain}
                </Text>
              ),
            },
            {
              key: "spoken",
              title: "白话",
              render: ({ spoken }) => (
                <Text size="sm" lineClamp={2}>
                  {spoken}
                </Text>
              ),
            },
          ]}
        />
      </div>
      {opened && (
        <TemplateDialog key={opened === "new" ? "new" : opened.id} template={opened} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
};
