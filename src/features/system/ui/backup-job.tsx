import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useCallback } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import type { systemContract } from "../contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { usePolling } from "./use-polling.ts";

type JobView = OutputOf<(typeof systemContract)["system.job"]>;

const Outcome = z.object({ path: z.string(), lostFileCount: z.int() });
type Outcome = z.infer<typeof Outcome>;

/** What a job says of itself when it failed: its own sentence, or a general one for an error of the program. */
export const problemWords = (problem: string | null): string =>
  problem !== null && /\p{Script=Han}/u.test(problem) ? problem : "程序出错，没有做成。什么都没有改动。";

const words: Record<string, { title: string; hint: string }> = {
  "system.backUp": { title: "备份", hint: "可以先去做别的，这里不会停。取消的话，不会留下半份。" },
  "system.checkBackup": { title: "核对备份", hint: "只看不改。可以先去做别的，这里不会停。" },
  "system.restoreBackup": { title: "准备恢复", hint: "准备好之后，所有人都会回到登录页。现在取消的话，什么都不会变。" },
  "system.rebuildSearch": { title: "重建搜索", hint: "可以先去做别的，这里不会停。取消的话，记录都在。" },
};

/** A job on its way, which can be cancelled. */
export const RunningJob = ({ job }: { job: JobView }) => {
  const cancel = useCommand("system.cancelJob");
  const { title, hint } = words[job.name] ?? { title: job.name, hint: "" };
  const percent = job.total ? (job.done / job.total) * 100 : 100;
  const isStopping = job.state === "cancelling";
  return (
    <Stack gap="sm" className="panel" role="status" aria-label={title}>
      <Text fw={700}>
        {isStopping ? "正在停下，收回已经写的…" : `${job.note || `正在${title}`}…`}
        {job.total !== null && !isStopping && ` ${job.done} / ${job.total}`}
      </Text>
      <Progress value={percent} animated striped={job.total === null} size="lg" aria-label={title} />
      <Group justify="space-between">
        <Text size="sm">{hint}</Text>
        <Button
          variant="default"
          disabled={isStopping}
          loading={cancel.isRunning}
          onClick={() => void cancel.run({ id: job.id })}
        >
          取消
        </Button>
      </Group>
    </Stack>
  );
};

const doneWords = (name: string, { lostFileCount }: Outcome) => {
  const lost = lostFileCount > 0 ? `有 ${lostFileCount} 个附件在备份之前就已丢失或损坏，其余都在。` : "";
  return name === "system.backUp" ? `备份做好了，并且核对过。${lost}` : `核对完毕，这份备份完好，可以用来恢复。${lost}`;
};

const comeIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" });

/** How far a copy, a check or a restore is, and what became of it; a check is asked for further down the page. */
export const BackupJob = (props: { jobId: string; onReport(path: string): void }) => (
  <div ref={comeIntoView} style={{ scrollMarginTop: "4.5rem" }}>
    <Job {...props} />
  </div>
);

const Job = (props: { jobId: string; onReport(path: string): void }) => {
  const answer = useAnswer("system.job", { id: props.jobId });
  const { refetch } = answer;
  const ask = useCallback(() => void refetch(), [refetch]);
  const job = answer.data;
  const isLive = job?.state === "running" || job?.state === "cancelling";
  usePolling(ask, isLive);
  const outcome = job?.state === "done" ? Outcome.safeParse(job.result).data : undefined;
  if (!job) return null;
  if (isLive) return <RunningJob job={job} />;
  if (job.state === "cancelled")
    return (
      <Alert color="gray" title="已取消" role="status">
        什么都没有留下。
      </Alert>
    );
  if (!outcome)
    return (
      <Alert color="red" title={`没有${words[job.name]?.title ?? "做成"}`} role="alert">
        {problemWords(job.problem)}
      </Alert>
    );
  if (job.name === "system.restoreBackup") return null;
  return (
    <Alert color={outcome.lostFileCount > 0 ? "orange" : "teal"} title={doneWords(job.name, outcome)} role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {outcome.path}
        </Text>
        <Button variant="default" size="sm" onClick={() => props.onReport(outcome.path)}>
          看报告（可以打印）
        </Button>
      </Stack>
    </Alert>
  );
};
