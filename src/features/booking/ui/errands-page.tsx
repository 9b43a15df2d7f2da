import { Badge, Button, SegmentedControl, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { dayOf, shortDay, shortTime } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { type Column, EmptyState, RecordList } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { bookingStateWords } from "../booking-words.ts";
import type { Errand } from "../errand-contract.ts";
import { useAnswer } from "./door.ts";
import { GiveBackDialog, MatterDialog, ReceiveDialog } from "./errand-steps.tsx";

const Address = z.object({
  view: z.enum(["open", "over"]).catch("open").default("open"),
  open: z.string().nullable().catch(null).default(null),
});

type Row = Errand & { id: string };

const HeldChip = ({ count }: { count: number }) =>
  count > 0 ? (
    <Badge color="orange" variant="light">
      材料 {count} 件
    </Badge>
  ) : null;

const columnsFor = (today: string): Column<Row>[] => [
  { key: "when", title: "哪天去", width: "6.5rem", render: ({ startAt }) => shortDay(dayOf(startAt), today) },
  {
    key: "who",
    title: "替谁办",
    width: "8rem",
    render: ({ name, detail }) => (
      <>
        {name}
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      </>
    ),
  },
  {
    key: "matter",
    title: "什么事",
    isWide: true,
    render: ({ serviceName, matter, heldCount }) => (
      <>
        {matter === "" ? serviceName : matter} <HeldChip count={heldCount} />
      </>
    ),
  },
  {
    key: "goer",
    title: "代办人",
    width: "8rem",
    isWide: true,
    render: ({ providerNames }) => providerNames.join("、") || "还没定",
  },
  { key: "state", title: "状态", width: "6rem", render: ({ state }) => bookingStateWords[state] },
];

const Documents = ({ errand, today }: { errand: Errand; today: string }) =>
  errand.documents.length === 0 ? (
    <Text c="dimmed">没有收材料。</Text>
  ) : (
    <ul className="plain-list">
      {errand.documents.map((document) => (
        <li key={document.id}>
          <b>{document.name}</b> {shortTime(document.receivedAt, today)} {document.receivedByName}收
          {document.returnedAt === null
            ? "，在中心"
            : `；${shortTime(document.returnedAt, today)} ${document.returnedByName}还${document.returnedTo === "" ? "" : `，${document.returnedTo}取走`}`}
        </li>
      ))}
    </ul>
  );

const ErrandRecord = ({ errand, onClose }: { errand: Row; onClose(): void }) => {
  const { today } = useMoment();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"matter" | "receive" | "giveBack" | null>(null);
  const close = () => setDialog(null);
  const isOff = errand.state === "cancelled";
  return (
    <RecordFrame
      version={errand.version}
      onClose={onClose}
      title={
        <>
          <Text size="sm" c="dimmed">
            {errand.numberText} · {errand.serviceName}
          </Text>
          <Title order={2} size="h4">
            替{errand.name}办
          </Title>
        </>
      }
      actions={
        <>
          {errand.heldCount > 0 && <Button onClick={() => setDialog("giveBack")}>还材料</Button>}
          {!isOff && (
            <>
              <Button variant="default" onClick={() => setDialog("receive")}>
                收材料
              </Button>
              <Button variant="default" onClick={() => setDialog("matter")}>
                代办事项
              </Button>
              <Button
                variant="default"
                disabled={errand.matter === ""}
                title={errand.matter === "" ? "先写明办什么事" : undefined}
                onClick={() =>
                  void navigate({ to: "/booking/authorisation" as never, search: { id: errand.bookingId } as never })
                }
              >
                授权委托书
              </Button>
            </>
          )}
        </>
      }
    >
      <div className="fields">
        <Field label="办什么事">{errand.matter || "还没写明，请点“代办事项”"}</Field>
        {errand.office !== "" && <Field label="到哪里办">{errand.office}</Field>}
        <Field label="哪天去">{shortTime(errand.startAt, today)}</Field>
        <Field label="代办人">{errand.providerNames.join("、") || "还没定"}</Field>
        <Field label="电话">{errand.maskedPhone || "没有留电话"}</Field>
        <Field label="状态">{bookingStateWords[errand.state]}</Field>
        {errand.note !== "" && <Field label="备注">{errand.note}</Field>}
      </div>
      <Field label="材料">
        <Documents errand={errand} today={today} />
      </Field>
      {dialog === "matter" && <MatterDialog errand={errand} onClose={close} />}
      {dialog === "receive" && <ReceiveDialog errand={errand} onClose={close} />}
      {dialog === "giveBack" && <GiveBackDialog errand={errand} onClose={close} />}
    </RecordFrame>
  );
};

/** 帮办代办: who goes for whom, and whose papers are in the house. */
export const ErrandsPage = () => {
  const [{ view, open }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const answer = useAnswer("booking.listErrands", { isOver: view === "over" }, { keepsPrevious: true });
  const rows = answer.data?.errands.map((errand) => ({ ...errand, id: errand.bookingId }));
  const shown = rows?.find(({ id }) => id === open);
  return (
    <Page
      title="帮办代办"
      filters={
        <SegmentedControl
          aria-label="看哪些"
          data={[
            { value: "open", label: "在办的" },
            { value: "over", label: "办完的" },
          ]}
          value={view}
          onChange={(value) => setAddress({ view: value as typeof view, open: null })}
        />
      }
    >
      <Text size="sm" c="dimmed">
        中心现在代收着 {answer.data?.heldCount ?? 0} 件材料。还清了才算办完。
      </Text>
      <ListAndRecord
        list={
          <RecordList
            label="帮办代办"
            columns={columnsFor(today)}
            rows={rows}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={shown !== undefined}
            empty={
              <EmptyState
                title={view === "open" ? "现在没有要代办的" : "还没有办完的"}
                hint="预约“帮办代办”类的项目，会列在这里：收了什么材料、谁去办、还了没有，一样一样记清。"
              />
            }
          />
        }
        record={
          shown ? <ErrandRecord key={shown.id} errand={shown} onClose={() => setAddress({ open: null })} /> : null
        }
      />
    </Page>
  );
};
