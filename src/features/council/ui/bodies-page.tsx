import { Button, Group, Switch, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { TimeText, useMoment } from "#ui/moment.tsx";
import { ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Body, type BodyMember, bodyContract, type bodyKinds } from "../body-contract.ts";
import { bodyKindWords } from "../body-words.ts";
import { meetingRoleWords } from "../meeting-words.ts";
import { MeetingChip } from "./chips.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { LinkPanel, RecordLink } from "./links.tsx";
import { useGrowingLimit } from "./use-paged.ts";

const Address = z.object({ open: z.string().nullable().catch(null).default(null) });

const BodyDialog = ({ body, onClose }: { body: Body | null; onClose(): void }) => {
  const add = useCommand("council.addBody");
  const change = useCommand("council.changeBody");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={body ? `修改：${body.name}` : "新的常设机构"}
      action="保存"
      draft={body ? `council.changeBody.${body.id}` : "council.addBody"}
      done="已保存"
      empty={{
        name: body?.name ?? "",
        kind: (body?.kind ?? "partyCommittee") as (typeof bodyKinds)[number],
        note: body?.note ?? "",
        isRetired: body?.isRetired ?? false,
      }}
      schema={bodyContract["council.changeBody"].input.omit({ id: true, version: true })}
      save={({ isRetired, ...fields }) =>
        body ? change.run({ ...fields, id: body.id, version: body.version, isRetired }) : add.run(fields)
      }
    >
      {(form) => (
        <>
          <TextInput label="名称" required data-autofocus {...form.getInputProps("name")} />
          <ChoiceRow
            label="种类"
            words={bodyKindWords}
            value={form.values.kind}
            onChange={(kind) => form.setFieldValue("kind", kind)}
          />
          <TextInput label="说明" {...form.getInputProps("note")} />
          {body && (
            <Switch
              label="还在用"
              checked={!form.values.isRetired}
              onChange={(event) => form.setFieldValue("isRetired", !event.currentTarget.checked)}
            />
          )}
        </>
      )}
    </StepDialog>
  );
};

const who = { contact: "单位联系人", resident: "居民", name: "只记姓名" } as const;

/** A new member, or one put right; the last day ends a term and keeps it. */
const MemberDialog = (props: { bodyId: string; member: BodyMember | null; onClose(): void }) => {
  const { member } = props;
  const add = useCommand("council.addBodyMember");
  const change = useCommand("council.changeBodyMember");
  const { today } = useMoment();
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={member ? `${member.name}：任职` : "增加成员"}
      action="保存"
      draft={null}
      done="已保存"
      empty={{
        who: "contact" as keyof typeof who,
        contact: null as Choice | null,
        resident: null as Choice | null,
        name: "",
        post: member?.post ?? "",
        role: member?.role ?? ("committee" as const),
        isEntitled: member?.isEntitled ?? true,
        termFrom: (member?.termFrom ?? today) as string | null,
        termTo: member?.termTo ?? (null as string | null),
      }}
      schema={z.object({ termFrom: z.string({ error: "请选择从哪天起" }) }).loose()}
      save={(values) => {
        const served = {
          post: values.post,
          role: values.role,
          isEntitled: values.isEntitled,
          termFrom: values.termFrom ?? "",
        };
        if (member) return change.run({ id: member.id, ...served, termTo: values.termTo });
        return add.run({
          bodyId: props.bodyId,
          ...served,
          contactId: values.who === "contact" ? (values.contact?.id ?? null) : null,
          residentId: values.who === "resident" ? (values.resident?.id ?? null) : null,
          name: values.who === "name" ? values.name : "",
        });
      }}
    >
      {(form) => (
        <>
          {!member && (
            <>
              <ChoiceRow
                label="是谁"
                words={who}
                value={form.values.who}
                onChange={(value) => form.setFieldValue("who", value)}
              />
              {form.values.who === "contact" && (
                <ContactPicker
                  label="联系人"
                  organisation={null}
                  value={form.values.contact}
                  onChange={(choice) => form.setFieldValue("contact", choice)}
                />
              )}
              {form.values.who === "resident" && (
                <ResidentPicker
                  label="居民"
                  value={form.values.resident}
                  onChange={(choice) => form.setFieldValue("resident", choice)}
                />
              )}
              {form.values.who === "name" && <TextInput label="姓名" {...form.getInputProps("name")} />}
            </>
          )}
          <TextInput label="职务" placeholder="例如：书记、兼职委员" {...form.getInputProps("post")} />
          <Group gap="sm" align="flex-start">
            <DayField
              label="从哪天起"
              required
              value={form.values.termFrom}
              onChange={(day) => form.setFieldValue("termFrom", day)}
              error={form.errors.termFrom}
            />
            {member && (
              <DayField
                label="最后一天（在任的空着）"
                value={form.values.termTo}
                onChange={(day) => form.setFieldValue("termTo", day)}
                error={form.errors.termTo}
              />
            )}
          </Group>
          <Switch
            label="开会有表决权"
            checked={form.values.isEntitled}
            onChange={(event) => form.setFieldValue("isEntitled", event.currentTarget.checked)}
          />
        </>
      )}
    </StepDialog>
  );
};

const Members = ({ body }: { body: Body }) => {
  const [open, setOpen] = useState<BodyMember | "new" | null>(null);
  const may = useMay();
  return (
    <>
      <Table aria-label="成员">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>姓名</Table.Th>
            <Table.Th>职务</Table.Th>
            <Table.Th>任期</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {body.members.map((member) => (
            <Table.Tr key={member.id}>
              <Table.Td>
                {may("secretary") ? (
                  <button type="button" className="link-button" onClick={() => setOpen(member)}>
                    {member.name}
                  </button>
                ) : (
                  member.name
                )}
                <Text size="sm" c="dimmed">
                  {member.detail}
                </Text>
              </Table.Td>
              <Table.Td>
                {member.post}
                <Text size="sm" c="dimmed">
                  {meetingRoleWords[member.role]}
                  {!member.isEntitled && "，没有表决权"}
                </Text>
              </Table.Td>
              <Table.Td>
                {member.termFrom} 至 {member.termTo ?? "今"}
                {!member.isServing && (
                  <Text size="sm" c="dimmed">
                    不在任
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {body.members.length === 0 && <Text c="dimmed">还没有成员。</Text>}
      {open !== null && (
        <MemberDialog bodyId={body.id} member={open === "new" ? null : open} onClose={() => setOpen(null)} />
      )}
      {may("secretary") && (
        <Button mt="sm" variant="default" style={{ alignSelf: "flex-start" }} onClick={() => setOpen("new")}>
          增加成员
        </Button>
      )}
    </>
  );
};

/** The meetings that a body was asked to. */
const BodyMeetings = ({ bodyId }: { bodyId: string }) => {
  const { limit, more } = useGrowingLimit(bodyId, 10);
  const answer = useAnswer(
    "council.listBodyMeetings",
    { bodyId, limit: Math.min(limit, 100) },
    { keepsPrevious: true },
  );
  const next = limit < 100 ? more(answer.data, answer.isFetching) : undefined;
  const meetings = answer.data?.meetings ?? [];
  return (
    <LinkPanel
      title="请它开过的会"
      action={
        next && (
          <Button mt="xs" size="compact-sm" variant="default" loading={next.isLoading} onClick={next.load}>
            再看一些
          </Button>
        )
      }
    >
      {meetings.map((meeting) => (
        <span key={meeting.id}>
          <TimeText at={meeting.plannedAt} />{" "}
          <RecordLink
            to="/council/meetings"
            search={{ open: meeting.id }}
            label={`${meeting.numberText} ${meeting.title}`}
            chip={<MeetingChip state={meeting.state} />}
          />
        </span>
      ))}
      {answer.data && meetings.length === 0 && (
        <Text size="sm">还没有。在会议的名单里“整组”请它，或写进会议模板。</Text>
      )}
    </LinkPanel>
  );
};

/** 常设机构: 大党委, 大工委 and the like, kept once and asked to meetings as they are on that day. */
export const BodiesPage = () => {
  const [{ open }, setAddress] = useAddress(Address);
  const answer = useAnswer("council.listBodies", { withRetired: true });
  const [dialog, setDialog] = useState<"new" | "change" | null>(null);
  const may = useMay();
  const body = answer.data?.bodies.find(({ id }) => id === open);
  return (
    <Page title="常设机构" action={may("secretary") && <Button onClick={() => setDialog("new")}>新的常设机构</Button>}>
      <Text size="sm" c="dimmed">
        大党委、大工委这样的机构，成员在这里记一次。开会时在名单里“整组”请，或写进会议模板，请的是开会那天在任的人。换人的，给上一任写最后一天，再增加新的。
      </Text>
      <ListAndRecord
        list={
          <RecordList
            label="常设机构"
            rows={answer.data?.bodies}
            openId={open}
            onOpen={(id) => setAddress({ open: id })}
            isNarrow={body !== undefined}
            empty={<EmptyState title="还没有常设机构" hint="点“新的常设机构”，把大党委、大工委的成员记下来。" />}
            columns={[
              {
                key: "name",
                title: "名称",
                render: ({ name, isRetired }) => `${name}${isRetired ? "（已停用）" : ""}`,
              },
              { key: "kind", title: "种类", width: "7rem", render: ({ kind }) => bodyKindWords[kind] },
              {
                key: "count",
                title: "在任",
                width: "5rem",
                align: "right",
                render: ({ members }) => `${members.filter(({ isServing }) => isServing).length} 人`,
              },
            ]}
          />
        }
        record={
          body ? (
            <RecordFrame
              title={
                <Title order={2} size="h4">
                  {body.name}
                </Title>
              }
              onClose={() => setAddress({ open: null })}
              actions={
                may("secretary") && (
                  <Button variant="default" onClick={() => setDialog("change")}>
                    修改
                  </Button>
                )
              }
              version={body.version}
            >
              {body.note !== "" && <Text>{body.note}</Text>}
              <Members body={body} key={body.id} />
              <BodyMeetings bodyId={body.id} />
            </RecordFrame>
          ) : null
        }
      />
      {dialog === "new" && <BodyDialog body={null} onClose={() => setDialog(null)} />}
      {dialog === "change" && body && <BodyDialog body={body} onClose={() => setDialog(null)} />}
    </Page>
  );
};
