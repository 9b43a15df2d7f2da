import { Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { tellProblem, useAsking } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { useDesktop } from "#ui/desktop-context.ts";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { TimeText } from "#ui/moment.tsx";
import type { ImportKindView, ImportLine } from "../import-contract.ts";
import { importStateWords } from "../words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { countsLine } from "./import-words.ts";

const lockedSentence = "读不到这个文件：它可能正被 Excel 或 WPS 打开，或者已经移走。请关掉那个程序，再选一次。";
const putProblem = "没有收到这个文件，请再选一次。";

export const initialChoices = (kind: ImportKindView): Record<string, string> =>
  Object.fromEntries(kind.choices.map(({ key, initial }) => [key, initial]));

/** Hands a file to the core and has it read; calls back with the reading. */
const useUpload = (kind: ImportKindView, onReading: (id: string) => void) => {
  const { door } = useAsking();
  const read = useCommand("system.readImport");
  const [isSending, setSending] = useState(false);
  const send = async (file: File) => {
    setSending(true);
    try {
      // A file that another program has locked fails here, and can be told apart from a core that is out of reach.
      await file.slice(0, 1).arrayBuffer();
    } catch {
      setSending(false);
      tellProblem(lockedSentence);
      return;
    }
    try {
      const put = await door.putFile(file);
      if (!put.ok) return tellProblem(put.fields?.[0]?.message ?? putProblem);
      const choices = initialChoices(kind);
      const reply = await read.run({ kind: kind.kind, sha256: put.value.sha256, fileName: file.name, choices });
      if (reply.ok) onReading(reply.value.id);
    } catch {
      tellProblem(putProblem);
    } finally {
      setSending(false);
    }
  };
  return { send, isSending };
};

const DropZone = (props: { kind: ImportKindView; onReading(id: string): void }) => {
  const { send, isSending } = useUpload(props.kind, props.onReading);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !isSending) void send(file);
  };
  return (
    <section
      className="drop-zone"
      aria-label="表格文件"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack align="center" gap="xs">
        <IconFileSpreadsheet size={40} stroke={1.2} aria-hidden />
        <Text fw={700}>把{props.kind.title}的表格拖到这里，或者</Text>
        <Button loading={isSending} onClick={() => input.current?.click()} data-autofocus>
          选择文件
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="选择表格文件"
          accept=".xlsx,.xls,.csv,.txt"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) void send(file);
          }}
        />
        <Text size="sm" c="dimmed">
          .xlsx、.xls、.csv，最多 20 万行、100 MB。先看预览，点“导入”之前什么都不会写入。
        </Text>
        <Text size="sm" c="dimmed">
          能认的列：
          {props.kind.columns.map(({ title, isRequired }) => (isRequired ? `${title}（必填）` : title)).join("、")}
        </Text>
      </Stack>
    </section>
  );
};

/** Saves the rows that were not taken, with the reason of each. */
export const RefusedRowsButton = ({ line }: { line: Pick<ImportLine, "id" | "hasRefusedFile"> }) => {
  const { door, sentenceOf } = useAsking();
  const desktop = useDesktop();
  const [isSaving, setSaving] = useState(false);
  if (!line.hasRefusedFile) return null;
  const save = async () => {
    setSaving(true);
    try {
      const reply = await door.getFile("system.refusedRows", { id: line.id });
      if (reply.ok) await desktop.saveFile(reply.value.name, reply.value.blob);
      else tellProblem(sentenceOf(reply.code));
    } catch {
      tellProblem("没有连上程序，请稍后再点一次。");
    } finally {
      setSaving(false);
    }
  };
  return (
    <Button variant="default" size="sm" loading={isSaving} onClick={() => void save()}>
      下载未导入的行
    </Button>
  );
};

const PastImports = ({ onOpen }: { onOpen(id: string): void }) => {
  const answer = useAnswer("system.listImports", {});
  return (
    <Stack gap={6}>
      <Text fw={700}>以前的导入</Text>
      <div className="panel">
        <RecordList<ImportLine>
          label="以前的导入"
          rows={answer.data?.imports}
          openId={null}
          onOpen={(id) => id !== null && onOpen(id)}
          empty={<EmptyState title="还没有导入过" hint="导入之后，这里留下每一次的文件名和行数。" />}
          columns={[
            { key: "at", title: "时间", width: "9.5rem", render: (line) => <TimeText at={line.startedAt} /> },
            { key: "kind", title: "内容", width: "6rem", render: (line) => line.kindTitle },
            { key: "file", title: "文件", render: (line) => line.fileName },
            { key: "who", title: "导入人", width: "6rem", render: (line) => line.startedByName },
            {
              key: "outcome",
              title: "结果",
              width: "24rem",
              render: (line) => (line.state === "done" ? countsLine(line) : importStateWords[line.state]),
            },
          ]}
        />
      </div>
    </Stack>
  );
};

/** What is imported, and the file. */
export const ChooseStep = (props: {
  kinds: readonly ImportKindView[];
  kind: ImportKindView;
  onKind(kind: string): void;
  onReading(id: string): void;
  onImport(id: string): void;
}) => (
  <Stack gap="md">
    {props.kinds.length > 1 && (
      <ChoiceRow
        label="导入什么"
        words={Object.fromEntries(props.kinds.map(({ kind, title }) => [kind, title]))}
        value={props.kind.kind}
        onChange={props.onKind}
      />
    )}
    <DropZone key={props.kind.kind} kind={props.kind} onReading={props.onReading} />
    <PastImports onOpen={props.onImport} />
  </Stack>
);

export const ReadingProgress = (props: {
  reading: { fileName: string; done: number; isQueued: boolean };
  onStop(): void;
}) => (
  <Group gap="sm" role="status">
    <Loader size="sm" />
    <Text>
      {props.reading.isQueued ? "前面还有表格在处理，轮到就读" : "正在读"}“{props.reading.fileName}”
      {props.reading.done > 0 && `，已经 ${props.reading.done.toLocaleString("zh-CN")} 行`}…
    </Text>
    <Button variant="default" size="xs" onClick={props.onStop}>
      不读了
    </Button>
  </Group>
);
