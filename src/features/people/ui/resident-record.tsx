import { Badge, Button, Group, SimpleGrid, Table, Text, Title } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ImportingMark } from "#features/system/ui/importing-mark.tsx";
import { useMay } from "#ui/caller.ts";
import { FormDrawer } from "#ui/layers.tsx";
import { TimeText } from "#ui/moment.tsx";
import { Answered, Field, RecordFrame } from "#ui/page.tsx";
import { usePersonPanels } from "#ui/panels.ts";
import { RecordTimeline } from "#ui/timeline.tsx";
import type { Resident, TimelineLine } from "../resident-contract.ts";
import { audienceWords, genderWords, partyMemberWords, residentEventWords, residentFieldWords } from "../words.ts";
import { useAnswer } from "./door.ts";
import { EraseDialog } from "./erase-dialog.tsx";
import { PhoneText } from "./phone-text.tsx";
import { ChangeResident } from "./resident-form.tsx";

const Changes = ({ changes }: Pick<TimelineLine, "changes">) =>
  changes.map(({ field, before, after }) => (
    <Text size="sm" key={field}>
      {residentFieldWords[field]}
      {field !== "phone" && `：${before || "空"} → ${after || "空"}`}
    </Text>
  ));

const ResidentTimeline = ({ id }: { id: string }) => (
  <Answered answer={useAnswer("people.residentTimeline", { id })}>
    {({ events }) => (
      <RecordTimeline
        entries={events.map((event) => ({
          id: event.id,
          at: event.at,
          title: residentEventWords[event.kind] ?? "变动",
          who: event.recordedByName,
          why: event.reason,
          more: <Changes changes={event.changes} />,
        }))}
      />
    )}
  </Answered>
);

/** Who lives at the same address. */
export const Members = (props: { householdId: string; exceptId?: string }) => (
  <Answered answer={useAnswer("people.listHouseholdMembers", { householdId: props.householdId })}>
    {({ residents }) => {
      const others = residents.filter(({ id }) => id !== props.exceptId);
      if (others.length === 0)
        return <Text c="dimmed">{props.exceptId ? "没有登记其他人" : "还没有登记住在这里的人"}</Text>;
      return (
        <Table aria-label="同户居民" withRowBorders={false} verticalSpacing={4} horizontalSpacing={4}>
          <Table.Tbody>
            {others.map((member) => (
              <Table.Tr key={member.id}>
                <Table.Td>
                  <Link className="link-button" to={"/people/residents" as never} search={{ id: member.id } as never}>
                    {member.name}
                  </Link>
                </Table.Td>
                <Table.Td>{member.relation}</Table.Td>
                <Table.Td>{member.age === null ? "" : `${member.age} 岁`}</Table.Td>
                <Table.Td>{member.maskedPhone}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      );
    }}
  </Answered>
);

const placeAddress = (place: NonNullable<Resident["place"]>) => ({
  estateId: place.estateId,
  buildingId: place.buildingId,
  unitId: place.unitId,
  householdId: place.householdId,
});

const Fields = ({ resident }: { resident: Resident }) => {
  return (
    <SimpleGrid cols={2} spacing="sm">
      <Field label="电话">
        <PhoneText id={resident.id} of="resident" maskedPhone={resident.maskedPhone} />
      </Field>
      <Field label="性别与年龄">
        {[
          resident.gender && genderWords[resident.gender],
          resident.age !== null && `${resident.age} 岁`,
          resident.birthDate && `${resident.isErased ? `${resident.birthDate.slice(0, 4)} 年` : resident.birthDate} 生`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </Field>
      <Field label="住址">
        {resident.place && (
          <Link className="link-button" to={"/people/places" as never} search={placeAddress(resident.place) as never}>
            {resident.place.label}
          </Link>
        )}
      </Field>
      <Field label="网格">{resident.gridName}</Field>
      <Field label="与户主关系">{resident.relation}</Field>
      <Field label="党员身份">{resident.partyMember ? partyMemberWords[resident.partyMember] : ""}</Field>
      {resident.audienceTags.length > 0 && (
        <Field label="一老一小一困">
          {resident.audienceTags
            .map((tag) => `${audienceWords[tag.audience]}（${tag.source}，${tag.sinceDate} 起）`)
            .join("\n")}
        </Field>
      )}
      {resident.note !== "" && <Field label="备注">{resident.note}</Field>}
      <Field label="登记时间">
        <TimeText at={resident.createdAt} />
      </Field>
      {resident.movedOutDate && <Field label="迁出日期">{resident.movedOutDate}</Field>}
    </SimpleGrid>
  );
};

/** A person's page: who it is, who lives with them, and what the other features know. */
export const ResidentRecord = ({ id, onClose }: { id: string; onClose(): void }) => {
  const answer = useAnswer("people.resident", { id });
  const panels = usePersonPanels();
  const [isChanging, setChanging] = useState(false);
  const [isErasing, setErasing] = useState(false);
  const may = useMay();
  return (
    <Answered answer={answer}>
      {(resident) => (
        <RecordFrame
          title={
            <Group gap="xs">
              <Title order={2} size="h4">
                {resident.name}
              </Title>
              {resident.isImporting && <ImportingMark />}
              {resident.movedOutDate !== null && !resident.isErased && (
                <Badge color="gray" variant="light">
                  已迁出
                </Badge>
              )}
              {resident.partyMember && (
                <Badge color="party" variant="light">
                  党员
                </Badge>
              )}
            </Group>
          }
          onClose={onClose}
          actions={
            !resident.isErased && (
              <>
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<IconPencil size={16} />}
                  onClick={() => setChanging(true)}
                >
                  修改
                </Button>
                {may("director") && (
                  <Button variant="default" size="xs" onClick={() => setErasing(true)}>
                    抹去个人信息
                  </Button>
                )}
              </>
            )
          }
          timeline={<ResidentTimeline id={id} />}
          version={resident.version}
        >
          {isErasing && <EraseDialog resident={resident} onClose={() => setErasing(false)} />}
          <Fields resident={resident} />
          {resident.householdId !== null && (
            <section aria-label="同户">
              <Text fw={700} mb={4}>
                同户
              </Text>
              <Members householdId={resident.householdId} exceptId={id} />
            </section>
          )}
          {panels.map(({ title, render: Panel }) => (
            <section key={title} aria-label={title}>
              <Text fw={700} mb={4}>
                {title}
              </Text>
              <Panel subjectId={id} />
            </section>
          ))}
          <FormDrawer title={`修改 ${resident.name}`} isOpen={isChanging} onClose={() => setChanging(false)}>
            {isChanging && <ChangeResident resident={resident} onDone={() => setChanging(false)} />}
          </FormDrawer>
        </RecordFrame>
      )}
    </Answered>
  );
};
