import { ActionIcon, Button, Group, ScrollArea, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { Meeting, presences } from "../meeting-contract.ts";
import { presenceWords } from "../meeting-words.ts";
import { useCommand } from "./door.ts";

type Presence = (typeof presences)[number];
const who = { resident: "居民", contact: "单位联系人", name: "只记姓名" } as const;

/** One person after the other: choosing puts the person on the list and empties the field for the next. */
const AddAttendance = ({ meeting }: { meeting: Meeting }) => {
  const add = useCommand("council.addAttendance");
  const [kind, setKind] = useState<keyof typeof who>("resident");
  const [presence, setPresence] = useState<Presence>("present");
  const [name, setName] = useState("");
  const [turn, setTurn] = useState(0);
  const put = async (person: { residentId?: string; contactId?: string; name?: string }) => {
    if ((await add.run({ id: meeting.id, presence, ...person })).ok) {
      setName("");
      setTurn((before) => before + 1);
    }
  };
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-end">
        <ChoiceRow label="添加" words={who} value={kind} onChange={(next) => setKind(next)} />
        <ChoiceRow label="记为" words={presenceWords} value={presence} onChange={(next) => setPresence(next)} />
      </Group>
      {kind === "resident" && (
        <ResidentPicker
          key={`r${turn}`}
          label="居民"
          value={null}
          onChange={(choice) => choice && void put({ residentId: choice.id })}
        />
      )}
      {kind === "contact" && (
        <ContactPicker
          key={`c${turn}`}
          label="联系人"
          value={null}
          onChange={(choice) => choice && void put({ contactId: choice.id })}
        />
      )}
      {kind === "name" && (
        <Group gap="xs" align="flex-end">
          <TextInput
            label="姓名"
            flex={1}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              if (name.trim() !== "") void put({ name });
            }}
          />
          <Button variant="default" disabled={name.trim() === ""} onClick={() => void put({ name })}>
            添加
          </Button>
        </Group>
      )}
    </Stack>
  );
};

/** Who is there, and how many that makes. */
export const AttendancePanel = ({ meeting, mayRecord }: { meeting: Meeting; mayRecord: boolean }) => {
  const change = useCommand("council.changeAttendance");
  const remove = useCommand("council.removeAttendance");
  const canChange = mayRecord && meeting.state !== "minuted";
  return (
    <section className="panel" aria-label="到会">
      <Group justify="space-between" mb="xs">
        <Text fw={700}>到会</Text>
        <Text size="sm" role="status">
          应到 {meeting.entitledCount} 人，到会 {meeting.presentCount} 人，
          {meeting.hasQuorum ? "已过半" : "没有过半"}
        </Text>
      </Group>
      {canChange && <AddAttendance meeting={meeting} />}
      {meeting.attendances.length > 0 && (
        <ScrollArea.Autosize mah="17rem" mt="xs" type="auto">
          <Table aria-label="到会名单" verticalSpacing={4}>
            <Table.Tbody>
              {meeting.attendances.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>
                    {row.name}{" "}
                    <Text span size="sm" c="dimmed">
                      {row.detail}
                    </Text>
                  </Table.Td>
                  <Table.Td w="8rem">
                    {canChange ? (
                      <Select
                        aria-label={`${row.name} 的到会情况`}
                        size="xs"
                        allowDeselect={false}
                        data={Object.entries(presenceWords).map(([value, label]) => ({ value, label }))}
                        value={row.presence}
                        onChange={(presence) =>
                          void change.run({ id: meeting.id, attendanceId: row.id, presence: presence as Presence })
                        }
                      />
                    ) : (
                      presenceWords[row.presence]
                    )}
                  </Table.Td>
                  <Table.Td w="7rem">
                    {meeting.state === "inSession" && canChange && row.presence === "present" && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() =>
                          void change.run({
                            id: meeting.id,
                            attendanceId: row.id,
                            presence: row.presence,
                            hasLeft: row.leftAt === null,
                          })
                        }
                      >
                        {row.leftAt === null ? "已离场" : "又回来了"}
                      </Button>
                    )}
                  </Table.Td>
                  <Table.Td w="2.5rem">
                    {canChange && (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={`移出 ${row.name}`}
                        onClick={() => void remove.run({ id: meeting.id, attendanceId: row.id })}
                      >
                        <IconX size={14} />
                      </ActionIcon>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
    </section>
  );
};
