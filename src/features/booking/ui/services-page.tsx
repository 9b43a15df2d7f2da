import { Badge, Button, Group, Select, Switch, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { quotaWords } from "../quota.ts";
import { audiences, type ServiceLine, serviceCategories, serviceModes } from "../service-contract.ts";
import { audienceWords, partyWords, priceKindWords, serviceCategoryWords, serviceModeWords } from "../service-words.ts";
import { whoMayWords } from "../who-may.ts";
import { ComingSessions } from "./coming-sessions.tsx";
import { useAnswer } from "./door.ts";
import { ServiceDialog } from "./service-dialog.tsx";
import { optionsOf } from "./service-fields.tsx";
import { AddSessionDialog } from "./session-dialog.tsx";

const Address = z.object({
  category: z.enum(serviceCategories).nullable().catch(null).default(null),
  audience: z.enum(audiences).nullable().catch(null).default(null),
  mode: z.enum(serviceModes).nullable().catch(null).default(null),
  retired: z.boolean().catch(false).default(false),
  open: z.string().nullable().catch(null).default(null),
});

const priceWords = ({ priceKind, price }: ServiceLine): string =>
  priceKind === "free" ? priceKindWords.free : `${priceKindWords[priceKind]}，${price}`;

/** 「开始前 2 小时停约，最多提前 30 天」 */
const windowWords = ({ minNoticeMinutes, maxDaysAhead }: ServiceLine): string =>
  [
    minNoticeMinutes === 0
      ? "开始前都可以约"
      : `开始前 ${minNoticeMinutes % 60 === 0 ? `${minNoticeMinutes / 60} 小时` : `${minNoticeMinutes} 分钟`}停约`,
    `最多提前 ${maxDaysAhead} 天`,
  ].join("，");

const wordsOf = <K extends string>(keys: readonly K[], words: Readonly<Record<K, string>>): string =>
  keys.map((key) => words[key]).join("、");

const ServiceRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("booking.service", { id });
  const [isChanging, setChanging] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const navigate = useNavigate();
  const may = useMay();
  return (
    <Answered answer={answer}>
      {(service) => (
        <RecordFrame
          onClose={onClose}
          version={service.version}
          title={
            <>
              <Text size="sm" c="dimmed">
                {serviceCategoryWords[service.category]} · {serviceModeWords[service.mode]}
                {service.isRetired && " · 已停用"}
              </Text>
              <Title order={2} size="h4">
                {service.name}
              </Title>
            </>
          }
          actions={
            <>
              {may("secretary") && (
                <Button variant="default" onClick={() => setChanging(true)}>
                  修改
                </Button>
              )}
              <Button
                variant="default"
                onClick={() => void navigate({ to: "/booking/plans" as never, search: { service: id } as never })}
              >
                排期
              </Button>
              {!service.isRetired && (
                <Button variant="default" onClick={() => setAdding(true)}>
                  加一场
                </Button>
              )}
            </>
          }
        >
          <Field label="谁可以约">
            {[
              whoMayWords(service.whoMay) || "谁都可以",
              `按${wordsOf(service.parties, partyWords)}约`,
              service.maxHeadCount > 1 ? `一次最多 ${service.maxHeadCount} 人` : "",
            ]
              .filter((part) => part !== "")
              .join("；")}
          </Field>
          <Field label="限几次">{service.quotas.map(quotaWords).join("；") || "不限"}</Field>
          <Field label="每场">{`${service.durationMinutes} 分钟，${service.placeCount} 个名额${service.hasWaitingList ? "，约满可以候补" : ""}`}</Field>
          <Field label="什么时候能约">{windowWords(service)}</Field>
          {service.isApprovalNeeded && <Field label="批准">要负责人同意才算约上</Field>}
          <Field label="收费">
            {priceWords(service)}
            {service.subsidySource !== "" && `；补贴来源：${service.subsidySource}`}
          </Field>
          <Field label="要带什么">{service.bring || "不用带"}</Field>
          <Field label="面向">{wordsOf(service.audiences, audienceWords) || "所有居民"}</Field>
          <Field label="要用的">
            {[service.roomName, ...service.equipmentNames].filter((name) => name !== "").join("、") || "不占房间和设备"}
          </Field>
          <Field label="由谁来做">{service.providerNames.join("、") || "还没有定"}</Field>
          {service.isTwoPersonVisit && <Field label="上门">要两个人一起去</Field>}
          {service.consent !== "" && <Field label="知情同意（要签字）">{service.consent}</Field>}
          {service.note !== "" && <Field label="说明">{service.note}</Field>}
          <ComingSessions serviceId={service.id} />
          {isAdding && <AddSessionDialog service={service} day={null} onClose={() => setAdding(false)} />}
          {isChanging && (
            <ServiceDialog service={service} onClose={() => setChanging(false)} onDone={() => undefined} />
          )}
        </RecordFrame>
      )}
    </Answered>
  );
};

const columns: Column<ServiceLine>[] = [
  {
    key: "name",
    title: "项目",
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
  },
  { key: "category", title: "类别", width: "8rem", render: ({ category }) => serviceCategoryWords[category] },
  { key: "mode", title: "在哪里", width: "6rem", render: ({ mode }) => serviceModeWords[mode] },
  {
    key: "whoMay",
    title: "谁可以约",
    isWide: true,
    render: ({ whoMay }) => whoMayWords(whoMay) || "谁都可以",
  },
  {
    key: "places",
    title: "每场",
    width: "9rem",
    isWide: true,
    render: ({ durationMinutes, placeCount }) => `${durationMinutes} 分钟 ${placeCount} 个`,
  },
  { key: "price", title: "收费", width: "9rem", isWide: true, render: (service) => priceWords(service) },
];

/** 服务目录: what the centre offers, and by what rules. */
export const ServicesPage = () => {
  const [{ category, audience, mode, retired, open }, setAddress] = useAddress(Address);
  const answer = useAnswer(
    "booking.listServices",
    { category, audience, mode, withRetired: retired },
    { keepsPrevious: true },
  );
  const [isAdding, setAdding] = useState(false);
  const may = useMay();
  const navigate = useNavigate();
  const isNarrowed = category !== null || audience !== null || mode !== null;
  return (
    <Page
      title="服务目录"
      action={
        <>
          <Button variant="default" onClick={() => void navigate({ to: "/booking/resources" as never })}>
            功能室、设备与人
          </Button>
          {may("secretary") && <Button onClick={() => setAdding(true)}>新的服务项目</Button>}
        </>
      }
      filters={
        <>
          <Select
            aria-label="类别"
            placeholder="全部类别"
            clearable
            w="11rem"
            data={optionsOf(serviceCategoryWords)}
            value={category}
            onChange={(value) => setAddress({ category: value as typeof category }, { replaces: true })}
          />
          <Select
            aria-label="面向"
            placeholder="面向所有人"
            clearable
            w="10rem"
            data={optionsOf(audienceWords)}
            value={audience}
            onChange={(value) => setAddress({ audience: value as typeof audience }, { replaces: true })}
          />
          <Select
            aria-label="来中心还是上门"
            placeholder="来中心和上门"
            clearable
            w="10rem"
            data={optionsOf(serviceModeWords)}
            value={mode}
            onChange={(value) => setAddress({ mode: value as typeof mode }, { replaces: true })}
          />
          <Switch
            label="连同停用的"
            checked={retired}
            onChange={(event) => setAddress({ retired: event.currentTarget.checked }, { replaces: true })}
          />
        </>
      }
    >
      <ListAndRecord
        list={
          <RecordList
            label="服务项目"
            rows={answer.data?.services}
            columns={columns}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={open !== null}
            empty={
              isNarrowed ? (
                <EmptyState title="没有这样的项目" hint="换一个类别，或清空上面的筛选。" />
              ) : (
                <EmptyState
                  title="还没有服务项目"
                  hint="先在“功能室、设备与人”里记下房间和来服务的人，再点“新的服务项目”，写明谁可以约、每场几个名额。"
                />
              )
            }
          />
        }
        record={open !== null && <ServiceRecord key={open} id={open} onClose={() => setAddress({ open: null })} />}
      />
      {isAdding && (
        <ServiceDialog service={null} onClose={() => setAdding(false)} onDone={(id) => setAddress({ open: id })} />
      )}
    </Page>
  );
};
