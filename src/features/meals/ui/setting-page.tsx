import { Badge, Button, Group, Switch, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { longDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { Answered, ListAndRecord, Page } from "#ui/page.tsx";
import type { Meal, MealClass, MealClosure } from "../meal-contract.ts";
import { yuan } from "../meal-rules.ts";
import { cutOffText, opensText, subsidyText } from "../meal-words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { ClosureDialog, MealClassDialog, MealDialog } from "./setting-dialogs.tsx";

const Address = z.object({ retired: z.boolean().catch(false).default(false) });

const nameColumn = <Row extends { name: string; isRetired: boolean }>(title: string): Column<Row> => ({
  key: "name",
  title,
  width: "14rem",
  render: ({ name, isRetired }) => (
    <Group gap={6} wrap="nowrap">
      {name}
      {isRetired && (
        <Badge color="gray" variant="light">
          已停用
        </Badge>
      )}
    </Group>
  ),
});

const mealColumns: Column<Meal>[] = [
  nameColumn("餐次"),
  { key: "opens", title: "哪几天开餐", render: opensText },
  { key: "cutOff", title: "订餐截止", width: "10rem", render: cutOffText },
  { key: "price", title: "每份", width: "7rem", align: "right", render: ({ priceFen }) => `${yuan(priceFen)} 元` },
];

const classColumns: Column<MealClass>[] = [
  nameColumn("类别"),
  { key: "code", title: "代号", width: "5rem", render: ({ code }) => code },
  { key: "subsidy", title: "补多少", width: "10rem", render: subsidyText },
  { key: "source", title: "谁补", render: ({ source }) => source || "—" },
  {
    key: "who",
    title: "谁能进",
    render: ({ minAge, proof }) =>
      [minAge === null ? "" : `满 ${minAge} 岁`, proof === "" ? "" : `看${proof}`].filter(Boolean).join("，") || "不限",
  },
];

const Closures = ({ closures, mayWrite }: { closures: readonly MealClosure[]; mayWrite: boolean }) => {
  const withdraw = useCommand("meals.withdrawClosure");
  if (closures.length === 0) return <Text c="dimmed">今后没有停餐的日子。</Text>;
  return (
    <Table aria-label="停餐">
      <Table.Tbody>
        {closures.map(({ id, version, fromDay, toDay, mealName, reason }) => (
          <Table.Tr key={id}>
            <Table.Td w="18rem">
              {longDay(fromDay)}
              {fromDay === toDay ? "" : ` 到 ${longDay(toDay)}`}
            </Table.Td>
            <Table.Td w="8rem">{mealName || "所有餐次"}</Table.Td>
            <Table.Td>{reason}</Table.Td>
            <Table.Td w="6rem">
              {mayWrite && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={async () => {
                    const reply = await withdraw.run({ id, version });
                    if (reply.ok) tellDone("已撤销停餐，照常开餐");
                  }}
                >
                  撤销
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

type Dialog = { kind: "meal" | "class"; id: string | null } | { kind: "closure" } | null;

/** 餐次与补助: what the canteen goes by. */
export const MealSettingPage = () => {
  const [{ retired }, setAddress] = useAddress(Address);
  const answer = useAnswer("meals.setting", { withRetired: retired }, { keepsPrevious: true });
  const [dialog, setDialog] = useState<Dialog>(null);
  const mayWrite = useMay()("secretary");
  const close = () => setDialog(null);
  const openFor = (kind: "meal" | "class") => (id: string | null) => {
    if (mayWrite && id !== null) setDialog({ kind, id });
  };
  return (
    <Page
      title="餐次与补助"
      filters={
        <Switch
          label="连同停用的"
          checked={retired}
          onChange={(event) => setAddress({ retired: event.currentTarget.checked }, { replaces: true })}
        />
      }
    >
      <Answered answer={answer}>
        {({ meals, classes, closures }) => (
          <>
            <Group justify="space-between">
              <Title order={2} size="h4">
                餐次
              </Title>
              {mayWrite && <Button onClick={() => setDialog({ kind: "meal", id: null })}>增加餐次</Button>}
            </Group>
            <ListAndRecord
              record={null}
              list={
                <RecordList
                  label="餐次"
                  columns={mealColumns}
                  rows={meals}
                  openId={null}
                  onOpen={openFor("meal")}
                  empty={<EmptyState title="还没有餐次" hint="先点“增加餐次”，写明午餐多少钱、哪几天开、几点截止。" />}
                />
              }
            />
            <Group justify="space-between" mt="md">
              <Title order={2} size="h4">
                补助类别
              </Title>
              {mayWrite && (
                <Button variant="default" onClick={() => setDialog({ kind: "class", id: null })}>
                  增加类别
                </Button>
              )}
            </Group>
            <ListAndRecord
              record={null}
              list={
                <RecordList
                  label="补助类别"
                  columns={classColumns}
                  rows={classes}
                  openId={null}
                  onOpen={openFor("class")}
                  empty={<EmptyState title="还没有补助类别" hint="不补的也要有一类，比如“全价”，不补。" />}
                />
              }
            />
            <Group justify="space-between" mt="md">
              <Title order={2} size="h4">
                停餐
              </Title>
              {mayWrite && meals.length > 0 && (
                <Button variant="default" onClick={() => setDialog({ kind: "closure" })}>
                  停餐
                </Button>
              )}
            </Group>
            <Closures closures={closures} mayWrite={mayWrite} />
            {dialog?.kind === "meal" && (
              <MealDialog meal={meals.find(({ id }) => id === dialog.id) ?? null} onClose={close} />
            )}
            {dialog?.kind === "class" && (
              <MealClassDialog one={classes.find(({ id }) => id === dialog.id) ?? null} onClose={close} />
            )}
            {dialog?.kind === "closure" && <ClosureDialog meals={meals} onClose={close} />}
          </>
        )}
      </Answered>
    </Page>
  );
};
