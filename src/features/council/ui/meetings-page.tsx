import { Alert, Button, Group, Select, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { useAskOnce } from "#ui/ask-once.tsx";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { TimeText } from "#ui/moment.tsx";
import { Answered, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Meeting, type MeetingLine, meetingContract } from "../meeting-contract.ts";
import { cancellingMeetingProblem, isMeetingOver } from "../meeting-rules.ts";
import { meetingKindWords } from "../meeting-words.ts";
import { AgendaItemCard } from "./agenda-item.tsx";
import { AttendancePanel } from "./attendance-panel.tsx";
import { MeetingChip } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { MeetingDialog } from "./meeting-form.tsx";
import { useGrowingLimit } from "./use-paged.ts";

const Address = z.object({ open: z.string().nullable().catch(null).default(null) });

const columns: Column<MeetingLine>[] = [
  { key: "number", title: "编号", width: "8.5rem", isWide: true, render: (row) => row.numberText },
  {
    key: "title",
    title: "会议",
    render: (row) => (
      <>
        {row.title}
        <br />
        <Text span size="sm" c="dimmed">
          <TimeText at={row.plannedAt} />
        </Text>
      </>
    ),
  },
  { key: "kind", title: "种类", width: "9rem", isWide: true, render: (row) => meetingKindWords[row.kind] },
  { key: "place", title: "地点", isWide: true, render: (row) => row.place },
  {
    key: "items",
    title: "议程",
    width: "4.5rem",
    align: "right",
    isWide: true,
    render: (row) => `${row.itemCount} 项`,
  },
  { key: "state", title: "状态", width: "7.5rem", render: (row) => <MeetingChip state={row.state} /> },
];

const AddItemDialog = (props: { isOpen: boolean; onClose(): void; meetingId: string }) => {
  const add = useCommand("council.addAgendaItem");
  const topics = useAnswer("council.listTopics", { states: ["confirmed"], limit: 200 }, { isEnabled: props.isOpen });
  const options = (topics.data?.topics ?? []).map((topic) => ({
    value: topic.id,
    label: `${topic.numberText} ${topic.title}`,
  }));
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="增加议程"
      action="增加"
      draft={`council.addAgendaItem.${props.meetingId}`}
      done="已增加"
      empty={{ topicId: null as string | null, title: "" }}
      schema={z
        .object({ topicId: z.string().nullable(), title: z.string() })
        .refine(({ topicId, title }) => topicId !== null || title.trim() !== "", {
          path: ["title"],
          message: "请选一个议题，或填写通报的标题",
        })}
      save={({ topicId, title }) =>
        add.run({ id: props.meetingId, kind: topicId === null ? "report" : "topic", topicId, title })
      }
    >
      {(form) => (
        <>
          <Select
            label="已确定的议题"
            placeholder={options.length > 0 ? "选择议题" : "没有已确定的议题"}
            data={options}
            clearable
            searchable
            data-autofocus
            {...form.getInputProps("topicId")}
          />
          <TextInput
            label="或者通报事项的标题"
            disabled={form.values.topicId !== null}
            {...form.getInputProps("title")}
          />
        </>
      )}
    </StepDialog>
  );
};

const MeetingActions = ({ meeting, onEdit, onAddItem }: { meeting: Meeting; onEdit(): void; onAddItem(): void }) => {
  const may = useMay();
  const ask = useAskOnce();
  const navigate = useNavigate();
  const notify = useCommand("council.notifyMeeting");
  const start = useCommand("council.startMeeting");
  const end = useCommand("council.endMeeting");
  const minute = useCommand("council.minuteMeeting");
  const cancel = useCommand("council.cancelMeeting");
  const [isCancelling, setCancelling] = useState(false);
  const { id, version, state } = meeting;
  if (!may("secretary")) return null;
  return (
    <>
      {(state === "preparing" || state === "notified") && (
        <Button
          onClick={async () => {
            if ((await start.run({ id, version })).ok) tellDone("会议开始");
          }}
        >
          开会
        </Button>
      )}
      {state === "preparing" && (
        <Button
          variant="default"
          onClick={async () => {
            if ((await notify.run({ id, version })).ok) tellDone("已记为发出通知");
          }}
        >
          已发通知
        </Button>
      )}
      {state === "inSession" && (
        <Button
          onClick={async () => {
            const isSure = await ask({
              title: "散会",
              text: "散会以后不能再记发言和表决，通过的决议就可以立任务了。",
              confirm: "散会",
            });
            if (isSure && (await end.run({ id, version })).ok) tellDone("已散会。请给通过的决议立任务。");
          }}
        >
          散会
        </Button>
      )}
      {state === "ended" && may("director") && (
        <Button
          disabled={meeting.minutingProblems.length > 0}
          onClick={async () => {
            const isSure = await ask({
              title: "印发纪要",
              text: "印发以后，这次会议的记录就定下来，不能再改。",
              confirm: "印发",
            });
            if (isSure && (await minute.run({ id, version })).ok) tellDone("纪要已记为印发");
          }}
        >
          印发纪要
        </Button>
      )}
      {cancellingMeetingProblem(meeting) === null && (
        <Button variant="default" onClick={() => setCancelling(true)}>
          取消会议
        </Button>
      )}
      <StepDialog
        isOpen={isCancelling}
        onClose={() => setCancelling(false)}
        title={`取消 ${meeting.numberText}`}
        action="取消会议"
        draft={`council.cancelMeeting.${id}`}
        done="会议已取消，议题回到“已确定”"
        empty={{ reason: "" }}
        schema={meetingContract["council.cancelMeeting"].input.pick({ reason: true })}
        save={({ reason }) => cancel.run({ id, version, reason })}
      >
        {(form) => (
          <Textarea
            label="理由"
            description="议程里的议题会回到“已确定”，等下一次会议"
            required
            data-autofocus
            autosize
            minRows={2}
            {...form.getInputProps("reason")}
          />
        )}
      </StepDialog>
      {(state === "ended" || state === "minuted") && (
        <Button
          variant="default"
          onClick={() => void navigate({ to: "/council/task-sheet" as never, search: { meeting: id } as never })}
        >
          打印任务清单
        </Button>
      )}
      {!isMeetingOver(state) && (
        <>
          <Button variant="default" onClick={onAddItem}>
            增加议程
          </Button>
          <Button variant="default" onClick={onEdit}>
            修改
          </Button>
        </>
      )}
    </>
  );
};

const MeetingRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("council.meeting", { id });
  const order = useCommand("council.orderAgenda");
  const removeItem = useCommand("council.removeAgendaItem");
  const [dialog, setDialog] = useState<"edit" | "item" | null>(null);
  const may = useMay();
  return (
    <Answered answer={answer}>
      {(meeting) => {
        const ids = meeting.items.map((item) => item.id);
        const move = (from: number, by: -1 | 1) => {
          const to = from + by;
          const other = ids[to];
          const own = ids[from];
          // 上期任务回头看 stays first.
          if (to < 1 || !other || !own) return;
          const next = [...ids];
          next[from] = other;
          next[to] = own;
          void order.run({ id, itemIds: next });
        };
        return (
          <RecordFrame
            onClose={onClose}
            title={
              <>
                <Group gap="xs">
                  <Text size="sm" c="dimmed">
                    {meeting.numberText} · {meetingKindWords[meeting.kind]}
                  </Text>
                  <MeetingChip state={meeting.state} />
                </Group>
                <Title order={2} size="h4">
                  {meeting.title}
                </Title>
                <Text size="sm">
                  <TimeText at={meeting.plannedAt} /> · {meeting.place}
                  {meeting.hostName !== "" && ` · 主持人 ${meeting.hostName}`}
                </Text>
              </>
            }
            actions={
              <MeetingActions meeting={meeting} onEdit={() => setDialog("edit")} onAddItem={() => setDialog("item")} />
            }
            timeline={<CouncilTimeline events={meeting.events} />}
            version={meeting.version}
          >
            {meeting.state === "ended" && meeting.minutingProblems.length > 0 && (
              <Alert color="orange" title="印发纪要前还要做">
                <Stack gap={2}>
                  {meeting.minutingProblems.map((problem) => (
                    <Text size="sm" key={problem}>
                      {problem}
                    </Text>
                  ))}
                </Stack>
              </Alert>
            )}
            <AttendancePanel meeting={meeting} mayRecord={may("secretary")} />
            {meeting.items.map((item, at) => (
              <AgendaItemCard
                key={item.id}
                meeting={meeting}
                item={item}
                mayRecord={may("secretary")}
                canArrange={may("secretary") && !isMeetingOver(meeting.state)}
                onMove={(by) => move(at, by)}
                onRemove={async () => {
                  if ((await removeItem.run({ id, itemId: item.id })).ok) tellDone("已移出议程");
                }}
              />
            ))}
            <MeetingDialog isOpen={dialog === "edit"} onClose={() => setDialog(null)} meeting={meeting} />
            <AddItemDialog isOpen={dialog === "item"} onClose={() => setDialog(null)} meetingId={id} />
          </RecordFrame>
        );
      }}
    </Answered>
  );
};

/** 议事: the meetings, prepared, in session and over. */
export const MeetingsPage = () => {
  const [{ open }, setAddress] = useAddress(Address);
  const { limit, more } = useGrowingLimit("meetings");
  const answer = useAnswer("council.listMeetings", { limit }, { keepsPrevious: true });
  const [isPlanning, setPlanning] = useState(false);
  const may = useMay();
  return (
    <Page title="议事 · 会议" action={may("secretary") && <Button onClick={() => setPlanning(true)}>筹备会议</Button>}>
      <ListAndRecord
        list={
          <RecordList
            label="会议"
            columns={columns}
            rows={answer.data?.meetings}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            more={more(answer.data, answer.isFetching)}
            empty={
              <EmptyState
                title="还没有会议"
                hint="有了已确定的议题，就可以筹备一次议事会。第一项“上期任务回头看”会自动列好。"
              />
            }
          />
        }
        record={open !== null && <MeetingRecord key={open} id={open} onClose={() => setAddress({ open: null })} />}
      />
      <MeetingDialog
        isOpen={isPlanning}
        onClose={() => setPlanning(false)}
        meeting={null}
        onDone={(id) => setAddress({ open: id })}
      />
    </Page>
  );
};
