import { Badge, Button, Group, SegmentedControl, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { ListAndRecord, Page } from "#ui/page.tsx";
import { type Equipment, type Provider, type Room, resourceKinds } from "../resource-contract.ts";
import { providerKindWords, resourceKindWords } from "../resource-words.ts";
import { useAnswer } from "./door.ts";
import { EquipmentDialog, ProviderDialog, RoomDialog } from "./resource-dialogs.tsx";

const Address = z.object({
  kind: z.enum(resourceKinds).catch("room").default("room"),
  retired: z.boolean().catch(false).default(false),
});

/** A name, and whether it is still in use. */
const nameColumn = <Row extends { name: string; isRetired: boolean }>(): Column<Row> => ({
  key: "name",
  title: "名称",
  width: "16rem",
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

const roomColumns: Column<Room>[] = [
  nameColumn<Room>(),
  { key: "place", title: "位置", render: ({ place }) => place || "—" },
  { key: "seats", title: "能坐", width: "6rem", align: "right", render: ({ seatCount }) => `${seatCount} 人` },
  { key: "uses", title: "用途", render: ({ uses }) => uses || "—" },
  {
    key: "approval",
    title: "外面团体借用",
    width: "9rem",
    render: ({ isApprovalNeeded }) => (isApprovalNeeded ? "要负责人同意" : "不用批准"),
  },
  {
    key: "release",
    title: "没人来",
    width: "10rem",
    render: ({ releaseMinutes }) => (releaseMinutes === null ? "一直留着" : `${releaseMinutes} 分钟后可让出`),
  },
];

const equipmentColumns: Column<Equipment>[] = [
  nameColumn<Equipment>(),
  { key: "count", title: "件数", width: "6rem", align: "right", render: ({ totalCount }) => `${totalCount} 件` },
  { key: "place", title: "放在哪里", render: ({ place }) => place || "—" },
];

const providerColumns: Column<Provider>[] = [
  nameColumn<Provider>(),
  { key: "kind", title: "是谁", width: "8rem", render: ({ kind }) => providerKindWords[kind] },
  { key: "detail", title: "单位、职务", render: ({ detail }) => detail || "—" },
  { key: "trade", title: "会做什么", render: ({ trade }) => trade || "—" },
];

const emptyWords = {
  room: { title: "还没有功能室", hint: "点“增加功能室”，把书画室、活动室这样能约的房间记下来。" },
  equipment: { title: "还没有设备", hint: "点“增加设备”，把轮椅、投影机这样要占用的东西记下来。" },
  provider: { title: "还没有服务提供者", hint: "点“增加服务提供者”，把来服务的单位、医生、老师、理发师傅记下来。" },
} as const;

/** 功能室、设备与人: what a session holds. */
export const ResourcesPage = () => {
  const [{ kind, retired }, setAddress] = useAddress(Address);
  const answer = useAnswer("booking.listResources", { withRetired: true });
  const [openId, setOpenId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const isSecretary = useMay()("secretary");
  const open = (id: string | null) => {
    if (isSecretary) setOpenId(id);
  };
  const close = () => {
    setAdding(false);
    setOpenId(null);
  };
  const frame = {
    label: resourceKindWords[kind],
    openId: null,
    onOpen: open,
    empty: <EmptyState {...emptyWords[kind]} />,
  };
  const shown = <Row extends { isRetired: boolean }>(rows: readonly Row[] | undefined): Row[] | undefined =>
    rows?.filter(({ isRetired }) => retired || !isRetired);
  const found = <Row extends { id: string }>(rows: readonly Row[] | undefined): Row | null =>
    rows?.find(({ id }) => id === openId) ?? null;
  const isOpen = isAdding || openId !== null;
  return (
    <Page
      title="功能室、设备与人"
      action={isSecretary && <Button onClick={() => setAdding(true)}>增加{resourceKindWords[kind]}</Button>}
      filters={
        <>
          <SegmentedControl
            aria-label="哪一类"
            value={kind}
            onChange={(value) => setAddress({ kind: value as typeof kind }, { replaces: true })}
            data={resourceKinds.map((value) => ({ value, label: resourceKindWords[value] }))}
          />
          <Switch
            label="连同停用的"
            checked={retired}
            onChange={(event) => setAddress({ retired: event.currentTarget.checked }, { replaces: true })}
          />
        </>
      }
    >
      <Text size="sm" c="dimmed">
        排场次时，房间、设备和人一起占用，同一时间不会占两次。{isSecretary && "选中一行按 Enter 修改。"}
      </Text>
      <ListAndRecord
        record={null}
        list={
          <>
            {kind === "room" && <RecordList {...frame} rows={shown(answer.data?.rooms)} columns={roomColumns} />}
            {kind === "equipment" && (
              <RecordList {...frame} rows={shown(answer.data?.equipment)} columns={equipmentColumns} />
            )}
            {kind === "provider" && (
              <RecordList {...frame} rows={shown(answer.data?.providers)} columns={providerColumns} />
            )}
          </>
        }
      />
      {isOpen && kind === "room" && <RoomDialog room={found(answer.data?.rooms)} onClose={close} />}
      {isOpen && kind === "equipment" && <EquipmentDialog equipment={found(answer.data?.equipment)} onClose={close} />}
      {isOpen && kind === "provider" && <ProviderDialog provider={found(answer.data?.providers)} onClose={close} />}
    </Page>
  );
};
