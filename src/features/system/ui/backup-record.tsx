import { ActionIcon, Button, Code, CopyButton, Group, Text, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { dayOf, longDay, timeOf } from "#base/dates.ts";
import { Field, RecordFrame } from "#ui/page.tsx";
import type { BackupView } from "../backup-contract.ts";
import { backupKindWords, hashWords, sizeWords } from "../words.ts";

export const countsWords = ({ counts, fileCount }: Pick<BackupView, "counts" | "fileCount">): string =>
  [...counts, { label: "附件", count: fileCount }].map(({ label, count }) => `${label} ${count}`).join("，");

export const momentWords = ({ madeAt }: Pick<BackupView, "madeAt">) => `${longDay(dayOf(madeAt))} ${timeOf(madeAt)}`;

const HashText = ({ hash }: { hash: string }) => (
  <Group gap={4} wrap="nowrap">
    <Code style={{ overflowWrap: "anywhere" }}>{hashWords(hash)}</Code>
    <CopyButton value={hash}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "已复制" : "复制"}>
          <ActionIcon variant="subtle" color="gray" aria-label="复制校验码" onClick={copy}>
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  </Group>
);

/** One backup beside the list: what is in it, and what can be done with it. */
export const BackupRecord = (props: {
  backup: BackupView;
  isBusy: boolean;
  onClose(): void;
  onCheck(): void;
  onRestore(): void;
  onReport(): void;
}) => {
  const { backup } = props;
  const isUsable = backup.kind !== "damaged" && !backup.isNewer;
  return (
    <RecordFrame
      title={
        <Text fw={700}>
          {momentWords(backup)} · {backupKindWords[backup.kind]}
        </Text>
      }
      onClose={props.onClose}
      actions={
        isUsable && (
          <>
            <Button disabled={props.isBusy} onClick={props.onRestore}>
              恢复到这一份…
            </Button>
            <Button variant="default" disabled={props.isBusy} onClick={props.onCheck}>
              核对
            </Button>
            <Button variant="default" onClick={props.onReport}>
              看报告
            </Button>
          </>
        )
      }
    >
      {backup.isNewer && <Text c="red.9">由更新版本的小板凳工作台保存，请安装新版本后再恢复。</Text>}
      {backup.kind === "damaged" && <Text c="red.9">这是恢复时换下来的损坏文件，只作留存，不能用来恢复。</Text>}
      <Field label="放在">{backup.id}</Field>
      <Field label="内容">{countsWords(backup)}</Field>
      {backup.lostFileCount > 0 && (
        <Field label="备份之前已丢失或损坏的附件">
          <Text c="orange.9">{backup.lostFileCount} 个</Text>
        </Field>
      )}
      <Field label="社区">{backup.place}</Field>
      <Field label="做备份的人">{backup.madeBy || "程序自动"}</Field>
      <Field label="数据库大小">{sizeWords(backup.databaseBytes)}</Field>
      <Field label="最后一条操作记录">第 {backup.auditId} 条</Field>
      <Field label="这条记录的校验码">
        <HashText hash={backup.auditHash} />
      </Field>
    </RecordFrame>
  );
};
