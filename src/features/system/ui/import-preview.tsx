import { Alert, Badge, Button, Group, Select, Stack, Tabs, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { useAskOnce } from "#ui/ask-once.tsx";
import type { ImportKindView, SheetPreview } from "../import-contract.ts";
import { useCommand } from "./door.ts";
import { ChoiceFields, type Choices } from "./import-choices.tsx";
import { ReadingProgress } from "./import-choose.tsx";
import { MappingFields } from "./import-mapping.tsx";
import { PreviewRows } from "./import-rows.tsx";
import { countText, type Reading } from "./import-words.ts";

/** The sheet as it would be imported: its columns, its first rows, and the rows that will not do. */
export const PreviewStep = (props: {
  kind: ImportKindView;
  reading: Reading;
  preview: SheetPreview;
  choices: Choices;
  onChoices(choices: Choices): void;
  onOtherFile(): void;
  onStarted(importId: string): void;
}) => {
  const { kind, reading, preview, choices } = props;
  const map = useCommand("system.mapImport");
  const start = useCommand("system.startImport");
  const askOnce = useAskOnce();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const fields = useRef<HTMLElement>(null);
  const [chosenTab, setChosenTab] = useState<string | null>(null);
  const goodCount = preview.readCount - preview.badCount;
  const hasOnlyBad = preview.badCount > 0 && goodCount === 0;
  const tab = hasOnlyBad ? (chosenTab ?? "bad") : preview.badCount === 0 ? "good" : (chosenTab ?? "good");
  const isBusy = reading.isBusy || map.isRunning;
  const missing = kind.columns.filter(({ key, isRequired }) => isRequired && preview.mapping[key] === undefined);

  const look = (
    change: Partial<{ sheet: string; headingRow: number; mapping: Record<string, number>; choices: Choices }>,
  ) =>
    void map.run({
      id: reading.id,
      sheet: change.sheet ?? preview.sheet,
      // Another sheet has another heading, and another heading other columns.
      headingRow: change.headingRow ?? (change.sheet === undefined ? preview.heading.lastRow || null : null),
      mapping:
        change.mapping ?? (change.sheet === undefined && change.headingRow === undefined ? preview.mapping : null),
      choices: change.choices ?? choices,
    });

  const choose = (key: string, value: string) => {
    const next = { ...choices, [key]: value };
    setProblems(({ [key]: _solved, ...others }) => others);
    props.onChoices(next);
    if (kind.choices.some((choice) => choice.key === key && choice.isJudgedBy)) look({ choices: next });
  };

  const beginWords = goodCount === 0 && preview.readCount > 0 ? "存下有问题的行" : `导入 ${countText(goodCount)} 行`;

  const begin = async () => {
    const empty = kind.choices.filter(({ key, isRequired }) => isRequired && (choices[key] ?? "").trim() === "");
    if (empty.length > 0) {
      setProblems(Object.fromEntries(empty.map(({ key, title }) => [key, `请填写${title}`])));
      // The marks appear with the next frame.
      requestAnimationFrame(() => fields.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    const isSure =
      preview.badCount === 0 ||
      (await askOnce({
        title: goodCount === 0 ? "没有一行可以导入" : `只导入 ${countText(goodCount)} 行？`,
        text: `有 ${countText(preview.badCount)} 行有问题，不会导入；随后可以下载这些行，每行写着原因，改好再导一次。`,
        confirm: beginWords,
      }));
    if (!isSure) return;
    const trimmed = Object.fromEntries(Object.entries(choices).map(([key, value]) => [key, value.trim()]));
    const reply = await start.run({ id: reading.id, choices: trimmed });
    if (reply.ok) props.onStarted(reply.value.id);
  };

  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="sm" align="flex-end">
          <div>
            <Text fw={700} style={{ overflowWrap: "anywhere" }}>
              {reading.fileName}
            </Text>
            <Text size="sm" role="status">
              读到 {countText(preview.readCount)} 行：可以导入 {countText(goodCount)} 行
              {preview.badCount > 0 && `，有问题 ${countText(preview.badCount)} 行`}
            </Text>
          </div>
          {preview.sheetNames.length > 1 && (
            <Select
              label="工作表"
              size="xs"
              data={preview.sheetNames}
              value={preview.sheet}
              allowDeselect={false}
              disabled={isBusy}
              onChange={(sheet) => sheet !== null && look({ sheet })}
            />
          )}
          <Select
            label="表头在"
            size="xs"
            w="18rem"
            data={preview.firstRows.map(({ number, texts }) => ({
              value: String(number),
              label: `第 ${number} 行：${texts.filter(Boolean).join(" ").slice(0, 24)}`,
            }))}
            value={String(preview.heading.lastRow)}
            allowDeselect={false}
            disabled={isBusy}
            onChange={(row) => row !== null && look({ headingRow: Number(row) })}
          />
        </Group>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={props.onOtherFile}>
            换一个文件
          </Button>
          <Button loading={start.isRunning} disabled={isBusy || preview.readCount === 0} onClick={() => void begin()}>
            {beginWords}
          </Button>
        </Group>
      </Group>
      {isBusy && <ReadingProgress reading={reading} onStop={props.onOtherFile} />}
      {reading.problem !== null && <Alert color="red">{reading.problem}</Alert>}
      {missing.length > 0 && (
        <Alert color="orange">
          还没有找到必填的{missing.map(({ title }) => `“${title}”`).join("、")}。请在下面指出它在表里是哪一列。
        </Alert>
      )}
      {preview.doubles.length > 0 && (
        <Alert color="gray" py="xs">
          {preview.doubles.map((label) => `“${label}”`).join("、")}与前面的列同义，只取前面那一列。
        </Alert>
      )}
      <div className={kind.choices.length > 0 ? "import-sides" : undefined}>
        <MappingFields kind={kind} preview={preview} isBusy={isBusy} onMapping={(mapping) => look({ mapping })} />
        {kind.choices.length > 0 && (
          <section ref={fields} className="panel" aria-label="表里没有的">
            <Text fw={700} mb={4}>
              表里没有的，在这里定
            </Text>
            <ChoiceFields kind={kind} choices={choices} problems={problems} onChange={choose} />
          </section>
        )}
      </div>
      <div className="panel">
        <Tabs value={tab} onChange={setChosenTab} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="good">前几行</Tabs.Tab>
            <Tabs.Tab
              value="bad"
              disabled={preview.badCount === 0}
              rightSection={
                preview.badCount > 0 && (
                  <Badge color="red" variant="light" size="sm">
                    {countText(preview.badCount)}
                  </Badge>
                )
              }
            >
              有问题的行
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="good">
            <PreviewRows kind={kind} preview={preview} rows={preview.goodRows} label="前几行" />
            {preview.goodRows.length === 0 && <Text p="sm">没有一行可以导入。</Text>}
          </Tabs.Panel>
          <Tabs.Panel value="bad">
            <PreviewRows kind={kind} preview={preview} rows={preview.badRows} label="有问题的行" />
            {preview.badCount > preview.badRows.length && (
              <Text size="sm" c="dimmed" p="xs">
                只列出前 {preview.badRows.length} 行；全部的在导入后可以下载。
              </Text>
            )}
          </Tabs.Panel>
        </Tabs>
      </div>
    </Stack>
  );
};
