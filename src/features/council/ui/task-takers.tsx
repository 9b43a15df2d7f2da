import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { shortTime } from "#base/dates.ts";
import { PhoneText } from "#features/people/ui/phone-text.tsx";
import { TimeText, useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import type { Task } from "../task-contract.ts";
import { workingProblem } from "../task-rules.ts";
import { takerKindWords } from "../task-taker-words.ts";
import { TaskChip } from "./chips.tsx";
import { useAnswer } from "./door.ts";
import { LinkPanel, RecordLink } from "./links.tsx";
import { TakerStep, WithdrawTakerStep } from "./task-taker-steps.tsx";
import { useGrowingLimit } from "./use-paged.ts";

type Taker = Task["takers"][number];

const phoneOf = ({ residentId, contactId, organisationId }: Taker) =>
  residentId !== null
    ? ({ id: residentId, of: "resident" } as const)
    : contactId !== null
      ? ({ id: contactId, of: "contact" } as const)
      : ({ id: organisationId ?? "", of: "organisation" } as const);

const TakerLine = ({ task, taker }: { task: Task; taker: Taker }) => {
  const { today } = useMoment();
  const [isOpen, setOpen] = useState(false);
  const isGone = taker.withdrawnAt !== null;
  return (
    <li>
      <Group gap="xs" justify="space-between" align="flex-start">
        <Text size="sm" component="div" {...(isGone ? { c: "dimmed" } : {})} style={{ minWidth: 0, flex: 1 }}>
          {takerKindWords[taker.kind]} {taker.name}
          {taker.detail !== "" && `（${taker.detail}）`}
          {taker.note !== "" && `：${taker.note}`}
          <Text span size="sm" c="dimmed" display="block">
            {shortTime(taker.takenAt, today)} 接单，{taker.recordedByName} 记
            {taker.withdrawnAt !== null &&
              `；${shortTime(taker.withdrawnAt, today)} 撤回：${taker.withdrawReason}（${taker.withdrawnByName} 记）`}
          </Text>
          {!isGone && taker.maskedPhone !== "" && <PhoneText {...phoneOf(taker)} maskedPhone={taker.maskedPhone} />}
        </Text>
        {!isGone && workingProblem(task) === null && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`撤回 ${taker.name} 的接单`}
            onClick={() => setOpen(true)}
          >
            撤回
          </Button>
        )}
      </Group>
      <WithdrawTakerStep task={task} taker={taker} isOpen={isOpen} onClose={() => setOpen(false)} />
    </li>
  );
};

/** 网格派单、党员接单: to which grid a task was offered, and who took it. */
export const TakerPanel = ({ task }: { task: Task }) => {
  const { today } = useMoment();
  const [isTaking, setTaking] = useState(false);
  const { offer, takers } = task;
  if (offer === null && takers.length === 0) return null;
  return (
    <LinkPanel
      title={offer === null ? "接过单的人" : `网格派单：${offer.gridName}（${task.takerCount} 个接单）`}
      action={
        offer !== null &&
        workingProblem(task) === null && (
          <Button size="compact-sm" variant="default" mt={4} onClick={() => setTaking(true)}>
            记谁接单
          </Button>
        )
      }
    >
      {offer !== null && (
        <Text size="sm" c="dimmed">
          {shortTime(offer.offeredAt, today)} 派到网格
          {offer.leaderNames.length > 0 && `，网格长 ${offer.leaderNames.join("、")}`}。
          {offer.isLedByGrid ? "责任人就在这个网格，第一个人接单就算接单。" : "网格里的人一起办，接单仍由责任单位。"}
        </Text>
      )}
      <ul className="plain-list" aria-label="接单的人">
        {takers.map((taker) => (
          <TakerLine key={taker.id} task={task} taker={taker} />
        ))}
      </ul>
      {offer !== null && task.takerCount === 0 && <Text size="sm">还没有人接单。</Text>}
      <TakerStep task={task} isOpen={isTaking} onClose={() => setTaking(false)} />
    </LinkPanel>
  );
};

/** What a person has taken, on the person's page; the newest ones, and more of them on demand. */
export const PersonTakings = ({ subjectId }: { subjectId: string }) => {
  const { limit, more } = useGrowingLimit(subjectId, 10);
  const answer = useAnswer(
    "council.listTakings",
    { residentId: subjectId, limit: Math.min(limit, 100) },
    { keepsPrevious: true },
  );
  const next = limit < 100 ? more(answer.data, answer.isFetching) : undefined;
  return (
    <Answered answer={answer}>
      {({ takings }) => (
        <Stack gap={4}>
          {takings.map((taking) => (
            <span key={taking.id}>
              <TimeText at={taking.takenAt} />{" "}
              <RecordLink
                to="/council/tasks"
                search={{ view: "all", open: taking.taskId }}
                label={`${taking.numberText} ${taking.title}`}
                chip={
                  <>
                    <TaskChip state={taking.state} /> {takerKindWords[taking.kind]}
                    {taking.isWithdrawn && "，已撤回"}
                  </>
                }
              />
            </span>
          ))}
          {takings.length === 0 && (
            <Text size="sm" c="dimmed">
              没有接过网格的单。
            </Text>
          )}
          {next && (
            <Button size="compact-sm" variant="default" loading={next.isLoading} onClick={next.load}>
              再看一些
            </Button>
          )}
        </Stack>
      )}
    </Answered>
  );
};
