import { Alert, Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { dayOf, shortDay } from "#base/dates.ts";
import { AttachmentStrip } from "#features/documents/ui/attachments.tsx";
import { tellDone } from "#ui/asking.tsx";
import { DeadlineText, TimeText, useMoment } from "#ui/moment.tsx";
import { Answered, Field, RecordFrame } from "#ui/page.tsx";
import { ownershipWords } from "../appeal-words.ts";
import { followUpStateWords, satisfactionWords } from "../follow-up-words.ts";
import { lacksBasis } from "../ownership.ts";
import type { Task } from "../task-contract.ts";
import { isTaskOver } from "../task-rules.ts";
import { closeClassWords } from "../task-words.ts";
import { visibilityWords } from "../topic-words.ts";
import { DueText, OwnershipChips, PressureChips, TakerChip, TaskChip, TrackChip } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { CouncilTimeline } from "./events.tsx";
import { LinkPanel, RecordLink } from "./links.tsx";
import { TaskActions } from "./task-actions.tsx";
import { BasisStep, ReferStep } from "./task-ownership-steps.tsx";
import { HelperPanel, LetterPanel, MilestonePanel, VisitPanel } from "./task-parts.tsx";
import { TakerPanel } from "./task-takers.tsx";
import { TraceButton } from "./trace.tsx";

/** The day that the resident was told is no longer the day. */
const Retelling = ({ task }: { task: Task }) => {
  const retell = useCommand("council.recordRetelling");
  return (
    <Alert color="orange" title="期限变了，请重新告知居民">
      {task.dueWhy}{" "}
      <Button
        size="compact-sm"
        variant="default"
        loading={retell.isRunning}
        onClick={async () => {
          if ((await retell.run({ id: task.id, version: task.version })).ok) tellDone("已记下：重新告知了期限");
        }}
      >
        已重新告知
      </Button>
    </Alert>
  );
};

const ParkingField = ({ parkings }: Pick<Task, "parkings">) => {
  const { today } = useMoment();
  if (parkings.length === 0) return null;
  return (
    <Field label={`挂账（共 ${parkings.reduce((sum, { dayCount }) => sum + dayCount, 0)} 天不计）`}>
      {parkings.map((parking) => (
        <div key={parking.id}>
          {shortDay(dayOf(parking.fromAt), today)} 起，
          {parking.toAt === null
            ? `${shortDay(parking.resumeDate, today)} 恢复`
            : `${shortDay(dayOf(parking.toAt), today)} 已恢复`}
          ：{parking.reason}（{parking.approvedByName} 批准，{parking.dayCount} 天）
        </div>
      ))}
    </Field>
  );
};

/** What is not the community's own says so where it is worked on, with the paper that goes along. */
const OwnershipAlert = ({ task }: { task: Task }) => {
  const [isOpen, setOpen] = useState(false);
  if (isTaskOver(task.state)) return null;
  if (task.ownership === "outside" && !task.letters.some(({ kind }) => kind === "refer"))
    return (
      <Alert color="grape" title="不在社区事项清单">
        另列一行，不算本社区的办结。请开报到退回单，转给该办的单位。{" "}
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          开报到退回单
        </Button>
        <ReferStep task={task} isOpen={isOpen} onClose={() => setOpen(false)} />
      </Alert>
    );
  if (!lacksBasis(task)) return null;
  return (
    <Alert color="orange" title="上级转来，缺依据">
      请登记是哪个单位、按什么文件转来的。{" "}
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        登记依据
      </Button>
      <BasisStep task={task} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Alert>
  );
};

export const TaskRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("council.task", { id });
  const { today } = useMoment();
  return (
    <Answered answer={answer}>
      {(task) => (
        <RecordFrame
          onClose={onClose}
          title={
            <>
              <Group gap="xs">
                <Text size="sm" c="dimmed">
                  {task.numberText}
                </Text>
                <TrackChip track={task.track} />
                <TaskChip state={task.state} />
                <DueText task={task} />
                <OwnershipChips line={task} />
                <PressureChips task={task} />
                <TakerChip task={task} />
              </Group>
              <Title order={2} size="h4">
                {task.title}
              </Title>
            </>
          }
          actions={
            <>
              <TaskActions task={task} key={task.id} />
              <TraceButton of={{ kind: "task", id: task.id }} />
            </>
          }
          timeline={<CouncilTimeline events={task.events} />}
          version={task.version}
        >
          {task.isToBeRetold && <Retelling task={task} />}
          <OwnershipAlert task={task} />
          <Field label={`公开表述（${visibilityWords[task.visibility]}）`}>{task.publicWording}</Field>
          {task.measure !== "" && <Field label="办理措施">{task.measure}</Field>}
          {task.result !== "" && <Field label="办理结果">{task.result}</Field>}
          <AttachmentStrip attachments={task.attachments} openOperation="council.openAttachment" />
          <div className="fields">
            <Field label="责任单位">{task.unitName}</Field>
            <Field label="责任人">
              {task.responsibleName} {task.responsiblePost}
            </Field>
            <Field label="网格">{task.gridName}</Field>
            {task.track === "online" && (
              <Field label="办理平台">
                {[task.onlinePlatform, task.onlineNumber].filter((part) => part !== "").join(" ")}
              </Field>
            )}
            <Field label="归口">{ownershipWords[task.ownership]}</Field>
            {task.basis && (
              <Field label="依据">
                {task.basis.fromWhom} {task.basis.document}（{shortDay(task.basis.receivedDate, today)} 收到
                {task.basis.upstreamDueDate !== null && `，上级要求 ${shortDay(task.basis.upstreamDueDate, today)} 前`}
                ）
              </Field>
            )}
            <Field label="首接人">{task.firstReceiverName}</Field>
            {task.closeClass !== "" && (
              <Field label="销号类别">{closeClassWords[task.closeClass as keyof typeof closeClassWords]}</Field>
            )}
          </div>
          <Field label="期限">
            {task.band === "parked" ? (
              <>
                停算，挂账前是 <DeadlineText at={task.dueAt} />
              </>
            ) : (
              <DeadlineText at={task.dueAt} />
            )}
            <br />
            <Text span size="sm" c={task.isDueEstimated ? "var(--warning-text)" : "dimmed"}>
              {task.dueWhy}
            </Text>
          </Field>
          <TakerPanel task={task} />
          <HelperPanel task={task} />
          <MilestonePanel task={task} />
          <VisitPanel task={task} />
          <LetterPanel task={task} />
          <ParkingField parkings={task.parkings} />
          {task.source && (
            <LinkPanel title="来自">
              <RecordLink
                to="/council/meetings"
                search={{ open: task.source.meetingId }}
                label={`${task.source.meetingNumberText} ${task.source.meetingTitle}`}
              />
              {task.source.topicId !== null && (
                <RecordLink
                  to="/council/topics"
                  search={{ view: "all", open: task.source.topicId }}
                  label={task.source.topicTitle}
                />
              )}
              <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
                决议：{task.source.resolutionWording}
              </Text>
            </LinkPanel>
          )}
          {task.appeals.length > 0 && (
            <LinkPanel title={`背后的诉求（${task.appeals.length} 条）`}>
              {task.appeals.map((appeal) => (
                <RecordLink
                  key={appeal.id}
                  to="/council/appeals"
                  search={{ view: "all", open: appeal.id }}
                  label={`${appeal.numberText} ${appeal.reporterLabel}：${appeal.title}`}
                />
              ))}
            </LinkPanel>
          )}
          {task.followUps.length > 0 && (
            <LinkPanel title="回访">
              {task.followUps.map((followUp) => (
                <RecordLink
                  key={followUp.id}
                  to="/council/follow-ups"
                  search={{ view: "all", open: followUp.id }}
                  label={`第 ${followUp.round} 轮 ${followUp.reporterLabel}`}
                  chip={[
                    followUpStateWords[followUp.state],
                    followUp.isSolved === null ? "" : followUp.isSolved ? "已解决" : "未解决",
                    followUp.satisfaction === null ? "" : satisfactionWords[followUp.satisfaction],
                  ]
                    .filter((part) => part !== "")
                    .join(" · ")}
                />
              ))}
            </LinkPanel>
          )}
          {task.rounds.map((round) => (
            <Field key={round.round} label={`第 ${round.round} 轮`}>
              {round.result}（期限 <DeadlineText at={round.dueAt} />，<TimeText at={round.finishedAt} /> 反馈）
            </Field>
          ))}
        </RecordFrame>
      )}
    </Answered>
  );
};
