import { Button, Group, Select, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { AttachmentStrip } from "#features/documents/ui/attachments.tsx";
import { GridSelect } from "#features/people/ui/grid-select.tsx";
import { ExportButton } from "#features/system/ui/export-button.tsx";
import { ImportingMark } from "#features/system/ui/importing-mark.tsx";
import { useAddress } from "#ui/address.ts";
import { tellProblem } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { TimeText } from "#ui/moment.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { TypedFilter } from "#ui/typed-filter.tsx";
import { type Appeal, type AppealLine, type AppealStage, natures, openStages, ownerships } from "../appeal-contract.ts";
import { channelWords, natureWords, ownershipWords, urgencyWords, voiceWords } from "../appeal-words.ts";
import { AlikeOfAppeal } from "./alike-appeals.tsx";
import { AppealActions } from "./appeal-actions.tsx";
import {
  ConfidentialMark,
  FirstAnswerText,
  NarrowNumber,
  OwnershipChips,
  StageChip,
  TaskChip,
  TopicChip,
} from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { GatherDialog } from "./gather-dialog.tsx";
import { LinkPanel, RecordLink } from "./links.tsx";
import { OwnershipNote } from "./ownership-note.tsx";
import { PetitionPanel } from "./petition-panel.tsx";
import { TraceButton } from "./trace.tsx";
import { useGrowingLimit } from "./use-paged.ts";

/** Which appeals a list shows, as a person would ask for them. */
const views = {
  waiting: { label: "待处理", stages: ["received", "accepted", "escalated"] },
  deliberating: { label: "议事中", stages: ["deliberating"] },
  acting: { label: "办理中", stages: ["acting"] },
  over: { label: "已办结", stages: ["answered", "rejected", "resolved", "evaluated"] },
  petitions: { label: "信访代办", stages: [], petition: "open" },
  latePetitions: { label: "代办超参考时限", stages: [], petition: "late" },
  all: { label: "全部", stages: [] },
} as const satisfies Record<string, { label: string; stages: readonly AppealStage[]; petition?: "open" | "late" }>;

const Address = z.object({
  view: z
    .enum(["waiting", "deliberating", "acting", "over", "petitions", "latePetitions", "all"])
    .catch("waiting")
    .default("waiting"),
  typed: z.coerce.string().catch("").default(""),
  nature: z.enum(natures).nullable().catch(null).default(null),
  ownership: z.enum(ownerships).nullable().catch(null).default(null),
  grid: z.string().nullable().catch(null).default(null),
  isLate: z.boolean().catch(false).default(false),
  reporter: z.string().nullable().catch(null).default(null),
  open: z.string().nullable().catch(null).default(null),
});

const columns: Column<AppealLine>[] = [
  { key: "number", title: "编号", width: "9.5rem", isWide: true, render: (row) => row.numberText },
  {
    key: "title",
    title: "诉求",
    render: (row) => (
      <>
        <NarrowNumber>{row.numberText}</NarrowNumber>
        {row.title}
        {row.mergedCount > 0 && (
          <Text span size="sm" c="dimmed">
            （并 {row.mergedCount} 件）
          </Text>
        )}{" "}
        <OwnershipChips line={{ ownership: row.ownership }} />
        {row.isConfidential && <ConfidentialMark />} {row.isImporting && <ImportingMark />}
      </>
    ),
  },
  { key: "reporter", title: "诉求人", width: "6rem", isWide: true, render: (row) => row.reporterLabel },
  { key: "place", title: "地点", width: "11rem", isWide: true, render: (row) => row.placeLabel || "—" },
  { key: "nature", title: "性质", width: "4rem", isWide: true, render: (row) => natureWords[row.nature] },
  { key: "at", title: "登记时间", width: "9.5rem", isWide: true, render: (row) => <TimeText at={row.receivedAt} /> },
  {
    key: "stage",
    title: "状态",
    width: "9rem",
    render: (row) => (
      <Group gap={6} wrap="wrap">
        <StageChip stage={row.stage} />
        <FirstAnswerText dueAt={row.firstAnswerDueAt} answeredAt={row.firstAnsweredAt} />
      </Group>
    ),
  },
];

const ReporterPhone = ({ appeal }: { appeal: Appeal }) => {
  const reveal = useCommand("council.revealReporterPhone");
  const [phone, setPhone] = useState<string | null>(null);
  if (appeal.maskedPhone === "") return null;
  return (
    <>
      {" "}
      {phone ?? appeal.maskedPhone}{" "}
      {phone === null && (
        <button
          type="button"
          className="link-button"
          onClick={async () => {
            const reply = await reveal.run({ id: appeal.id });
            if (!reply.ok) return;
            if (reply.value.phone === "") tellProblem("没有登记号码。");
            setPhone(reply.value.phone);
            setTimeout(() => setPhone(null), 30_000);
          }}
        >
          看号码
        </button>
      )}
    </>
  );
};

const isStageOpen = (stage: AppealStage) => openStages.includes(stage);

const AppealRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("council.appeal", { id });
  return (
    <Answered answer={answer}>
      {(appeal) => (
        <RecordFrame
          onClose={onClose}
          title={
            <>
              <Group gap="xs">
                <Text size="sm" c="dimmed">
                  {appeal.numberText}
                </Text>
                <StageChip stage={appeal.stage} />
                <OwnershipChips line={{ ownership: appeal.ownership }} />
                {appeal.isConfidential && <ConfidentialMark />}
                {appeal.isImporting && <ImportingMark />}
              </Group>
              <Title order={2} size="h4">
                {appeal.title}
              </Title>
            </>
          }
          actions={
            <>
              <AppealActions appeal={appeal} key={appeal.id} />
              <TraceButton of={{ kind: "appeal", id: appeal.id }} />
            </>
          }
          timeline={<CouncilTimeline events={appeal.events} />}
          version={appeal.version}
        >
          {appeal.isImporting && (
            <Text size="sm" c="dimmed">
              这条是正在导入的表格写进来的。导入如果取消，没有人办过的会收回；您办理、更正或添加附件以后，它就会留下。
            </Text>
          )}
          {isStageOpen(appeal.stage) && (
            <OwnershipNote
              text={`${appeal.title} ${appeal.content}`}
              categoryCode={appeal.categoryCode}
              ownership={appeal.ownership}
              appealId={appeal.id}
            />
          )}
          <Field label="诉求内容">{appeal.content}</Field>
          {appeal.answer !== "" && <Field label="答复">{appeal.answer}</Field>}
          <AttachmentStrip attachments={appeal.attachments} openOperation="council.openAttachment" />
          <div className="fields">
            <Field label={`诉求人（${voiceWords[appeal.voice]}）`}>
              {appeal.reporterId === null ? (
                appeal.reporterName
              ) : (
                <RecordLink to="/people/residents" search={{ open: appeal.reporterId }} label={appeal.reporterName} />
              )}
              {appeal.voice === "onBehalf" && `（代${appeal.behalfRelation}${appeal.behalfOf}）`}
              <ReporterPhone appeal={appeal} key={appeal.id} />
            </Field>
            <Field label="地点">{[appeal.placeLabel, appeal.placeNote].filter((part) => part !== "").join(" ")}</Field>
            <Field label="网格">{appeal.gridName}</Field>
            <Field label="分类">{appeal.categoryName}</Field>
            <Field label="性质">{natureWords[appeal.nature]}</Field>
            <Field label="紧急程度">{urgencyWords[appeal.urgency]}</Field>
            <Field label="来源">
              {channelWords[appeal.channel]}
              {appeal.sourceNumber !== "" && `（${appeal.sourceNumber}）`}
            </Field>
            <Field label="归口">{ownershipWords[appeal.ownership]}</Field>
            <Field label="登记">
              <TimeText at={appeal.receivedAt} /> {appeal.receivedByName}
            </Field>
            <Field label="首次答复">
              {appeal.firstAnsweredAt !== null ? (
                <TimeText at={appeal.firstAnsweredAt} />
              ) : appeal.firstAnswerDueAt !== null ? (
                <>
                  <FirstAnswerText dueAt={appeal.firstAnswerDueAt} answeredAt={null} />
                  <br />
                  <Text span size="sm" c="dimmed">
                    {appeal.firstAnswerWhy}
                  </Text>
                </>
              ) : (
                "历史档案，不计时限"
              )}
            </Field>
          </div>
          <PetitionPanel appeal={appeal} key={appeal.id} />
          {appeal.lead && (
            <LinkPanel title="已并入">
              <RecordLink
                to="/council/appeals"
                search={{ view: "all", open: appeal.lead.id }}
                label={`${appeal.lead.numberText} ${appeal.lead.title}`}
              />
            </LinkPanel>
          )}
          {appeal.merged.length > 0 && (
            <LinkPanel title="并案的诉求（各自回访）">
              {appeal.merged.map((other) => (
                <RecordLink
                  key={other.id}
                  to="/council/appeals"
                  search={{ view: "all", open: other.id }}
                  label={`${other.numberText} ${other.reporterLabel}：${other.title}`}
                />
              ))}
            </LinkPanel>
          )}
          {appeal.topics.length > 0 && (
            <LinkPanel title="议题">
              {appeal.topics.map((topic) => (
                <RecordLink
                  key={topic.id}
                  to="/council/topics"
                  search={{ open: topic.id }}
                  label={`${topic.numberText} ${topic.title}`}
                  chip={<TopicChip state={topic.state as never} />}
                />
              ))}
            </LinkPanel>
          )}
          {appeal.tasks.length > 0 && (
            <LinkPanel title="任务">
              {appeal.tasks.map((task) => (
                <RecordLink
                  key={task.id}
                  to="/council/tasks"
                  search={{ view: "all", open: task.id }}
                  label={`${task.numberText} ${task.title}`}
                  chip={<TaskChip state={task.state as never} />}
                />
              ))}
            </LinkPanel>
          )}
          <AlikeOfAppeal appeal={appeal} key={`alike ${appeal.id}`} />
        </RecordFrame>
      )}
    </Answered>
  );
};

/** 说事: what residents brought. */
export const AppealsPage = () => {
  const [address, setAddress] = useAddress(Address);
  const { view, typed, nature, ownership, grid, isLate, reporter, open } = address;
  const shown: { stages: readonly AppealStage[]; petition?: "open" | "late" } = views[view];
  const filters = {
    stages: [...shown.stages],
    petition: shown.petition ?? null,
    typed,
    nature,
    ownership,
    gridId: grid,
    isLate,
    reporterId: reporter,
  };
  const { limit, more } = useGrowingLimit(filters);
  const answer = useAnswer("council.listAppeals", { ...filters, limit }, { keepsPrevious: true });
  const exportList = useCommand("council.exportAppeals");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isGathering, setGathering] = useState(false);
  const may = useMay();
  const navigate = useNavigate();
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const setAll = (ids: readonly string[], isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  const chosenIds = [...chosen];
  const chosenTitle = answer.data?.appeals.find((appeal) => appeal.id === chosenIds[0])?.title ?? "";

  return (
    <Page
      title="说事 · 诉求"
      action={
        <>
          {may("director") && <ExportButton start={(format) => exportList.run({ ...filters, format })} />}
          {may("clerk") && (
            <Button
              variant="default"
              onClick={() => void navigate({ to: "/import" as never, search: { kind: "appeals" } as never })}
            >
              导入
            </Button>
          )}
          <Button
            onClick={() => void navigate({ to: "/council/register" as never, search: {} as never })}
            rightSection={<kbd>F2</kbd>}
          >
            登记诉求
          </Button>
        </>
      }
      filters={
        <>
          <Select
            aria-label="看哪些"
            w="8rem"
            data={Object.entries(views).map(([value, { label }]) => ({ value, label }))}
            value={view}
            allowDeselect={false}
            onChange={(value) => setAddress({ view: (value ?? "waiting") as keyof typeof views, isLate: false })}
          />
          <Select
            aria-label="性质"
            placeholder="全部性质"
            w="8rem"
            clearable
            data={Object.entries(natureWords).map(([value, label]) => ({ value, label }))}
            value={nature}
            onChange={(value) => setAddress({ nature: value as (typeof natures)[number] | null })}
          />
          <Select
            aria-label="归口"
            placeholder="全部归口"
            w="9rem"
            clearable
            data={Object.entries(ownershipWords).map(([value, label]) => ({ value, label }))}
            value={ownership}
            onChange={(value) => setAddress({ ownership: value as (typeof ownerships)[number] | null })}
          />
          <GridSelect
            label="网格"
            isLabelHidden
            placeholder="全部网格"
            width="9rem"
            value={grid}
            onChange={(gridId) => setAddress({ grid: gridId })}
          />
          <TypedFilter
            label="在列表里查找"
            placeholder="两个字、编号、姓名、电话后四位"
            width="16rem"
            typed={typed}
            onTyped={(words) => setAddress({ typed: words }, { replaces: true })}
          />
          {isLate && (
            <Button variant="light" size="compact-sm" onClick={() => setAddress({ isLate: false })}>
              只看首答超期 ×
            </Button>
          )}
          {reporter !== null && (
            <Button variant="light" size="compact-sm" onClick={() => setAddress({ reporter: null })}>
              只看这位居民 ×
            </Button>
          )}
          {chosen.size > 0 && may("secretary") && (
            <>
              <Button variant="light" size="xs" onClick={() => setGathering(true)}>
                把选中的 {chosen.size} 条归入议题
              </Button>
              <Button variant="subtle" color="gray" size="xs" onClick={() => setChosen(new Set())}>
                都不选
              </Button>
            </>
          )}
        </>
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="诉求"
            columns={columns}
            rows={answer.data?.appeals}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            {...(may("secretary") && { selection: { ids: chosen, toggle, setAll } })}
            more={more(answer.data, answer.isFetching)}
            empty={
              typed !== "" || nature !== null || ownership !== null || grid !== null || isLate || reporter !== null ? (
                <EmptyState
                  title="这里没有符合条件的诉求"
                  hint="换个说法，或只输入其中两个字试试。"
                  action={
                    view !== "all" && (
                      <Button variant="default" onClick={() => setAddress({ view: "all" })}>
                        在全部诉求里找
                      </Button>
                    )
                  }
                />
              ) : (
                <EmptyState
                  title={view === "all" ? "还没有诉求" : `没有${views[view].label}的诉求`}
                  hint="居民来反映时按 F2 登记；以前的台账可以用“导入”一次带进来。"
                />
              )
            }
          />
        }
        record={open !== null && <AppealRecord id={open} onClose={() => setAddress({ open: null })} />}
      />
      <GatherDialog
        isOpen={isGathering}
        onClose={() => setGathering(false)}
        appealIds={chosenIds}
        suggestedTitle={chosenTitle}
        onDone={() => setChosen(new Set())}
      />
    </Page>
  );
};
