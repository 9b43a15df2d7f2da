import { Button, Group, ScrollArea, Text } from "@mantine/core";
import { type Ref, useState } from "react";
import type { AgendaItem, Meeting } from "../meeting-contract.ts";
import { presenceWords } from "../meeting-words.ts";
import { notHeardOn } from "../turn-rules.ts";
import { countSentence } from "./attendance-panel.tsx";
import { useCommand } from "./door.ts";
import { type Person, PersonFinder } from "./session-finder.tsx";

const whereOf = (person: Person): string => {
  if (person.presence !== "present") return presenceWords[person.presence];
  return person.leftAt === null ? "在场" : "已离场";
};

/** Who is here: one field that lets people in and out, and whoever has not said a word yet. */
export const SessionPeople = (props: {
  meeting: Meeting;
  item: AgendaItem | undefined;
  people: readonly Person[];
  finder: Ref<HTMLInputElement>;
  onSpeaker(person: Person): void;
}) => {
  const { meeting, item, people } = props;
  const change = useCommand("council.changeAttendance");
  // Thirty people come in a minute: what was just noted stands beside the field, and covers nothing.
  const [last, setLast] = useState("");
  const turnUp = async (person: Person) => {
    const isHere = person.presence === "present" && person.leftAt === null;
    const reply = await change.run({
      id: meeting.id,
      attendanceId: person.id,
      presence: "present",
      hasLeft: isHere,
    });
    if (reply.ok) setLast(`${person.place} ${person.name}${isHere ? " 离场" : " 到会"}`);
  };
  const unheard = item === undefined || item.kind === "review" ? [] : notHeardOn(people, item.statements);
  const awaited = people.filter(({ presence }) => presence === "invited");
  return (
    <aside className="session-people" aria-label="到会的人">
      <Text fw={700} role="status">
        {countSentence(meeting)}
      </Text>
      <PersonFinder
        label="F4 签到、离场"
        people={people}
        detailOf={whereOf}
        onChoose={(person) => void turnUp(person)}
        inputRef={props.finder}
      />
      <Text size="sm" role="status" aria-label="刚记下的" mih="1.4em">
        {last}
      </Text>
      <ScrollArea className="session-lists" type="auto">
        {unheard.length > 0 && (
          <section aria-label="还没有发言的">
            <Text size="sm" c="dimmed">
              这一项还没有发言的（{unheard.length} 人）
            </Text>
            <Group gap={4}>
              {unheard.map((person) => (
                <Button key={person.id} size="compact-sm" variant="default" onClick={() => props.onSpeaker(person)}>
                  {person.place} {person.name}
                </Button>
              ))}
            </Group>
          </section>
        )}
        {awaited.length > 0 && (
          <section aria-label="还没有到的">
            <Text size="sm" c="dimmed" mt="xs">
              还没有到的（{awaited.length} 人）
            </Text>
            <Group gap={4}>
              {awaited.map((person) => (
                <Button key={person.id} size="compact-sm" variant="default" onClick={() => void turnUp(person)}>
                  {person.place} {person.name} 到
                </Button>
              ))}
            </Group>
          </section>
        )}
      </ScrollArea>
    </aside>
  );
};
