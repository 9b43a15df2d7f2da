import { Button, Group, Select, Table, Text } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { dayOf, shortDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { EmptyState } from "#ui/list.tsx";
import { DeadlineText, useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import type { PublicTask } from "../public-contract.ts";
import { tracks } from "../task-contract.ts";
import { trackWords } from "../task-words.ts";
import { DueText, TaskChip, TrackChip } from "./chips.tsx";
import { useAnswer } from "./door.ts";

type View = { label: string; states: PublicTask["state"][]; order: "nearest" | "latest" };

const views: Record<"running" | "finished" | "closed" | "all", View> = {
  running: { label: "正在办的", states: ["drafted", "dispatched", "accepted", "parked"], order: "nearest" },
  finished: { label: "已反馈的", states: ["finished"], order: "latest" },
  closed: { label: "已销号的", states: ["closed"], order: "latest" },
  all: { label: "全部", states: [], order: "latest" },
};

const Address = z.object({
  view: z.enum(["running", "finished", "closed", "all"]).catch("running").default("running"),
  track: z.enum(tracks).nullable().catch(null).default(null),
});

const Row = ({ task }: { task: PublicTask }) => {
  const { today } = useMoment();
  return (
    <Table.Tr>
      <Table.Td>{task.numberText}</Table.Td>
      <Table.Td>
        <TrackChip track={task.track} /> {task.publicWording}
      </Table.Td>
      <Table.Td>{task.unitName}</Table.Td>
      <Table.Td>
        <DeadlineText at={task.dueAt} />
        <br />
        <DueText task={task} />
      </Table.Td>
      <Table.Td>
        <TaskChip state={task.state} />
        {task.finishedAt !== null && (
          <Text size="sm" c="dimmed">
            {shortDay(dayOf(task.finishedAt), today)}办结
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
};

/** 办事公示: what anybody may read of the tasks. */
export const PublicTasksPage = () => {
  const [{ view, track }, setAddress] = useAddress(Address);
  const { states, order, label } = views[view];
  // Where each page begins; another choice starts at the first one.
  const key = JSON.stringify({ view, track });
  const [pages, setPages] = useState<{ of: string; starts: (string | null)[] }>({ of: key, starts: [null] });
  const starts = pages.of === key ? pages.starts : [null];
  const after = starts.at(-1) ?? null;
  const answer = useAnswer("council.listPublicTasks", { states, order, track, after }, { keepsPrevious: true });
  return (
    <Page
      title="办事公示"
      filters={
        <>
          <Select
            aria-label="看哪些"
            w="11rem"
            data={Object.entries(views).map(([value, choice]) => ({ value, label: choice.label }))}
            value={view}
            allowDeselect={false}
            onChange={(value) => setAddress({ view: (value ?? "running") as keyof typeof views })}
          />
          <Select
            aria-label="三类办"
            placeholder="三类办"
            w="8rem"
            clearable
            data={Object.entries(trackWords).map(([value, words]) => ({ value, label: words }))}
            value={track}
            onChange={(value) => setAddress({ track: value as (typeof tracks)[number] | null })}
          />
          <Text size="sm" c="dimmed">
            只列公开的任务，用公开表述；姓名、电话和房号不在里面。
          </Text>
        </>
      }
    >
      <div className="panel">
        <Answered answer={answer}>
          {({ tasks, nextAfter }) =>
            tasks.length === 0 ? (
              <EmptyState
                title={`没有${view === "all" ? "公开" : `${label}公开`}任务`}
                hint="任务立好并且公开的，会列在这里。"
              />
            ) : (
              <>
                <Table aria-label="办事公示">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th w="8.5rem">编号</Table.Th>
                      <Table.Th>事项</Table.Th>
                      <Table.Th w="11rem">责任单位</Table.Th>
                      <Table.Th w="10.5rem">期限</Table.Th>
                      <Table.Th w="8rem">状态</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {tasks.map((task) => (
                      <Row key={task.numberText} task={task} />
                    ))}
                  </Table.Tbody>
                </Table>
                {(starts.length > 1 || nextAfter !== null) && (
                  <Group gap="xs" p="xs" justify="center">
                    <Button
                      variant="default"
                      size="xs"
                      disabled={starts.length === 1}
                      onClick={() => setPages({ of: key, starts: starts.slice(0, -1) })}
                    >
                      上一页
                    </Button>
                    <span>第 {starts.length} 页</span>
                    <Button
                      variant="default"
                      size="xs"
                      disabled={nextAfter === null}
                      onClick={() => setPages({ of: key, starts: [...starts, nextAfter] })}
                    >
                      下一页
                    </Button>
                  </Group>
                )}
              </>
            )
          }
        </Answered>
      </div>
    </Page>
  );
};
