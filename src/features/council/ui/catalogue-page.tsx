import { Badge, Button, Group, NumberInput, Switch, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import type { EntryForm } from "#ui/form.tsx";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { Page } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { keywordsProblem } from "../catalogue.ts";
import { catalogueContract, type Matter } from "../catalogue-contract.ts";
import { catalogueRefusals } from "../catalogue-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  retired: z.boolean().catch(false).default(false),
  open: z.string().nullable().catch(null).default(null),
});

type MatterValues = Pick<Matter, "number" | "title" | "keywords" | "categoryCodes" | "basis">;

const MatterFields = ({ form }: { form: EntryForm<MatterValues & Record<string, unknown>> }) => (
  <>
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <NumberInput label="项号" w="6rem" required min={1} allowDecimal={false} {...form.getInputProps("number")} />
      <TextInput label="事项" flex={1} required data-autofocus {...form.getInputProps("title")} />
    </Group>
    <TextInput
      label="关键词"
      description="居民会怎么说，用顿号分开，每个至少两个字；文字里有其中一个，就提醒"
      required
      {...form.getInputProps("keywords")}
    />
    <TextInput
      label="分类代码"
      description="在“诉求分类”里查，用顿号分开；写上一级的，下面各级都算"
      placeholder="例如：S02-04、S05"
      {...form.getInputProps("categoryCodes")}
    />
    <TextInput label="依据" placeholder="例如：某年某次居民代表会议通过" {...form.getInputProps("basis")} />
  </>
);

const areKeywordsSound = ({ keywords }: { keywords: string }) => keywordsProblem(keywords) === null;
const keywordsUnsound = { path: ["keywords"], message: catalogueRefusals.KeywordTooShort };

const AddMatter = ({ next, isOpen, onClose }: { next: number; isOpen: boolean; onClose(): void }) => {
  const add = useCommand("council.addMatter");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="新的事项"
      action="添加"
      draft="council.addMatter"
      done="已写入协商目录"
      empty={{ number: next, title: "", keywords: "", categoryCodes: "", basis: "" }}
      schema={catalogueContract["council.addMatter"].input.refine(areKeywordsSound, keywordsUnsound)}
      save={(values) => add.run(values)}
    >
      {(form) => <MatterFields form={form as never} />}
    </StepDialog>
  );
};

const ChangeMatter = ({ matter, onClose }: { matter: Matter; onClose(): void }) => {
  const change = useCommand("council.changeMatter");
  const { id, version, number, title, keywords, categoryCodes, basis, isRetired } = matter;
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`第${number}项`}
      action="保存"
      draft={`council.changeMatter.${id}`}
      done="已保存"
      empty={{ number, title, keywords, categoryCodes, basis, isRetired }}
      schema={catalogueContract["council.changeMatter"].input
        .omit({ id: true, version: true })
        .refine(areKeywordsSound, keywordsUnsound)}
      save={(values) => change.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <MatterFields form={form as never} />
          <Switch
            label="还在目录里"
            checked={!form.values.isRetired}
            onChange={(event) => form.setFieldValue("isRetired", !event.currentTarget.checked)}
          />
        </>
      )}
    </StepDialog>
  );
};

/** 协商目录: what is deliberated on before anything is done. */
export const CataloguePage = () => {
  const [{ retired, open }, setAddress] = useAddress(Address);
  const [isAdding, setAdding] = useState(false);
  const answer = useAnswer("council.listMatters", { withRetired: retired }, { keepsPrevious: true });
  const may = useMay();
  const navigate = useNavigate();
  const matters = answer.data?.matters;
  const opened = may("director") ? matters?.find(({ id }) => id === open) : undefined;
  return (
    <Page
      title="协商目录"
      action={
        may("director") && (
          <>
            <Button
              variant="default"
              onClick={() =>
                void navigate({ to: "/import" as never, search: { kind: "deliberationMatters" } as never })
              }
            >
              导入
            </Button>
            <Button onClick={() => setAdding(true)}>新的事项</Button>
          </>
        )
      }
      filters={
        <Switch
          label="也列出停用的"
          checked={retired}
          onChange={(event) => setAddress({ retired: event.currentTarget.checked }, { replaces: true })}
        />
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        目录里的事先协商、再办理。登记、答复、立任务、现场办结时写到这些事，会提醒一句，不会拦住您；不经协商就办的，理由记在诉求的经过里。开始时的几项是样例，请按本社区的目录改。
      </Text>
      <div className="panel">
        <RecordList
          label="协商目录"
          rows={matters}
          openId={open}
          onOpen={(id) => setAddress({ open: may("director") ? id : null })}
          empty={<EmptyState title="协商目录是空的" hint="写入先要协商的事，登记时就会提醒。" />}
          columns={[
            { key: "number", title: "项", width: "4rem", align: "right", render: ({ number }) => number },
            {
              key: "title",
              title: "事项",
              render: ({ title, isRetired }) => (
                <Group gap={6} wrap="nowrap">
                  {title}
                  {isRetired && (
                    <Badge color="gray" variant="light">
                      已停用
                    </Badge>
                  )}
                </Group>
              ),
            },
            { key: "keywords", title: "关键词", render: ({ keywords }) => keywords },
            { key: "codes", title: "分类", isWide: true, render: ({ categoryCodes }) => categoryCodes },
            { key: "basis", title: "依据", isWide: true, render: ({ basis }) => basis },
          ]}
        />
      </div>
      <AddMatter
        next={Math.max(0, ...(matters ?? []).map(({ number }) => number)) + 1}
        isOpen={isAdding}
        onClose={() => setAdding(false)}
      />
      {opened && <ChangeMatter key={opened.id} matter={opened} onClose={() => setAddress({ open: null })} />}
    </Page>
  );
};
