import { Button, Group, Table, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { EmptyState } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered, Page } from "#ui/page.tsx";
import type { TellingLine } from "../booking-contract.ts";
import { bookingStateWords } from "../booking-words.ts";
import { spanText } from "../times.ts";
import { useAnswer, useCommand } from "./door.ts";
import { PhoneOf } from "./phone-of.tsx";

const TellingRow = ({ telling }: { telling: TellingLine }) => {
  const { id, why, tryCount, booking } = telling;
  const record = useCommand("booking.recordTelling");
  const [words, setWords] = useState("");
  const { today } = useMoment();
  return (
    <Table.Tr>
      <Table.Td>
        {booking.name}
        <Text size="sm" c="dimmed">
          {booking.detail}
        </Text>
        <PhoneOf booking={booking} />
      </Table.Td>
      <Table.Td>
        {why}
        <Text size="sm" c="dimmed">
          {booking.serviceName} {spanText(booking, today)} {bookingStateWords[booking.state]}
          {tryCount > 0 && `　打过 ${tryCount} 次没接`}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          <TextInput
            aria-label={`${booking.name}怎么说的`}
            placeholder="怎么说的"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            w="9rem"
          />
          <Button size="compact-md" onClick={() => void record.run({ id, isReached: true, words })}>
            已通知
          </Button>
          <Button size="compact-md" variant="default" onClick={() => void record.run({ id, isReached: false, words })}>
            未接
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
};

/** Whom to phone, and what came of it. */
export const TellingTable = ({ tellings, label }: { tellings: readonly TellingLine[]; label: string }) => (
  <Table aria-label={label}>
    <Table.Thead>
      <Table.Tr>
        <Table.Th w="30%">谁</Table.Th>
        <Table.Th>告诉什么</Table.Th>
        <Table.Th w="38%">办</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {tellings.map((telling) => (
        <TellingRow key={telling.id} telling={telling} />
      ))}
    </Table.Tbody>
  </Table>
);

/** 要通知的人: whose booking was moved, closed or called off without them. */
export const TellingsPage = () => {
  const answer = useAnswer("booking.listTellings", {});
  const navigate = useNavigate();
  return (
    <Page
      title="要通知的人"
      action={
        (answer.data?.tellings.length ?? 0) > 0 && (
          <Button
            variant="default"
            onClick={() => void navigate({ to: "/booking/phone-list" as never, search: { list: "tellings" } as never })}
          >
            打印电话单
          </Button>
        )
      }
    >
      <Answered answer={answer}>
        {({ tellings }) =>
          tellings.length === 0 ? (
            <EmptyState
              title="现在没有要通知的人"
              hint="场次改期、取消，或者房间、人停用了，约好的人会列在这里，打通一个记一个。"
            />
          ) : (
            <TellingTable tellings={tellings} label="要通知的人" />
          )
        }
      </Answered>
    </Page>
  );
};
