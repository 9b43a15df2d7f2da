import { Alert, Button, Stack, Text } from "@mantine/core";
import { useCallback, useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { EmptyState } from "#ui/list.tsx";
import { Answered, Page } from "#ui/page.tsx";
import type { ImportKindView } from "../import-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { ChooseStep, initialChoices, ReadingProgress } from "./import-choose.tsx";
import { PreviewStep } from "./import-preview.tsx";
import { ProgressStep } from "./import-progress.tsx";
import { usePolling } from "./use-polling.ts";
import "./import.css";

const Address = z.object({
  kind: z.string().default(""),
  reading: z.string().default(""),
  import: z.string().default(""),
});

const steps = ["选文件", "对应与预览", "导入"] as const;

const Steps = ({ at }: { at: number }) => (
  <ol className="import-steps" aria-label="步骤">
    {steps.map((step, index) => (
      <li key={step} aria-current={index === at ? "step" : undefined}>
        {index + 1}. {step}
      </li>
    ))}
  </ol>
);

const ReadingStep = (props: {
  kinds: readonly ImportKindView[];
  readingId: string;
  onOtherFile(): void;
  onStarted(importId: string): void;
}) => {
  const answer = useAnswer("system.importPreview", { id: props.readingId }, { keepsPrevious: true });
  const close = useCommand("system.closeReading", { isSilent: true });
  const { refetch } = answer;
  const ask = useCallback(() => void refetch(), [refetch]);
  const isBusy = answer.data?.isBusy ?? false;
  usePolling(ask, isBusy);
  const kind = props.kinds.find((candidate) => candidate.kind === answer.data?.kind);
  const [choices, setChoices] = useState<Record<string, string> | null>(null);
  const stop = () => {
    void close.run({ id: props.readingId });
    props.onOtherFile();
  };
  if (answer.isError)
    return (
      <Alert color="gray" title="这个文件已经放下">
        很久没有动，或者程序重新启动过。什么都没有写入。{" "}
        <Button variant="default" size="xs" onClick={props.onOtherFile}>
          再选一次文件
        </Button>
      </Alert>
    );
  return (
    <Answered answer={answer}>
      {(reading) => {
        if (reading.preview && kind)
          return (
            <PreviewStep
              kind={kind}
              reading={reading}
              preview={reading.preview}
              choices={choices ?? initialChoices(kind)}
              onChoices={setChoices}
              onOtherFile={stop}
              onStarted={props.onStarted}
            />
          );
        if (reading.isBusy) return <ReadingProgress reading={reading} onStop={stop} />;
        return (
          <Alert color="red" title={`“${reading.fileName}”读不了`} role="alert">
            <Text mb="sm">
              {reading.problem ?? "程序出错，没有读成。请换一个文件，或把这个文件另存为 .xlsx 再试。"}
            </Text>
            <Button variant="default" onClick={stop}>
              换一个文件
            </Button>
          </Alert>
        );
      }}
    </Answered>
  );
};

/** One import for every list: choose a file, see what it would become, watch it happen. */
export const ImportPage = () => {
  const [address, setAddress] = useAddress(Address);
  const answer = useAnswer("system.listImportKinds", {});
  const again = () => setAddress({ reading: "", import: "" });
  const at = address.import !== "" ? 2 : address.reading !== "" ? 1 : 0;
  return (
    <Page title="导入" action={<Steps at={at} />}>
      <Answered answer={answer}>
        {({ kinds }) => {
          const kind = kinds.find((candidate) => candidate.kind === address.kind) ?? kinds[0];
          if (!kind)
            return <EmptyState title="您的账号不能导入" hint="导入居民和诉求由前台做，导入分类和节假日由管理员做。" />;
          if (address.import !== "") return <ProgressStep importId={address.import} onAgain={again} />;
          if (address.reading !== "")
            return (
              <ReadingStep
                key={address.reading}
                kinds={kinds}
                readingId={address.reading}
                onOtherFile={again}
                onStarted={(id) => setAddress({ reading: "", import: id })}
              />
            );
          return (
            <Stack>
              <ChooseStep
                kinds={kinds}
                kind={kind}
                onKind={(chosen) => setAddress({ kind: chosen })}
                onReading={(id) => setAddress({ kind: kind.kind, reading: id })}
                onImport={(id) => setAddress({ import: id })}
              />
            </Stack>
          );
        }}
      </Answered>
    </Page>
  );
};
