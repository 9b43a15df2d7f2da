import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Reply } from "#base/contract.ts";
import { tellProblem, useAsking } from "#ui/asking.tsx";
import { useDesktop } from "#ui/desktop-context.ts";
import { useAnswer } from "./door.ts";
import { usePolling } from "./use-polling.ts";

export type ExportFormat = "xlsx" | "csv";

/** Waits for the job that writes a file, saves the file once, and calls back when it is over. */
const SavingWhenDone = (props: { jobId: string; onOver(): void }) => {
  const { jobId, onOver } = props;
  const { door, sentenceOf } = useAsking();
  const desktop = useDesktop();
  const job = useAnswer("system.job", { id: jobId });
  const { refetch } = job;
  const state = job.data?.state ?? "running";
  const isRunning = state === "running" || state === "cancelling";
  const ask = useCallback(() => void refetch(), [refetch]);
  usePolling(ask, isRunning, 250);
  const isTaken = useRef(false);
  useEffect(() => {
    if (isRunning || isTaken.current) return;
    isTaken.current = true;
    const save = async () => {
      const reply = await door.getFile("system.exportedFile", { jobId });
      if (reply.ok) await desktop.saveFile(reply.value.name, reply.value.blob);
      else tellProblem(sentenceOf(reply.code));
    };
    save()
      .catch(() => tellProblem("没有导出成，请稍后再试。"))
      .finally(onOver);
  }, [isRunning, jobId, onOver, door, desktop, sentenceOf]);
  return (
    <Text span size="xs" c="dimmed" role="status">
      {isRunning && job.data?.note ? `${job.data.note}…` : ""}
    </Text>
  );
};

/** Writes a list into a file that the person keeps: `start` answers with the id of the job that writes it. */
export const ExportButton = ({ start }: { start(format: ExportFormat): Promise<Reply<{ id: string }>> }) => {
  const [jobId, setJobId] = useState<string | null>(null);
  const over = useCallback(() => setJobId(null), []);
  const begin = async (format: ExportFormat) => {
    const reply = await start(format);
    if (reply.ok) setJobId(reply.value.id);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" loading={jobId !== null} rightSection={<IconChevronDown size={14} />}>
            导出
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void begin("xlsx")}>Excel 表格（.xlsx）</Menu.Item>
          <Menu.Item onClick={() => void begin("csv")}>文本表格（.csv）</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {jobId !== null && <SavingWhenDone jobId={jobId} onOver={over} />}
    </>
  );
};
