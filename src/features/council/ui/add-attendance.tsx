import { Button, Checkbox, Group, Select, Stack, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { tellDone } from "#ui/asking.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { Meeting } from "../meeting-contract.ts";
import { type MeetingRole, meetingRoles, type Presence } from "../meeting-people-contract.ts";
import { hasVoteByRole } from "../meeting-rules.ts";
import { listProblem } from "../meeting-seats.ts";
import { meetingRoleWords, presenceWords } from "../meeting-words.ts";
import { useAnswer, useCommand } from "./door.ts";

const who = { resident: "居民", contact: "单位联系人", name: "只记姓名", group: "整组" } as const;

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

type Whom = { role: MeetingRole; isEntitled: boolean };

/** Who is on no register: a name, and where one home has one vote, the door. */
const NamedPerson = (props: { onPut(person: { name: string; address: string }): Promise<boolean> }) => {
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const put = async () => {
    if (name.trim() === "" || !(await props.onPut({ name, address }))) return;
    setName("");
    setAddress("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void put();
  };
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label="姓名"
        flex={1}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <TextInput
        label="门牌"
        flex={1}
        placeholder="可不填，如 3号楼2单元501"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button variant="default" disabled={name.trim() === ""} onClick={() => void put()}>
        添加
      </Button>
    </Group>
  );
};

const GroupOfPeople = ({ meeting, whom }: { meeting: Meeting; whom: Whom }) => {
  const invite = useCommand("council.inviteGroup");
  const bodies = useAnswer("council.listBodies", {});
  const [turn, setTurn] = useState(0);
  const ask = async (group: Parameters<typeof invite.run>[0]["group"]) => {
    const reply = await invite.run({ id: meeting.id, group, ...whom });
    if (!reply.ok) return;
    const { addedCount, knownCount, withoutVoteCount } = reply.value;
    setTurn((before) => before + 1);
    tellDone(
      [
        `已请 ${addedCount} 人`,
        ...(knownCount > 0 ? [`${knownCount} 人已在名单上`] : []),
        ...(withoutVoteCount > 0 ? [`${withoutVoteCount} 人同户已有一票或没有住址，不计表决`] : []),
      ].join("，"),
    );
  };
  return (
    <Group gap="xs" align="flex-end">
      <Button variant="default" onClick={() => void ask({ kind: "lastMeeting" })}>
        上次会议的名单
      </Button>
      <Button variant="default" onClick={() => void ask({ kind: "reporters" })}>
        反映议程上这些事的人
      </Button>
      <Button variant="default" onClick={() => void ask({ kind: "signers" })}>
        联名的人
      </Button>
      {(bodies.data?.bodies ?? []).map((body) => (
        <Button key={body.id} variant="default" onClick={() => void ask({ kind: "body", bodyId: body.id })}>
          {body.name}
        </Button>
      ))}
      <div style={{ flex: 1, minWidth: "14rem" }}>
        <OrganisationPicker
          key={turn}
          label="一个单位的全部联系人"
          value={null}
          onChange={(unit) => unit && void ask({ kind: "unit", organisationId: unit.id })}
        />
      </div>
    </Group>
  );
};

/** One person after the other: choosing puts the person on the list and leaves the field ready for the next. */
export const AddAttendance = ({ meeting }: { meeting: Meeting }) => {
  const add = useCommand("council.addAttendance");
  const isSitting = meeting.state === "inSession" || meeting.state === "ended";
  const [kind, setKind] = useState<keyof typeof who>("resident");
  const [role, setRole] = useState<MeetingRole>(
    meetingRoles.find((each) => hasVoteByRole(meeting.kind, each)) ?? "representative",
  );
  const [isVoter, setVoter] = useState<boolean | null>(null);
  const [chosen, setPresence] = useState<Presence | null>(null);
  const [turn, setTurn] = useState(0);
  const presence = chosen ?? (isSitting ? "present" : "invited");
  // A list that was typed as a number is not turned into one that counts by who happens to be added while it sits.
  const byRole = hasVoteByRole(meeting.kind, role) && (meeting.isCountedFromList || meeting.typedEntitledCount === 0);
  const isEntitled = listProblem(meeting) === null && (isVoter ?? byRole);
  const put = async (person: { residentId?: string; contactId?: string; name?: string; address?: string }) => {
    const isOk = (await add.run({ id: meeting.id, presence, role, isEntitled, ...person })).ok;
    if (isOk) setTurn((before) => before + 1);
    return isOk;
  };
  const again = { value: null, autoFocus: turn > 0 };
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-end">
        <ChoiceRow label="添加" words={who} value={kind} onChange={(next) => setKind(next)} />
        <Select
          label="身份"
          w="8.5rem"
          allowDeselect={false}
          data={options(meetingRoleWords)}
          value={role}
          onChange={(next) => {
            setRole((next ?? "representative") as MeetingRole);
            setVoter(null);
          }}
        />
        {kind !== "group" && isSitting && (
          <Select
            label="记为"
            w="7rem"
            allowDeselect={false}
            data={options(presenceWords)}
            value={presence}
            onChange={(next) => setPresence(next as Presence)}
          />
        )}
        <Checkbox
          label="有表决权"
          mb={8}
          checked={isEntitled}
          disabled={listProblem(meeting) !== null}
          onChange={(event) => setVoter(event.currentTarget.checked)}
        />
      </Group>
      {kind === "resident" && (
        <ResidentPicker
          key={`r${turn}`}
          label="居民"
          {...again}
          onChange={(choice) => choice && void put({ residentId: choice.id })}
        />
      )}
      {kind === "contact" && (
        <ContactPicker
          key={`c${turn}`}
          label="联系人"
          {...again}
          onChange={(choice) => choice && void put({ contactId: choice.id })}
        />
      )}
      {kind === "name" && <NamedPerson onPut={put} />}
      {kind === "group" && <GroupOfPeople meeting={meeting} whom={{ role, isEntitled }} />}
    </Stack>
  );
};
