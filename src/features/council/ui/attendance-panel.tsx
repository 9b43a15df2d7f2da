import { ActionIcon, Button, Checkbox, Group, Menu, ScrollArea, Select, Table, Text } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { z } from "zod";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Meeting } from "../meeting-contract.ts";
import { meetingRoles, type Presence, type replies } from "../meeting-people-contract.ts";
import { listProblem } from "../meeting-seats.ts";
import { entitlementWords, meetingRoleWords, presenceWords, replyWords } from "../meeting-words.ts";
import { AddAttendance } from "./add-attendance.tsx";
import { useCommand } from "./door.ts";
import { KeepListDialog } from "./keep-list-dialog.tsx";
import { ProxyDialog } from "./proxy-dialog.tsx";
import { SignInDialog } from "./sign-in-dialog.tsx";

type Row = Meeting["attendances"][number];

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Who casts the vote of somebody away, in words. */
const standInOf = (meeting: Meeting, row: Row): string => {
  const nameOf = (id: string | null | undefined) => meeting.attendances.find((other) => other.id === id)?.name ?? "";
  const seat = meeting.seats.find(({ entitledId }) => entitledId === row.id);
  if (seat?.way === "household") return `同户 ${nameOf(seat.by)} 到会`;
  const proxy = meeting.proxies.find(({ giverId }) => giverId === row.id);
  if (!proxy) return "";
  const name = nameOf(proxy.holderId);
  if (seat?.way === "proxy") return `委托 ${name} 表决`;
  return seat?.way === "self" ? `委托过 ${name}，本人到会，不起作用` : `委托 ${name}，${name}还没到会`;
};

/** What somebody is in this meeting, and whether the vote counts. */
const RoleDialog = ({ meeting, row, onClose }: { meeting: Meeting; row: Row; onClose(): void }) => {
  const change = useCommand("council.changeInvitee");
  const { role, isEntitled } = row;
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={row.name}
      action="保存"
      draft={`council.changeInvitee.${row.id}`}
      done="已保存"
      empty={{ role, isEntitled }}
      schema={z.object({ role: z.enum(meetingRoles), isEntitled: z.boolean() })}
      save={(values) => change.run({ id: meeting.id, attendanceId: row.id, ...values })}
    >
      {(form) => (
        <>
          <Select
            label="身份"
            allowDeselect={false}
            data-autofocus
            data={options(meetingRoleWords)}
            {...form.getInputProps("role")}
          />
          <Checkbox
            label="有表决权"
            disabled={listProblem(meeting) !== null}
            {...form.getInputProps("isEntitled", { type: "checkbox" })}
          />
        </>
      )}
    </StepDialog>
  );
};

type Asked = { of: "proxy" | "role"; row: Row };

const RowMenu = ({ meeting, row, onAsk }: { meeting: Meeting; row: Row; onAsk(asked: Asked): void }) => {
  const change = useCommand("council.changeAttendance");
  const remove = useCommand("council.removeAttendance");
  const withdraw = useCommand("council.withdrawProxy");
  const proxy = meeting.proxies.find(({ giverId }) => giverId === row.id);
  const isOpen = listProblem(meeting) === null;
  const of = { id: meeting.id, attendanceId: row.id };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`${row.name} 的更多操作`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {meeting.state === "inSession" && row.presence === "present" && (
          <Menu.Item onClick={() => void change.run({ ...of, presence: row.presence, hasLeft: row.leftAt === null })}>
            {row.leftAt === null ? "已离场" : "又回来了"}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => onAsk({ of: "role", row })}>身份和表决权…</Menu.Item>
        {isOpen && row.isEntitled && !proxy && (
          <Menu.Item onClick={() => onAsk({ of: "proxy", row })}>书面委托…</Menu.Item>
        )}
        {isOpen && proxy && (
          <Menu.Item onClick={() => void withdraw.run({ id: meeting.id, proxyId: proxy.id })}>收回委托</Menu.Item>
        )}
        <Menu.Item color="red" onClick={() => void remove.run(of)}>
          移出名单
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const ListRow = (props: { meeting: Meeting; row: Row; at: number; canChange: boolean; onAsk(asked: Asked): void }) => {
  const { meeting, row, canChange } = props;
  const change = useCommand("council.changeAttendance");
  const changeInvitee = useCommand("council.changeInvitee");
  const isBefore = meeting.state === "preparing" || meeting.state === "notified";
  const of = { id: meeting.id, attendanceId: row.id };
  const about = [
    `${meetingRoleWords[row.role]}${row.isEntitled ? "" : "（无表决权）"}`,
    row.detail === "居民" ? "" : row.detail,
    row.home,
    standInOf(meeting, row),
    row.leftAt === null ? "" : "已离场",
  ];
  return (
    <Table.Tr>
      <Table.Td w="2.2rem" c="dimmed" pr={0}>
        {props.at + 1}
      </Table.Td>
      <Table.Td>
        {row.name}
        <Text size="xs" c="dimmed">
          {about.filter((part) => part !== "").join(" · ")}
        </Text>
      </Table.Td>
      <Table.Td w="8.2rem">
        {!canChange && (isBefore ? replyWords[row.reply] : presenceWords[row.presence])}
        {canChange && isBefore && (
          <Select
            aria-label={`${row.name} 的回执`}
            size="xs"
            allowDeselect={false}
            data={options(replyWords)}
            value={row.reply}
            onChange={(reply) => void changeInvitee.run({ ...of, reply: reply as (typeof replies)[number] })}
          />
        )}
        {canChange && !isBefore && (
          <Select
            aria-label={`${row.name} 的到会情况`}
            size="xs"
            allowDeselect={false}
            data={options(presenceWords)}
            value={row.presence}
            onChange={(presence) => void change.run({ ...of, presence: presence as Presence })}
          />
        )}
      </Table.Td>
      <Table.Td w="2.4rem" px={0}>
        {canChange && <RowMenu meeting={meeting} row={row} onAsk={props.onAsk} />}
      </Table.Td>
    </Table.Tr>
  );
};

const unitOf = (meeting: Meeting) => (meeting.isCountedFromList && meeting.entitledBy === "household" ? "户" : "人");

/** 应到 5 人，到会 3 人，已过半 */
export const countSentence = (meeting: Meeting): string => {
  const unit = unitOf(meeting);
  const represented = meeting.representedCount > 0 ? `（其中代表 ${meeting.representedCount} ${unit}）` : "";
  const quorum = meeting.hasQuorum ? "已过半" : "没有过半";
  return `应到 ${meeting.entitledCount} ${unit}，到会 ${meeting.presentCount} ${unit}${represented}，${quorum}`;
};

/** 居民代表 12/15、物业 2/2 */
const quotaSentence = ({ quotas, attendances }: Meeting): string =>
  quotas
    .map((quota) => {
      const asked = attendances.filter(({ role }) => role === quota.role).length;
      return `${meetingRoleWords[quota.role]} ${asked}/${quota.count}`;
    })
    .join("、");

/** Who is asked, who comes, who may vote, and how many that makes. */
export const AttendancePanel = ({ meeting, mayRecord }: { meeting: Meeting; mayRecord: boolean }) => {
  const [step, setStep] = useState<"signIn" | "keep" | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const canChange = mayRecord && meeting.state !== "minuted" && meeting.state !== "cancelled";
  const isBefore = meeting.state === "preparing" || meeting.state === "notified";
  const comingCount = meeting.attendances.filter(({ reply }) => reply === "coming").length;
  return (
    <section className="panel" aria-label="到会">
      <Group justify="space-between" align="flex-start" gap="xs" mb="xs">
        <div>
          <Text fw={700}>{isBefore ? "邀请名单" : "到会"}</Text>
          <Text size="sm" role="status">
            {isBefore
              ? `请了 ${meeting.attendances.length} 人，回执参加 ${comingCount} 人，应到 ${meeting.entitledCount} ${unitOf(meeting)}（${entitlementWords[meeting.entitledBy]}）`
              : countSentence(meeting)}
          </Text>
          {isBefore && meeting.quotas.length > 0 && (
            <Text size="sm" c="dimmed">
              名额：{quotaSentence(meeting)}
            </Text>
          )}
        </div>
        {canChange && meeting.attendances.length > 0 && (
          <Group gap={6} wrap="nowrap">
            {meeting.state !== "preparing" && (
              <Button size="compact-sm" variant="default" onClick={() => setStep("signIn")}>
                按签到表登记
              </Button>
            )}
            {meeting.state !== "inSession" && meeting.state !== "notified" && (
              <Button size="compact-sm" variant="default" onClick={() => setStep("keep")}>
                名单存进模板
              </Button>
            )}
          </Group>
        )}
      </Group>
      {canChange && <AddAttendance key={meeting.state} meeting={meeting} />}
      {meeting.attendances.length > 0 && (
        <ScrollArea.Autosize mah="19rem" mt="xs" type="auto">
          <Table aria-label="到会名单" verticalSpacing={3}>
            <Table.Tbody>
              {meeting.attendances.map((row, at) => (
                <ListRow key={row.id} meeting={meeting} row={row} at={at} canChange={canChange} onAsk={setAsked} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
      {meeting.attendances.length === 0 && isBefore && (
        <Text size="sm" c="dimmed" mt="xs">
          名单还是空的。可以一个一个添加，也可以用“整组”照上次会议的名单请。
        </Text>
      )}
      <SignInDialog isOpen={step === "signIn"} onClose={() => setStep(null)} meetingId={meeting.id} />
      <KeepListDialog isOpen={step === "keep"} onClose={() => setStep(null)} meeting={meeting} />
      {asked?.of === "proxy" && (
        <ProxyDialog isOpen onClose={() => setAsked(null)} meeting={meeting} giver={asked.row} />
      )}
      {asked?.of === "role" && <RoleDialog onClose={() => setAsked(null)} meeting={meeting} row={asked.row} />}
    </section>
  );
};
