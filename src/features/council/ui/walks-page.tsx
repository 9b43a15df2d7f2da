import { Alert, Button, Group, SimpleGrid, Table, Text, Textarea, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, shortTime } from "#base/dates.ts";
import { GridSelect } from "#features/people/ui/grid-select.tsx";
import { PlacePicker } from "#features/people/ui/place-picker.tsx";
import { useAddress } from "#ui/address.ts";
import { tellDone, tellProblem } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { FormFrame } from "#ui/form.tsx";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import type { Choice } from "#ui/picker.tsx";
import { useRecordForm } from "#ui/record-form.tsx";
import type { natures } from "../appeal-contract.ts";
import { natureWords } from "../appeal-words.ts";
import type { visitKinds } from "../task-part-contract.ts";
import { visitKindWords } from "../task-part-words.ts";
import type { WalkRow, walkContract } from "../walk-contract.ts";
import { nextRow } from "../walk-rules.ts";
import { walkRowWords } from "../walk-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { RecordLink } from "./links.tsx";

const Address = z.object({ code: z.string().nullable().catch(null).default(null) });

type Sheet = OutputOf<(typeof walkContract)["council.walkSheet"]>;

/** Chooses a grid or a building and goes on to the paper. */
const NewWalk = () => {
  const navigate = useNavigate();
  const [gridId, setGridId] = useState<string | null>(null);
  const [place, setPlace] = useState<(Choice & { buildingId: string }) | null>(null);
  return (
    <section className="panel" aria-label="打印走访单">
      <Text fw={700} mb="xs">
        打印一张
      </Text>
      <Group gap="sm" align="flex-end">
        <div style={{ width: "18rem" }}>
          <PlacePicker
            label="哪一栋楼"
            placeholder="如 3号楼、小区名"
            value={place}
            onChange={(choice) => {
              const buildingId = choice?.place.buildingId ?? null;
              if (choice && buildingId === null) return tellProblem("请选到楼栋，或在右边选网格。");
              setPlace(choice && buildingId !== null ? { id: buildingId, label: choice.label, buildingId } : null);
              setGridId(null);
            }}
          />
        </div>
        <GridSelect
          label="或整个网格"
          width="12rem"
          value={gridId}
          onChange={(id) => {
            setGridId(id);
            setPlace(null);
          }}
        />
        <Button
          onClick={() =>
            void navigate({
              to: "/council/walk-sheet" as never,
              search: { grid: gridId, building: place?.buildingId ?? null, homes: place !== null } as never,
            })
          }
        >
          看走访单
        </Button>
      </Group>
    </section>
  );
};

const KeyForm = z.object({
  words: z.string(),
  reporterName: z.string(),
  nature: z.string(),
  visitKind: z.string(),
});
type KeyValues = {
  words: string;
  reporterName: string;
  nature: (typeof natures)[number];
  visitKind: (typeof visitKinds)[number];
};

/** Of the whole sheet: written once. */
type Walk = { walkDate: string; visitor: string };

/** One row of the paper; Ctrl+Enter keys it and goes on to the next. */
const KeyRow = (props: { sheet: Sheet; row: WalkRow; walkNow(): Walk; onKeyed(): void; onNobody(): void }) => {
  const { sheet, row, walkNow } = props;
  const key = useCommand("council.keyWalkRow");
  const { form, save, notice } = useRecordForm<KeyValues, { appealId: string | null; numberText: string }>(
    {
      empty: { words: "", reporterName: "", nature: "help", visitKind: "talk" },
      schema: KeyForm,
      save: (values) => key.run({ id: sheet.id, position: row.position, ...walkNow(), ...values }),
    },
    `council.keyWalkRow.${sheet.id}.${row.position}`,
  );
  const { values } = form;
  const becomesAppeal = (row.kind === "home" || row.kind === "blank") && values.words.trim() !== "";
  return (
    <section className="panel" aria-label="录入">
      <FormFrame
        form={form}
        label={`第 ${row.position} 行`}
        onSave={async (written) => {
          if (walkNow().visitor.trim() === "") {
            props.onNobody();
            return { ok: false, code: "InvalidInput" };
          }
          const reply = await save(written);
          if (reply.ok) {
            tellDone(reply.value.appealId === null ? `第 ${row.position} 行已录` : `已登记 ${reply.value.numberText}`);
            props.onKeyed();
          }
          return reply;
        }}
        saveButton={
          <Button type="submit" loading={key.isRunning} rightSection={<kbd>Ctrl Enter</kbd>}>
            {becomesAppeal ? "登记诉求，下一行" : "记下，下一行"}
          </Button>
        }
      >
        {notice}
        <Text fw={700} mb="xs">
          第 {row.position} 行　{walkRowWords[row.kind]}　{row.label}
        </Text>
        <Textarea
          label="写了什么"
          description={
            row.kind === "blank"
              ? "空行上写的，登记为新的诉求，来源“走访”"
              : row.kind === "home"
                ? "空着就是没事；写了的登记为这一户的诉求，来源“走访”"
                : row.kind === "task"
                  ? "空着就是没见到人；写了的记为一次上门"
                  : "空着就是没见到人；写了的记在诉求的经过里"
          }
          data-autofocus
          autoFocus
          autosize
          minRows={2}
          {...form.getInputProps("words")}
        />
        {becomesAppeal && (
          <SimpleGrid cols={2} spacing="sm" mt="xs">
            <ChoiceRow
              label="性质"
              words={natureWords}
              value={values.nature}
              onChange={(nature) => form.setFieldValue("nature", nature)}
            />
            <TextInput label="诉求人" placeholder="没留姓名就空着" {...form.getInputProps("reporterName")} />
          </SimpleGrid>
        )}
        {row.kind === "task" && values.words.trim() !== "" && (
          <ChoiceRow
            label="上门做什么"
            words={visitKindWords}
            value={values.visitKind}
            onChange={(visitKind) => form.setFieldValue("visitKind", visitKind)}
          />
        )}
      </FormFrame>
    </section>
  );
};

const Keying = ({ sheet }: { sheet: Sheet }) => {
  const { today } = useMoment();
  const [at, setAt] = useState<number | null>(null);
  const [walk, setWalk] = useState<Walk>({ walkDate: today, visitor: "" });
  const [isNobody, setNobody] = useState(false);
  const latest = useRef(walk);
  latest.current = walk;
  const visitor = useRef<HTMLInputElement>(null);
  const position = at ?? nextRow(sheet.rows, 0);
  const row = sheet.rows.find((one) => one.position === position && one.keyedAt === null);
  return (
    <div className="two-halves">
      <section className="panel" aria-label="走访单的行">
        <Table aria-label="走访单的行">
          <Table.Tbody>
            {sheet.rows.map((one) => (
              <Table.Tr key={one.position} bg={one.position === row?.position ? "#fdf0f1" : undefined}>
                <Table.Td w="3rem" ta="right">
                  {one.position}
                </Table.Td>
                <Table.Td w="4rem">{walkRowWords[one.kind]}</Table.Td>
                <Table.Td>
                  {one.label}
                  {one.words !== "" && (
                    <Text size="sm" c="dimmed">
                      {one.words}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td w="7rem">
                  {one.keyedAt === null ? (
                    <Button size="compact-xs" variant="default" onClick={() => setAt(one.position)}>
                      录这一行
                    </Button>
                  ) : one.appealId !== null && one.kind !== "appeal" ? (
                    <RecordLink to="/council/appeals" search={{ view: "all", open: one.appealId }} label="已登记" />
                  ) : one.words === "" ? (
                    "没事"
                  ) : (
                    "已录"
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <div className="stays-in-sight">
        <section className="panel" aria-label="这次走访" style={{ marginBottom: "0.75rem" }}>
          <SimpleGrid cols={2} spacing="sm">
            <TextInput
              ref={visitor}
              label="谁去的"
              required
              value={walk.visitor}
              error={isNobody && walk.visitor.trim() === "" ? "请填写谁去的" : undefined}
              onChange={(event) => setWalk({ ...walk, visitor: event.currentTarget.value })}
            />
            <DateInput
              label="哪天走访的"
              required
              valueFormat="YYYY-MM-DD"
              minDate={dayOf(sheet.printedAt)}
              maxDate={today}
              value={walk.walkDate}
              onChange={(day) => setWalk({ ...walk, walkDate: day ?? today })}
            />
          </SimpleGrid>
        </section>
        {row ? (
          <KeyRow
            key={row.position}
            sheet={sheet}
            row={row}
            walkNow={() => latest.current}
            onKeyed={() => setAt(nextRow(sheet.rows, row.position))}
            onNobody={() => {
              setNobody(true);
              visitor.current?.focus();
            }}
          />
        ) : (
          <Alert color="teal">这张走访单录完了。</Alert>
        )}
      </div>
    </div>
  );
};

const KeyingPage = ({ code, onBack }: { code: string; onBack(): void }) => {
  const answer = useAnswer("council.walkSheet", { code }, { keepsPrevious: true });
  return (
    <Page
      title={`录入走访单 ${answer.data?.code ?? code}${answer.data ? `　${answer.data.placeName}` : ""}`}
      action={
        <Button variant="default" onClick={onBack}>
          返回
        </Button>
      }
    >
      <Answered answer={answer}>{(sheet) => <Keying key={sheet.id} sheet={sheet} />}</Answered>
    </Page>
  );
};

/** 走访单: printed for a walk, and keyed back in the order of its rows. */
export const WalksPage = () => {
  const [{ code }, setAddress] = useAddress(Address);
  const [typed, setTyped] = useState("");
  const answer = useAnswer("council.listWalkSheets", {});
  const { today } = useMoment();
  if (code !== null) return <KeyingPage code={code} onBack={() => setAddress({ code: null })} />;
  return (
    <Page title="走访单">
      <NewWalk />
      <section className="panel" aria-label="录入走访单">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() !== "") setAddress({ code: typed.trim().toUpperCase() });
          }}
        >
          <Group gap="sm" align="flex-end" mb="sm">
            <TextInput
              label="录入一张：纸上的表单号"
              placeholder="如 8W7WG"
              w="14rem"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" variant="default">
              录入
            </Button>
          </Group>
        </form>
        <RecordList
          label="打印过的走访单"
          rows={answer.data?.sheets}
          openId={null}
          onOpen={(id) => setAddress({ code: answer.data?.sheets.find((sheet) => sheet.id === id)?.code ?? null })}
          empty={<EmptyState title="还没有打印过走访单" hint="选一栋楼或一个网格，打印出来带着走，回来按行录入。" />}
          columns={[
            { key: "number", title: "表单号", width: "6rem", render: (sheet) => sheet.code },
            { key: "place", title: "哪里", render: (sheet) => sheet.placeName || "空白的" },
            { key: "at", title: "打印", width: "12rem", render: (sheet) => shortTime(sheet.printedAt, today) },
            { key: "by", title: "打印人", width: "7rem", render: (sheet) => sheet.printedByName },
            {
              key: "keyed",
              title: "录了",
              width: "7rem",
              align: "right",
              render: (sheet) => `${sheet.keyedCount} / ${sheet.rowCount} 行`,
            },
          ]}
        />
      </section>
    </Page>
  );
};
