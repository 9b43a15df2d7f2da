import { Badge, Button, Checkbox, Group, Select, SimpleGrid, Table, Text, Title } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { ImportButton } from "#features/system/ui/import-button.tsx";
import { useAddress } from "#ui/address.ts";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { Answered, Field, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { TypedFilter } from "#ui/typed-filter.tsx";
import { type Contact, type organisationContract, organisationKinds } from "../organisation-contract.ts";
import { organisationKindWords } from "../words.ts";
import { useAnswer } from "./door.ts";
import { ContactDialog, OrganisationDialog } from "./organisation-forms.tsx";
import { organisationKindOptions } from "./organisation-picker.tsx";
import { PhoneText } from "./phone-text.tsx";

const Address = z.object({
  typed: z.coerce.string().default(""),
  kind: z.enum(organisationKinds).nullable().default(null),
  withRetired: z.boolean().default(false),
  id: z.string().nullable().default(null),
  /** A hit of the search: opens the contact's organisation. */
  contactId: z.string().nullable().default(null),
});

type Line = OutputOf<(typeof organisationContract)["people.listOrganisations"]>["organisations"][number];

const Retired = () => (
  <Badge color="gray" variant="light" size="sm">
    已停用
  </Badge>
);

const Contacts = (props: { organisation: Line; withRetired: boolean; markedId: string | null }) => {
  const { organisation, withRetired } = props;
  const [editing, setEditing] = useState<Contact | "new" | null>(null);
  const answer = useAnswer("people.listContacts", { organisationId: organisation.id, withRetired });
  const contact = editing === "new" ? null : editing;
  return (
    <section aria-label="联系人">
      <Group justify="space-between" mb={4}>
        <Text fw={700}>联系人</Text>
        <Button size="compact-sm" variant="default" onClick={() => setEditing("new")}>
          添加联系人
        </Button>
      </Group>
      <Answered answer={answer}>
        {({ contacts }) =>
          contacts.length === 0 ? (
            <Text c="dimmed">还没有联系人。任务派给单位时，要有一位能负责的人。</Text>
          ) : (
            <Table aria-label="联系人" verticalSpacing={4} horizontalSpacing={4}>
              <Table.Tbody>
                {contacts.map((line) => (
                  <Table.Tr key={line.id} bg={line.id === props.markedId ? "#fdf0f1" : undefined}>
                    <Table.Td>
                      <Group gap={6}>
                        <Text span fw={700}>
                          {line.name}
                        </Text>
                        {line.isRetired && <Retired />}
                      </Group>
                      {line.residentId && (
                        <Text size="sm" c="dimmed">
                          居民{" "}
                          <Link
                            className="link-button"
                            to={"/people/residents" as never}
                            search={{ id: line.residentId } as never}
                          >
                            {line.residentName}
                          </Link>
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>{line.post || "—"}</Table.Td>
                    <Table.Td>
                      <PhoneText id={line.id} of="contact" maskedPhone={line.maskedPhone} />
                    </Table.Td>
                    <Table.Td ta="right">
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`修改 ${line.name}`}
                        onClick={() => setEditing(line)}
                      >
                        修改
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Answered>
      <ContactDialog
        organisation={organisation}
        contact={contact}
        isOpen={editing !== null}
        onClose={() => setEditing(null)}
      />
    </section>
  );
};

const OrganisationRecord = (props: {
  organisation: Line;
  withRetired: boolean;
  contactId: string | null;
  onClose(): void;
}) => {
  const { organisation } = props;
  const [isChanging, setChanging] = useState(false);
  return (
    <RecordFrame
      title={
        <Group gap="xs">
          <Title order={2} size="h4">
            {organisation.name}
          </Title>
          <Badge color="gray" variant="light">
            {organisationKindWords[organisation.kind]}
          </Badge>
          {organisation.isRetired && <Retired />}
        </Group>
      }
      onClose={props.onClose}
      actions={
        <Button variant="default" size="xs" leftSection={<IconPencil size={16} />} onClick={() => setChanging(true)}>
          修改单位
        </Button>
      }
    >
      <SimpleGrid cols={2} spacing="sm">
        <Field label="电话">
          <PhoneText id={organisation.id} of="organisation" maskedPhone={organisation.maskedPhone} />
        </Field>
        <Field label="地址">{organisation.address}</Field>
      </SimpleGrid>
      {organisation.note !== "" && <Field label="备注">{organisation.note}</Field>}
      <Contacts organisation={organisation} withRetired={props.withRetired} markedId={props.contactId} />
      <OrganisationDialog
        organisation={organisation}
        isOpen={isChanging}
        onClose={() => setChanging(false)}
        onSaved={() => {}}
      />
    </RecordFrame>
  );
};

export const OrganisationsPage = () => {
  const [address, setAddress] = useAddress(Address);
  const { typed, kind, withRetired, id, contactId } = address;
  const answer = useAnswer("people.listOrganisations", { typed, withRetired }, { keepsPrevious: true });
  const found = useAnswer("people.contact", { id: contactId ?? "" }, { isEnabled: contactId !== null && id === null });
  const foundId = found.data?.organisationId;
  const isOfRetired = found.data?.isRetired ?? false;
  const [isAdding, setAdding] = useState(false);
  useEffect(() => {
    if (contactId !== null && id === null && foundId)
      setAddress(isOfRetired ? { id: foundId, withRetired: true } : { id: foundId }, { replaces: true });
  }, [contactId, id, foundId, isOfRetired, setAddress]);
  const open = (nextId: string | null) => setAddress({ id: nextId, contactId: null });

  return (
    <Page
      title="单位"
      action={
        <>
          <ImportButton kind="organisations" />
          <Button onClick={() => setAdding(true)}>添加单位</Button>
        </>
      }
      filters={
        <>
          <TypedFilter
            label="查找单位"
            placeholder="名称、拼音首字母、电话"
            typed={typed}
            onTyped={(text) => setAddress({ typed: text }, { replaces: true })}
          />
          <Select
            aria-label="类别"
            placeholder="全部类别"
            clearable
            w="10rem"
            data={organisationKindOptions}
            value={kind}
            onChange={(value) => setAddress({ kind: value as typeof kind })}
          />
          <Checkbox
            label="含已停用"
            checked={withRetired}
            onChange={(event) => setAddress({ withRetired: event.currentTarget.checked })}
          />
        </>
      }
    >
      <Answered answer={answer}>
        {({ organisations }) => {
          const rows = organisations.filter((line) => kind === null || line.kind === kind);
          const opened = organisations.find((line) => line.id === id);
          return (
            <ListAndRecord
              list={
                <RecordList<Line>
                  label="单位"
                  rows={rows}
                  openId={id}
                  onOpen={open}
                  isNarrow={opened !== undefined}
                  empty={
                    typed !== "" || kind !== null ? (
                      <EmptyState title="没有符合的单位" hint="换个字试试，或清除上面的条件。" />
                    ) : (
                      <EmptyState
                        title="还没有登记单位"
                        hint="物业、业委会、街道部门、共建单位、商户都登记在这里，任务可以派给它们。"
                        action={<Button onClick={() => setAdding(true)}>添加第一个单位</Button>}
                      />
                    )
                  }
                  columns={[
                    {
                      key: "name",
                      title: "单位名称",
                      render: (line) => (
                        <Group gap={6}>
                          {line.name}
                          {line.isRetired && <Retired />}
                        </Group>
                      ),
                    },
                    { key: "kind", title: "类别", render: (line) => organisationKindWords[line.kind] },
                    { key: "phone", title: "电话", isWide: true, render: (line) => line.maskedPhone || "—" },
                    { key: "address", title: "地址", isWide: true, render: (line) => line.address || "—" },
                    {
                      key: "contacts",
                      title: "联系人",
                      align: "right",
                      isWide: true,
                      render: (line) => line.contactCount,
                    },
                  ]}
                />
              }
              record={
                opened && (
                  <OrganisationRecord
                    key={opened.id}
                    organisation={opened}
                    withRetired={withRetired}
                    contactId={contactId}
                    onClose={() => open(null)}
                  />
                )
              }
            />
          );
        }}
      </Answered>
      <OrganisationDialog
        organisation={null}
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onSaved={(savedId) => open(savedId)}
      />
    </Page>
  );
};
