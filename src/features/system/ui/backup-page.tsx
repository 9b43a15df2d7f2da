import { Alert, Button, SimpleGrid, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { useAddress } from "#ui/address.ts";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { TimeText } from "#ui/moment.tsx";
import { Answered, ListAndRecord, Page } from "#ui/page.tsx";
import type { BackupView } from "../backup-contract.ts";
import type { systemContract } from "../contract.ts";
import { backupFolderWords, backupKindWords, sizeWords } from "../words.ts";
import { BackupJob, problemWords } from "./backup-job.tsx";
import { BackupRecord, countsWords } from "./backup-record.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { FolderForm } from "./folder-form.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { SearchPanel } from "./search-panel.tsx";

type Listed = OutputOf<(typeof systemContract)["system.listBackups"]>;

const Address = z.object({
  folder: z.string().catch("").default(""),
  open: z.string().nullable().catch(null).default(null),
});

const LastCopy = ({ listed }: { listed: Listed }) => (
  <div className="panel">
    <Text fw={700}>
      {listed.newestDailyAt === null ? (
        "还没有自动备份。"
      ) : (
        <>
          最近一次自动备份：
          <TimeText at={listed.newestDailyAt} />
          ，做好后核对过。
        </>
      )}
    </Text>
    <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      每天第一次使用时自动备份，留最近 14 天，再往前每周一份留 8 周，放在 {listed.ownFolder} 的 backups 文件夹里。
      {listed.freeBytes !== null && `这块磁盘还剩 ${sizeWords(listed.freeBytes)}。`}
      自动备份和数据在同一块磁盘上，请常备份一份到U盘。
    </Text>
    {listed.dailyProblem !== null && (
      <Alert color="red" mt="xs" title="上一次自动备份没有做成">
        {problemWords(listed.dailyProblem)}
      </Alert>
    )}
  </div>
);

const BackUpForm = (props: { isBusy: boolean; onStarted(jobId: string, folder: string): void }) => {
  const [folder, setFolder] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const backUp = useCommand("system.backUp", { marksFields: true });
  const start = async () => {
    const reply = await backUp.run({ folder });
    setProblem(reply.ok ? null : (reply.fields?.[0]?.message ?? null));
    if (reply.ok) props.onStarted(reply.value.jobId, folder);
  };
  return (
    <FolderForm
      title="立即备份"
      label="备份到哪个文件夹"
      description="U盘或另一块磁盘上的文件夹，备份会放进它里面的一个新文件夹。"
      value={folder}
      onChange={setFolder}
      problem={problem}
      onSubmit={() => void start()}
      submitButton={
        <Button type="submit" loading={backUp.isRunning} disabled={props.isBusy}>
          立即备份
        </Button>
      }
    />
  );
};

const BackupList = (props: {
  backups: readonly BackupView[];
  openId: string | null;
  onOpen(id: string | null): void;
}) => (
  <RecordList<BackupView>
    label="备份"
    rows={props.backups}
    openId={props.openId}
    onOpen={props.onOpen}
    isNarrow={props.openId !== null}
    empty={<EmptyState title="还没有备份" hint="程序每天第一次使用时会自动备份，也可以在上面备份到U盘。" />}
    columns={[
      { key: "at", title: "时间", width: "11rem", render: ({ madeAt }) => <TimeText at={madeAt} /> },
      { key: "kind", title: "来历", width: "9rem", render: ({ kind }) => backupKindWords[kind] },
      { key: "counts", title: "内容", isWide: true, render: (backup) => countsWords(backup) },
      {
        key: "by",
        title: "做备份的人",
        width: "7rem",
        isWide: true,
        render: ({ madeBy }) => madeBy || "程序自动",
      },
    ]}
  />
);

/** Copies of the centre: the last one, a new one, all that there are, and the way back. */
export const BackupPage = () => {
  const [address, setAddress] = useAddress(Address);
  const [typed, setTyped] = useState(address.folder);
  const [jobId, setJobId] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<BackupView | null>(null);
  const answer = useAnswer("system.listBackups", { folder: address.folder }, { keepsPrevious: true });
  const check = useCommand("system.checkBackup");
  const navigate = useNavigate();
  const { refetch } = answer;
  const shownJob = answer.data?.runningJobId ?? jobId;
  const isBusy = (answer.data?.runningJobId ?? null) !== null;
  const report = (id: string) => void navigate({ to: "/system/backup-report" as never, search: { id } as never });
  const started = (id: string) => {
    setJobId(id);
    void refetch();
  };
  const open = answer.data?.backups.find(({ id }) => id === address.open);
  return (
    <Page title="备份与恢复">
      <Answered answer={answer}>
        {(listed) => (
          <Stack gap="md">
            <LastCopy listed={listed} />
            {shownJob !== null && <BackupJob key={shownJob} jobId={shownJob} onReport={report} />}
            <SimpleGrid cols={2} spacing="md">
              <BackUpForm
                isBusy={isBusy}
                onStarted={(id, folder) => {
                  // So that the new copy stands in the list as soon as it is there.
                  setTyped(folder);
                  setAddress({ folder, open: null }, { replaces: true });
                  started(id);
                }}
              />
              <FolderForm
                title="找备份"
                label="在别的文件夹里找备份"
                description="找到的备份列在下面，可以核对，也可以恢复。"
                value={typed}
                onChange={setTyped}
                problem={listed.folderProblem && backupFolderWords[listed.folderProblem]}
                onSubmit={() => setAddress({ folder: typed, open: null })}
                submitButton={
                  <Button type="submit" variant="default">
                    找
                  </Button>
                }
              />
            </SimpleGrid>
            <ListAndRecord
              list={
                <BackupList
                  backups={listed.backups}
                  openId={address.open}
                  onOpen={(id) => setAddress({ open: id }, { replaces: address.open !== null })}
                />
              }
              record={
                open ? (
                  <BackupRecord
                    backup={open}
                    isBusy={isBusy}
                    onClose={() => setAddress({ open: null })}
                    onCheck={async () => {
                      const reply = await check.run({ id: open.id });
                      if (reply.ok) started(reply.value.jobId);
                    }}
                    onRestore={() => setRestoring(open)}
                    onReport={() => report(open.id)}
                  />
                ) : null
              }
            />
            <SearchPanel />
          </Stack>
        )}
      </Answered>
      <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} onStarted={started} />
    </Page>
  );
};
