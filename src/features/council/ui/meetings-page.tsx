import { Alert, Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
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
import { type AgendaItem, type Meeting, type MeetingLine, meetingContract } from "../meeting-contract.ts";
import { cancellingMeetingProblem, isMeetingOver, isWithoutTask } from "../meeting-rules.ts";
import { meetingKindWords } from "../meeting-words.ts";
import { AgendaItemCard } from "./agenda-item.tsx";
import { AddItemDialog } from "./agenda-item-form.tsx";
import { AgendaOutline } from "./agenda-outline.tsx";
import { AgreementPanel } from "./agreement-panel.tsx";
import { AttendancePanel } from "./attendance-panel.tsx";
import { MeetingChip } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { MeetingDialog } from "./meeting-form.tsx";
import { TraceButton } from "./trace.tsx";
import { useGrowingLimit } from "./use-paged.ts";

const Address = z.object({
  open: z.string().nullable().catch(null).default(null),
  /** The item of its agenda that somebody came for. */
  item: z.string().nullable().catch(null).default(null),
});

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

const MeetingActions = ({ meeting, onEdit }: { meeting: Meeting; onEdit(): void }) => {
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
  const paper = (
    <Button
      variant="default"
      onClick={() => void navigate({ to: "/council/meeting-paper" as never, search: { id } as never })}
    >
      通知、议程、签到表
    </Button>
  );
  if (!may("secretary")) return state === "cancelled" ? null : paper;
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
        <Button onClick={() => void navigate({ to: "/council/session" as never, search: { id } as never })}>
          全屏记录
        </Button>
      )}
      {state === "inSession" && (
        <Button
          variant="default"
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
      {state !== "cancelled" && paper}
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
        <Button variant="default" onClick={onEdit}>
          修改
        </Button>
      )}
    </>
  );
};

const wantsTask = ({ resolution }: AgendaItem): boolean =>
  resolution !== null &&
  isWithoutTask({
    ...resolution,
    taskCount: resolution.tasks.filter(({ state }) => state !== "cancelled").length,
  });

const MeetingRecord = ({ id, itemId, onClose }: { id: string; itemId: string | null; onClose(): void }) => {
  const answer = useAnswer("council.meeting", { id });
  const [dialog, setDialog] = useState<"edit" | "item" | null>(null);
  const may = useMay();
  return (
    <Answered answer={answer}>
      {(meeting) => {
        const isWaiting = meeting.state === "ended" && may("secretary");
        const nextId = isWaiting ? meeting.items.find(wantsTask)?.id : undefined;
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
              <>
                <MeetingActions meeting={meeting} onEdit={() => setDialog("edit")} />
                <TraceButton of={{ kind: "meeting", id: meeting.id }} />
              </>
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
            <AgendaOutline meeting={meeting} mayArrange={may("secretary")} onAdd={() => setDialog("item")} />
            {meeting.kind === "mediation" && may("secretary") && <AgreementPanel meeting={meeting} />}
            {meeting.items.map((item) => (
              <AgendaItemCard
                key={item.id}
                meeting={meeting}
                item={item}
                mayRecord={may("secretary")}
                isSought={item.id === itemId}
                isNext={item.id === nextId}
              />
            ))}
            <MeetingDialog isOpen={dialog === "edit"} onClose={() => setDialog(null)} meeting={meeting} />
            <AddItemDialog isOpen={dialog === "item"} onClose={() => setDialog(null)} meeting={meeting} />
          </RecordFrame>
        );
      }}
    </Answered>
  );
};

/** 议事: the meetings, prepared, in session and over. */
export const MeetingsPage = () => {
  const [{ open, item }, setAddress] = useAddress(Address);
  const { limit, more } = useGrowingLimit("meetings");
  const answer = useAnswer("council.listMeetings", { limit }, { keepsPrevious: true });
  const [isPlanning, setPlanning] = useState(false);
  const may = useMay();
  const navigate = useNavigate();
  return (
    <Page
      title="议事 · 会议"
      action={
        may("secretary") && (
          <Group gap="xs">
            <Button
              variant="default"
              onClick={() => void navigate({ to: "/council/bodies" as never, search: {} as never })}
            >
              常设机构
            </Button>
            <Button variant="default" onClick={() => void navigate({ to: "/council/meeting-templates" as never })}>
              会议模板
            </Button>
            <Button onClick={() => setPlanning(true)}>筹备会议</Button>
          </Group>
        )
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="会议"
            columns={columns}
            rows={answer.data?.meetings}
            openId={open}
            onOpen={(id) => setAddress({ open: id, item: null })}
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
        record={
          open !== null && (
            <MeetingRecord key={open} id={open} itemId={item} onClose={() => setAddress({ open: null, item: null })} />
          )
        }
      />
      <MeetingDialog
        isOpen={isPlanning}
        onClose={() => setPlanning(false)}
        meeting={null}
        onDone={(id) => setAddress({ open: id, item: null })}
      />
    </Page>
  );
};
