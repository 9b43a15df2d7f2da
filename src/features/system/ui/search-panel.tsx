import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useCallback, useState } from "react";
import { z } from "zod";
import { problemWords, RunningJob } from "./backup-job.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { usePolling } from "./use-polling.ts";

const Outcome = z.object({ writtenCount: z.int(), removedCount: z.int() });

const RebuildJob = (props: { jobId: string }) => {
  const answer = useAnswer("system.job", { id: props.jobId });
  const { refetch } = answer;
  const ask = useCallback(() => void refetch(), [refetch]);
  const job = answer.data;
  const isLive = job?.state === "running" || job?.state === "cancelling";
  usePolling(ask, isLive);
  if (!job) return null;
  if (isLive) return <RunningJob job={job} />;
  const outcome = job.state === "done" ? Outcome.safeParse(job.result).data : undefined;
  if (outcome)
    return (
      <Alert color="teal" role="status" title="搜索重建好了">
        重写了 {outcome.writtenCount} 条记录
        {outcome.removedCount > 0 && `，去掉了 ${outcome.removedCount} 条多余的`}。
      </Alert>
    );
  return job.state === "cancelled" ? (
    <Alert color="gray" role="status" title="已取消">
      记录都在，搜索照常能用。
    </Alert>
  ) : (
    <Alert color="red" role="alert" title="搜索没有重建好">
      {problemWords(job.problem)}
    </Alert>
  );
};

/** For when a record is there and the search does not find it. */
export const SearchPanel = () => {
  const answer = useAnswer("system.searchState", {});
  const rebuild = useCommand("system.rebuildSearch");
  const [startedId, setStartedId] = useState<string | null>(null);
  const runningId = answer.data?.runningJobId ?? null;
  const jobId = runningId ?? startedId;
  const { refetch } = answer;
  return (
    <Stack className="panel" gap="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={700}>重建搜索</Text>
          <Text size="sm" c="dimmed">
            明明有的记录却搜不到，或者搜到的是旧名字，就在这里重建。只重写搜索，不动记录；期间照常办事、照常搜索，中途关机也会在下次启动时接着做完。
          </Text>
        </div>
        <Button
          variant="default"
          style={{ flexShrink: 0 }}
          loading={rebuild.isRunning}
          disabled={runningId !== null}
          onClick={async () => {
            const reply = await rebuild.run({});
            if (!reply.ok) return;
            setStartedId(reply.value.jobId);
            void refetch();
          }}
        >
          重建搜索
        </Button>
      </Group>
      {answer.data?.isIncomplete && (
        <Alert color="orange" role="status" title="搜索还没有重建完">
          搜索的内容损坏过，正在从头写起，现在只能搜到一部分。记录都在，各个列表照常能看。
          {runningId === null && "请再点一次“重建搜索”，从停下的地方接着做。"}
        </Alert>
      )}
      {jobId !== null && <RebuildJob key={jobId} jobId={jobId} />}
    </Stack>
  );
};
