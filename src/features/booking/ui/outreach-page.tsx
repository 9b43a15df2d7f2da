import { Badge, Box, Button, Group, Select, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { dayOf, daysBetween, isRealDay, shortTime } from "#base/dates.ts";
import { GridSelect } from "#features/people/ui/grid-select.tsx";
import { PhoneText } from "#features/people/ui/phone-text.tsx";
import { useAddress } from "#ui/address.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Page } from "#ui/page.tsx";
import type { OutreachLine } from "../figure-contract.ts";
import { windowOf } from "../figure-rules.ts";
import { outreachBasis, windowWords } from "../figure-words.ts";
import { serviceCategories } from "../service-contract.ts";
import { serviceCategoryWords } from "../service-words.ts";
import { whoMayWords } from "../who-may.ts";
import { useAnswer } from "./door.ts";
import { FigureWindow } from "./figure-window.tsx";

const day = z.string().refine(isRealDay).nullable().catch(null).default(null);
export const OutreachAddress = z.object({
  fromDay: day,
  toDay: day,
  gridId: z.string().nullable().catch(null).default(null),
  category: z.enum(serviceCategories).nullable().catch(null).default(null),
  serviceId: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(false).default(false),
});

const categoryOptions = serviceCategories.map((value) => ({ value, label: serviceCategoryWords[value] }));

type Row = OutreachLine & { id: string };

/** 8 个月前 义诊; never where there was none. */
export const lastWords = ({ lastAt, lastServiceName }: OutreachLine, today: string): string => {
  if (lastAt === null) return "没有服务过";
  const days = daysBetween(dayOf(lastAt), today);
  const ago = days < 60 ? `${days} 天前` : `${Math.floor(days / 30)} 个月前`;
  return `${ago} ${lastServiceName}`;
};

/** 送服务名单: elderly who live alone and had no service this quarter. */
export const OutreachPage = () => {
  const [address, setAddress] = useAddress(OutreachAddress);
  const { today } = useMoment();
  const navigate = useNavigate();
  const { fromDay, toDay, gridId, category, serviceId } = address;
  const days = fromDay && toDay && fromDay <= toDay ? { fromDay, toDay } : windowOf("quarter", today);
  const answer = useAnswer("booking.outreach", { ...days, gridId, category, serviceId }, { keepsPrevious: true });
  const services = useAnswer("booking.listServices", {}).data?.services ?? [];
  const forSome = services.filter(({ whoMay }) => whoMayWords(whoMay) !== "");
  const rows = answer.data?.people.map((line) => ({ ...line, id: line.residentId }));
  const openPerson = (id: string) => void navigate({ to: "/people/residents" as never, search: { id } as never });
  const bookFor = (id: string) => void navigate({ to: "/booking/book" as never, search: { residentId: id } as never });
  const columns: Column<Row>[] = [
    {
      key: "name",
      title: "居民",
      width: "10rem",
      render: ({ name, age }) => (
        <>
          {name}
          <Text span inherit c="dimmed" ml={6}>
            {age === null ? "" : `${age} 岁`}
          </Text>
        </>
      ),
    },
    { key: "grid", title: "网格", width: "7rem", render: ({ gridName }) => gridName },
    { key: "building", title: "楼栋", render: ({ buildingName }) => buildingName },
    {
      key: "phone",
      title: "电话",
      width: "12.5rem",
      render: ({ residentId, maskedPhone }) => <PhoneText id={residentId} of="resident" maskedPhone={maskedPhone} />,
    },
    {
      key: "last",
      title: "上次服务",
      width: "12rem",
      render: (line) => (
        <>
          {lastWords(line, today)}
          {line.comingAt !== null && (
            <Badge ml={6} variant="light" color="green">
              已约 {shortTime(line.comingAt, today)}
            </Badge>
          )}
        </>
      ),
    },
    {
      key: "book",
      title: "约",
      width: "7rem",
      render: ({ id }) => (
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<kbd>1</kbd>}
          onClick={(event) => {
            event.stopPropagation();
            bookFor(id);
          }}
        >
          约服务
        </Button>
      ),
    },
  ];
  return (
    <Page
      title={`送服务名单 · ${windowWords(days)}`}
      action={
        <Button
          disabled={(rows?.length ?? 0) === 0}
          onClick={() =>
            void navigate({
              to: "/booking/outreach-sheet" as never,
              search: { ...days, gridId, category, serviceId } as never,
            })
          }
        >
          打印名单
        </Button>
      }
      filters={
        <Group gap="xs" align="flex-end">
          <Select
            aria-label="找谁"
            placeholder="独居老人"
            data={forSome.map(({ id, name }) => ({ value: id, label: `符合“${name}”的` }))}
            value={serviceId}
            onChange={(next) => setAddress({ serviceId: next, category: null })}
            clearable
            w="14rem"
          />
          <FigureWindow value={days} kinds={["quarter"]} onChange={setAddress} />
          <GridSelect
            label="网格"
            isLabelHidden
            placeholder="所有网格"
            value={gridId}
            onChange={(next) => setAddress({ gridId: next })}
            width="10rem"
          />
          {serviceId === null && (
            <Select
              aria-label="哪一类服务"
              placeholder="所有服务"
              data={categoryOptions}
              value={category}
              onChange={(next) => setAddress({ category: next })}
              clearable
              w="10rem"
            />
          )}
        </Group>
      }
    >
      <Text size="sm" c="dimmed">
        {answer.data &&
          `${answer.data.serviceName === "" ? "独居老人" : `符合“${answer.data.serviceName}”的`} ${answer.data.candidateCount} 位，服务过 ${answer.data.servedCount} 位，还没有 ${answer.data.candidateCount - answer.data.servedCount} 位。`}
        {answer.data?.isCut && `只列前 ${answer.data.people.length} 位。`}
        {answer.data &&
          outreachBasis(days, { ...answer.data, category: category ? serviceCategoryWords[category] : "" })}
        点中一位，Enter 看居民，按 1 约服务。
      </Text>
      <Box
        onKeyDown={(event) => {
          const id = (event.target as HTMLElement).dataset.id;
          if (event.key !== "1" || !id) return;
          event.preventDefault();
          bookFor(id);
        }}
      >
        <RecordList
          label="送服务名单"
          columns={columns}
          rows={rows}
          openId={null}
          onOpen={(id) => id !== null && openPerson(id)}
          empty={
            <EmptyState
              title={serviceId === null ? "没有要上门看望的独居老人" : "符合的人都服务过了"}
              hint="独居的老人这个季度都服务过了，或者登记里没有独居的老人。老人那一户登记齐了，名单才准。"
            />
          }
        />
      </Box>
    </Page>
  );
};
