import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { Page } from "#ui/page.tsx";
import type { MeetingTemplate } from "../meeting-template-contract.ts";
import { quotasText } from "../meeting-template-text.ts";
import { entitlementWords, meetingKindWords } from "../meeting-words.ts";
import { useAnswer } from "./door.ts";
import { TemplateDialog } from "./template-dialog.tsx";

const columns: Column<MeetingTemplate>[] = [
  {
    key: "name",
    title: "模板",
    render: (row) => (
      <>
        {row.name}
        {row.isRetired && "（已停用）"}
        <Text size="sm" c="dimmed">
          {row.title}
        </Text>
      </>
    ),
  },
  { key: "kind", title: "种类", width: "9.5rem", render: (row) => meetingKindWords[row.kind] },
  {
    key: "recurrence",
    title: "周期",
    width: "10rem",
    render: (row) => `${row.recurrence || "不定期"} ${row.startTime}`,
  },
  { key: "vote", title: "表决", width: "6rem", render: (row) => entitlementWords[row.entitledBy] },
  {
    key: "items",
    title: "固定议程",
    render: (row) => row.standingItems.map(({ title }) => title).join("、") || "—",
  },
  {
    key: "people",
    title: "名单和名额",
    render: (row) => (
      <>
        {row.invitees.length === 0 ? "没有名单" : `${row.invitees.length} 人`}
        <Text size="sm" c="dimmed">
          {quotasText(row.quotas)}
        </Text>
      </>
    ),
  },
];

/** 会议模板: what meetings are planned from. */
export const TemplatesPage = () => {
  const answer = useAnswer("council.listTemplates", { withRetired: true });
  const may = useMay();
  const [open, setOpen] = useState<string | null>(null);
  const template = answer.data?.templates.find(({ id }) => id === open) ?? null;
  return (
    <Page title="会议模板" action={may("secretary") && <Button onClick={() => setOpen("new")}>新建模板</Button>}>
      <Text size="sm" c="dimmed" mb="sm">
        筹备会议时照着模板，名称、时间、固定议程和名单就都填好了。名单从开过的会里存进来：打开会议，点“名单存进模板”。
      </Text>
      <RecordList
        label="会议模板"
        columns={columns}
        rows={answer.data?.templates}
        openId={open}
        onOpen={(id) => may("secretary") && setOpen(id)}
        empty={<EmptyState title="还没有会议模板" hint="点“新建模板”，把每月例会的样子记下来。" />}
      />
      {(open === "new" || template) && (
        <TemplateDialog key={open} isOpen onClose={() => setOpen(null)} template={template} />
      )}
    </Page>
  );
};
