import { Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { dayOf, shortTime } from "#base/dates.ts";
import { Card, Figure } from "#ui/card.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { DueText, MeetingChip, TrackChip } from "./chips.tsx";
import { useAnswer } from "./door.ts";
import { RecordLink } from "./links.tsx";

/** 说事: what came in and what waits for a first word. */
export const AppealsCard = () => {
  const answer = useAnswer("council.countAppeals", {});
  return (
    <Card title="说事">
      <Answered answer={answer}>
        {(counts) => (
          <SimpleGrid cols={4} spacing="xs">
            <Figure label="今天登记" count={counts.receivedToday} to="/council/appeals" search={{ view: "all" }} />
            <Figure
              label="首答超期"
              count={counts.lateFirstAnswers}
              to="/council/appeals"
              search={{ view: "all", isLate: true }}
              isAlarm
            />
            <Figure label="待受理" count={counts.received} to="/council/appeals" search={{ view: "waiting" }} />
            {counts.latePetitions > 0 && (
              <Figure
                label="代办超参考时限"
                count={counts.latePetitions}
                to="/council/appeals"
                search={{ view: "latePetitions" }}
                isAlarm
              />
            )}
            {counts.petitions > counts.latePetitions && (
              <Figure label="信访代办" count={counts.petitions} to="/council/appeals" search={{ view: "petitions" }} />
            )}
            <Figure label="已上报等答复" count={counts.escalated} to="/council/appeals" search={{ view: "waiting" }} />
          </SimpleGrid>
        )}
      </Answered>
    </Card>
  );
};

/** 办事 and 评事: what falls due, what is late, whom to call. */
export const TasksCard = () => {
  const answer = useAnswer("council.countTasks", {});
  return (
    <Card title="办事与评事">
      <Answered answer={answer}>
        {(counts) => (
          <SimpleGrid cols={4} spacing="xs">
            {counts.toBeRetold > 0 && (
              <Figure
                label="要重新告知期限"
                count={counts.toBeRetold}
                to="/council/tasks"
                search={{ view: "retell" }}
                isAlarm
              />
            )}
            {counts.toBeResumed > 0 && (
              <Figure
                label="挂账到期要恢复"
                count={counts.toBeResumed}
                to="/council/tasks"
                search={{ view: "parked" }}
                isAlarm
              />
            )}
            {counts.sentBack > 0 && (
              <Figure
                label="退单两次以上"
                count={counts.sentBack}
                to="/council/tasks"
                search={{ view: "sentBack" }}
                isAlarm
              />
            )}
            {counts.visitsDue > 0 && (
              <Figure label="该上门了" count={counts.visitsDue} to="/council/tasks" search={{ view: "visits" }} />
            )}
            {counts.milestonesDue > 0 && (
              <Figure label="有步骤到期" count={counts.milestonesDue} to="/council/tasks" search={{ view: "steps" }} />
            )}
            <Figure label="已超期" count={counts.overdue} to="/council/tasks" search={{ view: "overdue" }} isAlarm />
            <Figure label="今天到期" count={counts.today} to="/council/tasks" search={{ view: "today" }} />
            <Figure label="1个工作日内" count={counts.soon} to="/council/tasks" search={{ view: "soon" }} />
            {counts.withoutBasis > 0 && (
              <Figure
                label="上级转来缺依据"
                count={counts.withoutBasis}
                to="/council/tasks"
                search={{ view: "basis" }}
                isAlarm
              />
            )}
            {counts.outside > 0 && (
              <Figure
                label={counts.outsideOverdue > 0 ? `清单外（超期${counts.outsideOverdue}）` : "清单外"}
                count={counts.outside}
                to="/council/tasks"
                search={{ view: "outside" }}
              />
            )}
            {counts.assisted > 0 && (
              <Figure label="协助办理" count={counts.assisted} to="/council/tasks" search={{ view: "assisted" }} />
            )}
            <Figure label="待回访" count={counts.openFollowUps} to="/council/follow-ups" search={{ view: "open" }} />
          </SimpleGrid>
        )}
      </Answered>
    </Card>
  );
};

/** Today's meetings, and those that are being prepared. */
export const MeetingsCard = () => {
  const answer = useAnswer("council.listMeetings", { states: ["preparing", "notified", "inSession"], limit: 5 });
  const { today } = useMoment();
  return (
    <Card title="议事">
      <Answered answer={answer}>
        {({ meetings }) =>
          meetings.length === 0 ? (
            <Text c="dimmed">没有筹备中的会议。</Text>
          ) : (
            <Stack gap={6}>
              {[...meetings].reverse().map((meeting) => (
                <Group key={meeting.id} gap="sm" wrap="nowrap">
                  <Text size="sm" fw={dayOf(meeting.plannedAt) === today ? 700 : 400} style={{ whiteSpace: "nowrap" }}>
                    {shortTime(meeting.plannedAt, today)}
                  </Text>
                  <RecordLink
                    to="/council/meetings"
                    search={{ open: meeting.id }}
                    label={meeting.title}
                    chip={<MeetingChip state={meeting.state} />}
                  />
                </Group>
              ))}
            </Stack>
          )
        }
      </Answered>
    </Card>
  );
};

/** The nearest deadlines by name. */
export const DueCard = () => {
  const answer = useAnswer("council.listTasks", { states: ["drafted", "dispatched", "accepted"], limit: 8 });
  return (
    <Card title="最近到期的任务" more={<RecordLink to="/council/steering" search={{ kind: "day" }} label="调度单" />}>
      <Answered answer={answer}>
        {({ tasks }) =>
          tasks.length === 0 ? (
            <Text c="dimmed">没有正在办的任务。</Text>
          ) : (
            <Stack gap={6}>
              {tasks.map((task) => (
                <Group key={task.id} gap="sm" wrap="nowrap" justify="space-between">
                  <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
                    <TrackChip track={task.track} />
                    <RecordLink to="/council/tasks" search={{ open: task.id }} label={task.title} />
                  </Group>
                  <DueText task={task} />
                </Group>
              ))}
            </Stack>
          )
        }
      </Answered>
    </Card>
  );
};
