import { Badge, Button, Group, NumberInput, SegmentedControl, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import type { EntryForm } from "#ui/form.tsx";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { keywordsProblem } from "../catalogue.ts";
import { catalogueRefusals } from "../catalogue-words.ts";
import { type CommunityMatter, communityMatterContract, matterKinds } from "../community-matter-contract.ts";
import { communityMatterRefusals, matterKindWords } from "../community-matter-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  kind: z.enum(matterKinds).catch("own").default("own"),
  retired: z.boolean().catch(false).default(false),
  typed: z.coerce.string().catch("").default(""),
  open: z.string().nullable().catch(null).default(null),
});

type Kind = CommunityMatter["kind"];
type Values = Omit<CommunityMatter, "id" | "kind" | "isRetired" | "version">;

const MatterFields = ({ form, kind }: { form: EntryForm<Values & Record<string, unknown>>; kind: Kind }) => (
  <>
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <NumberInput label="项号" w="6rem" required min={1} allowDecimal={false} {...form.getInputProps("number")} />
      <TextInput label="事项" flex={1} required data-autofocus {...form.getInputProps("title")} />
    </Group>
    <TextInput
      label="关键词"
      description="居民会怎么说，用顿号分开，每个至少两个字"
      required
      {...form.getInputProps("keywords")}
    />
    <TextInput
      label="分类代码"
      description="诉求属于这些分类的，也算这一项；代码在“诉求分类”里查，用顿号分开"
      {...form.getInputProps("categoryCodes")}
    />
    {kind === "elsewhere" && (
      <>
        <TextInput label="办理单位" required {...form.getInputProps("office")} />
        <Group gap="sm" align="flex-start" grow>
          <TextInput label="单位地址" {...form.getInputProps("officeAddress")} />
          <TextInput label="单位电话" description="单位的，不写个人的" {...form.getInputProps("officePhone")} />
        </Group>
        <Textarea label="要带的材料" autosize minRows={1} {...form.getInputProps("papers")} />
      </>
    )}
    <TextInput label="依据" placeholder="文件名称、文号" {...form.getInputProps("basis")} />
  </>
);

const sound = <S extends z.ZodType<Values>>(schema: S, kind: Kind) =>
  schema
    .refine(({ keywords }) => keywordsProblem(keywords) === null, {
      path: ["keywords"],
      message: catalogueRefusals.KeywordTooShort,
    })
    .refine(({ office }) => kind === "own" || office !== "", {
      path: ["office"],
      message: communityMatterRefusals.OfficeIsMissing,
    });

const blank = {
  title: "",
  keywords: "",
  categoryCodes: "",
  basis: "",
  office: "",
  officeAddress: "",
  officePhone: "",
  papers: "",
};

const AddMatter = (props: { kind: Kind; next: number; isOpen: boolean; onClose(): void }) => {
  const { kind } = props;
  const add = useCommand("council.addCommunityMatter");
  return (
    <StepDialog<Values>
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`${matterKindWords[kind]}：新的一项`}
      action="添加"
      draft={`council.addCommunityMatter.${kind}`}
      done="已写入事项清单"
      empty={{ ...blank, number: props.next }}
      schema={sound(communityMatterContract["council.addCommunityMatter"].input.omit({ kind: true }), kind)}
      save={(values) => add.run({ kind, ...values })}
    >
      {(form) => <MatterFields form={form as never} kind={kind} />}
    </StepDialog>
  );
};

const ChangeMatter = (props: { matter: CommunityMatter; isOpen: boolean; onClose(): void }) => {
  const { id, kind, version, ...values } = props.matter;
  const change = useCommand("council.changeCommunityMatter");
  return (
    <StepDialog<Values & { isRetired: boolean }>
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`${matterKindWords[kind]}第${values.number}项`}
      action="保存"
      draft={`council.changeCommunityMatter.${id}`}
      done="已保存"
      empty={values}
      schema={
        sound(
          communityMatterContract["council.changeCommunityMatter"].input.omit({ id: true, version: true }),
          kind,
        ) as z.ZodType<Values & { isRetired: boolean }>
      }
      save={(written) => change.run({ id, version, ...written })}
    >
      {(form) => (
        <>
          <MatterFields form={form as never} kind={kind} />
          <Switch
            label="还在清单里"
            checked={!form.values.isRetired}
            onChange={(event) => form.setFieldValue("isRetired", !event.currentTarget.checked)}
          />
        </>
      )}
    </StepDialog>
  );
};

const MatterRecord = ({ matter, onClose }: { matter: CommunityMatter; onClose(): void }) => {
  const may = useMay();
  const navigate = useNavigate();
  const [isChanging, setChanging] = useState(false);
  return (
    <RecordFrame
      onClose={onClose}
      version={matter.version}
      title={
        <Text fw={700}>
          第{matter.number}项　{matter.title}
        </Text>
      }
      actions={
        <>
          <Button
            onClick={() => void navigate({ to: "/council/matter-slip" as never, search: { id: matter.id } as never })}
          >
            打印“能不能在社区办”
          </Button>
          {may("director") && (
            <Button variant="default" onClick={() => setChanging(true)}>
              修改
            </Button>
          )}
        </>
      }
    >
      {matter.kind === "elsewhere" && (
        <>
          <Field label="办理单位">{matter.office}</Field>
          <Field label="单位地址">{matter.officeAddress}</Field>
          <Field label="单位电话">{matter.officePhone}</Field>
          <Field label="要带的材料">{matter.papers}</Field>
        </>
      )}
      <Field label="关键词">{matter.keywords}</Field>
      <Field label="分类代码">{matter.categoryCodes}</Field>
      <Field label="依据">{matter.basis}</Field>
      <ChangeMatter matter={matter} isOpen={isChanging} onClose={() => setChanging(false)} />
    </RecordFrame>
  );
};

const titleColumn: Column<CommunityMatter> = {
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
};
const numberColumn: Column<CommunityMatter> = {
  key: "number",
  title: "项",
  width: "4rem",
  align: "right",
  render: ({ number }) => number,
};
const columnsOf: Record<Kind, Column<CommunityMatter>[]> = {
  own: [
    numberColumn,
    titleColumn,
    { key: "keywords", title: "关键词", isWide: true, render: ({ keywords }) => keywords },
    { key: "basis", title: "依据", isWide: true, render: ({ basis }) => basis },
  ],
  elsewhere: [
    numberColumn,
    titleColumn,
    { key: "office", title: "去哪儿办", render: ({ office }) => office },
    { key: "phone", title: "电话", isWide: true, width: "9rem", render: ({ officePhone }) => officePhone },
    { key: "papers", title: "要带的材料", isWide: true, render: ({ papers }) => papers },
  ],
};

/** 事项清单: what the community does, and where else to go. Everybody at the desk reads it. */
export const CommunityMattersPage = () => {
  const [{ kind, retired, typed, open }, setAddress] = useAddress(Address);
  const [isAdding, setAdding] = useState(false);
  const answer = useAnswer("council.listCommunityMatters", { withRetired: retired }, { keepsPrevious: true });
  const may = useMay();
  const navigate = useNavigate();
  const ofKind = answer.data?.matters.filter((matter) => matter.kind === kind);
  const wanted = typed.trim().split(/\s+/);
  const matters = ofKind?.filter(({ number, title, keywords, office, papers }) =>
    wanted.every((word) => `${number} ${title} ${keywords} ${office} ${papers}`.includes(word)),
  );
  const opened = answer.data?.matters.find(({ id }) => id === open);
  return (
    <Page
      title="事项清单"
      action={
        may("director") && (
          <>
            <Button
              variant="default"
              onClick={() => void navigate({ to: "/import" as never, search: { kind: "communityMatters" } as never })}
            >
              导入
            </Button>
            <Button onClick={() => setAdding(true)}>新的一项</Button>
          </>
        )
      }
      filters={
        <>
          <SegmentedControl
            aria-label="哪张清单"
            data={matterKinds.map((value) => ({ value, label: matterKindWords[value] }))}
            value={kind}
            onChange={(value) => setAddress({ kind: value as Kind, open: null })}
          />
          <TextInput
            aria-label="在清单里查找"
            placeholder="居民说的词、事项、单位"
            w="16rem"
            value={typed}
            onChange={(event) => setAddress({ typed: event.currentTarget.value }, { replaces: true })}
          />
          <Switch
            label="也列出停用的"
            checked={retired}
            onChange={(event) => setAddress({ retired: event.currentTarget.checked }, { replaces: true })}
          />
        </>
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {kind === "own"
          ? "社区自己办的事。不在这里的是清单外，另列一行，不算本社区的办结率。"
          : "不归社区办的事：告诉居民去哪儿、带什么，可以打印给居民。"}
        开始时的是样例，不是法律规定，请按本社区的清单改，或导入。
      </Text>
      <ListAndRecord
        list={
          <RecordList
            label="事项清单"
            rows={matters}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={opened !== undefined}
            empty={
              <EmptyState
                title={typed === "" ? "清单是空的" : `清单里没有“${typed}”`}
                hint={typed === "" ? "写入或导入清单，登记诉求时就会对照。" : "换个说法，或看另一张清单。"}
              />
            }
            columns={columnsOf[kind]}
          />
        }
        record={opened && <MatterRecord key={opened.id} matter={opened} onClose={() => setAddress({ open: null })} />}
      />
      <AddMatter
        kind={kind}
        next={Math.max(0, ...(ofKind ?? []).map(({ number }) => number)) + 1}
        isOpen={isAdding}
        onClose={() => setAdding(false)}
      />
    </Page>
  );
};
