import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useCallback } from "react";
import { Answered } from "#ui/page.tsx";
import type { ImportLine } from "../import-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { RefusedRowsButton } from "./import-choose.tsx";
import { countsLine, countText } from "./import-words.ts";
import { usePolling } from "./use-polling.ts";

const Running = ({ line, jobId }: { line: ImportLine; jobId: string }) => {
  const job = useAnswer("system.job", { id: jobId });
  const cancel = useCommand("system.cancelJob");
  const { refetch } = job;
  const ask = useCallback(() => void refetch(), [refetch]);
  usePolling(ask, true);
  const total = job.data?.total ?? 0;
  const done = job.data?.done ?? line.readCount;
  const isGoingBack = job.data?.state === "cancelling" || line.state === "takingBack";
  const percent = total > 0 ? Math.min(100, (done / total) * 100) : 0;
  return (
    <Stack gap="sm" className="panel" role="status" aria-label="导入进度">
      <Text fw={700}>{isGoingBack ? "正在收回已经写入的行…" : `${job.data?.note || "正在写入"}…`}</Text>
      <Progress value={isGoingBack ? 100 : percent} animated striped={isGoingBack} size="lg" aria-label="导入进度" />
      <Group justify="space-between">
        <Text size="sm">
          {isGoingBack
            ? "收回之后，什么都不会留下。"
            : `${countText(done)} / ${countText(total)} 行。可以先去做别的，这里不会停。`}
        </Text>
        <Button
          variant="default"
          disabled={isGoingBack}
          loading={cancel.isRunning}
          onClick={() => void cancel.run({ id: jobId })}
        >
          取消导入
        </Button>
      </Group>
    </Stack>
  );
};

const TakenBack = ({ jobId }: { jobId: string }) => {
  const job = useAnswer("system.job", { id: jobId });
  const problem = job.data?.problem ?? null;
  return (
    <Alert color={problem === null ? "gray" : "red"} title={problem === null ? "已取消" : "没有导入"} role="status">
      {problem !== null && /[\u4e00-\u9fff]/.test(problem) ? `${problem} ` : problem !== null && "写入时出了错。"}
      已经写入的行都收回了，什么都没有留下。
    </Alert>
  );
};

/** How far the import is, and what became of it. */
export const ProgressStep = (props: { importId: string; onAgain(): void }) => {
  const answer = useAnswer("system.import", { id: props.importId });
  const { refetch } = answer;
  const ask = useCallback(() => void refetch(), [refetch]);
  const state = answer.data?.state;
  usePolling(ask, state === "running" || state === "takingBack", 1_000);
  return (
    <Answered answer={answer}>
      {(line) => (
        <Stack gap="md">
          <Text fw={700} style={{ overflowWrap: "anywhere" }}>
            {line.kindTitle} · {line.fileName}
          </Text>
          {(line.state === "running" || line.state === "takingBack") && <Running line={line} jobId={props.importId} />}
          {line.state === "takenBack" && <TakenBack jobId={props.importId} />}
          {line.state === "done" && (
            <Alert color={line.refusedCount > 0 ? "orange" : "teal"} title="导入完毕" role="status">
              {countsLine(line)}。
              {line.refusedCount > 0 && "下载未导入的行，最后一列写着原因；改好之后再导这个文件就行。"}
            </Alert>
          )}
          <Group gap="xs">
            <RefusedRowsButton line={line} />
            {line.state !== "running" && line.state !== "takingBack" && (
              <Button onClick={props.onAgain}>再导一个文件</Button>
            )}
          </Group>
        </Stack>
      )}
    </Answered>
  );
};
