import { Alert, Badge, Button, Checkbox, Group, Select } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { ImportButton } from "#features/system/ui/import-button.tsx";
import { ImportingMark } from "#features/system/ui/importing-mark.tsx";
import { useAddress } from "#ui/address.ts";
import { FormDrawer } from "#ui/layers.tsx";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { Answered, ListAndRecord, Page } from "#ui/page.tsx";
import { TypedFilter } from "#ui/typed-filter.tsx";
import { audiences, partyMemberKinds, type ResidentLine } from "../resident-contract.ts";
import { audienceWords, partyMemberWords } from "../words.ts";
import { useAnswer } from "./door.ts";
import { NewResident } from "./resident-form.tsx";
import { ResidentRecord } from "./resident-record.tsx";

const Address = z.object({
  typed: z.coerce.string().default(""),
  gridId: z.string().nullable().default(null),
  audience: z.enum(audiences).nullable().default(null),
  partyMember: z.enum(partyMemberKinds).nullable().default(null),
  withMovedOut: z.boolean().default(false),
  order: z.enum(["name", "place"]).default("name"),
  id: z.string().nullable().default(null),
});
type After = { key: string; id: string };

const audienceOptions = audiences.map((audience) => ({ value: audience, label: audienceWords[audience] }));
const partyOptions = partyMemberKinds.map((kind) => ({ value: kind, label: partyMemberWords[kind] }));
const orderOptions = [
  { value: "name", label: "按姓名拼音" },
  { value: "place", label: "按住址" },
];

const columns = [
  {
    key: "name",
    title: "姓名",
    render: (resident: ResidentLine) => (
      <Group gap={6} wrap="nowrap">
        <span style={{ whiteSpace: "nowrap" }}>{resident.name}</span>
        {resident.isImporting && <ImportingMark />}
        {resident.isMovedOut && (
          <Badge color="gray" variant="light" size="sm">
            已迁出
          </Badge>
        )}
      </Group>
    ),
  },
  {
    key: "age",
    title: "年龄",
    align: "right" as const,
    isWide: true,
    render: (resident: ResidentLine) => resident.age ?? "—",
  },
  { key: "place", title: "住址", render: (resident: ResidentLine) => resident.placeLabel || "—" },
  { key: "phone", title: "电话", isWide: true, render: (resident: ResidentLine) => resident.maskedPhone || "—" },
  { key: "grid", title: "网格", isWide: true, render: (resident: ResidentLine) => resident.gridName || "—" },
  {
    key: "party",
    title: "党员",
    isWide: true,
    render: (resident: ResidentLine) => (resident.partyMember ? partyMemberWords[resident.partyMember] : ""),
  },
  {
    key: "audiences",
    title: "一老一小一困",
    isWide: true,
    render: (resident: ResidentLine) => resident.audiences.map((audience) => audienceWords[audience]).join("、"),
  },
];

export const ResidentsPage = () => {
  const [address, setAddress] = useAddress(Address);
  const { id: openId, ...filters } = address;
  // Where each page begins; a new filter starts at the first one.
  const filterKey = JSON.stringify(filters);
  const [pages, setPages] = useState<{ of: string; starts: (After | null)[] }>({ of: filterKey, starts: [null] });
  const starts = pages.of === filterKey ? pages.starts : [null];
  const answer = useAnswer(
    "people.listResidents",
    { ...filters, after: starts.at(-1) ?? null },
    { keepsPrevious: true },
  );
  const grids = useAnswer("people.listGrids", {});
  const [isAdding, setAdding] = useState(false);
  const isFiltered = Object.values(filters).some(
    (value) => value !== "" && value !== null && value !== false && value !== "name",
  );
  const nextAfter = answer.data?.nextAfter ?? null;
  const open = (id: string | null) => setAddress({ id });

  return (
    <Page
      title="居民"
      action={
        <>
          <ImportButton kind="residents" />
          <Button onClick={() => setAdding(true)}>登记居民</Button>
        </>
      }
      filters={
        <>
          <TypedFilter
            label="查找居民"
            placeholder="姓名、拼音首字母、电话、3-2-501"
            typed={filters.typed}
            onTyped={(typed) => setAddress({ typed }, { replaces: true })}
          />
          <Select
            aria-label="网格"
            placeholder="全部网格"
            clearable
            w="9rem"
            data={(grids.data?.grids ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={filters.gridId}
            onChange={(gridId) => setAddress({ gridId })}
          />
          <Select
            aria-label="人群"
            placeholder="全部人群"
            clearable
            w="8rem"
            data={audienceOptions}
            value={filters.audience}
            onChange={(audience) => setAddress({ audience: audience as typeof filters.audience })}
          />
          <Select
            aria-label="党员身份"
            placeholder="党员身份"
            clearable
            w="9rem"
            data={partyOptions}
            value={filters.partyMember}
            onChange={(partyMember) => setAddress({ partyMember: partyMember as typeof filters.partyMember })}
          />
          <Select
            aria-label="排序"
            allowDeselect={false}
            w="8.5rem"
            data={orderOptions}
            value={filters.order}
            onChange={(order) => setAddress({ order: order === "place" ? "place" : "name" })}
          />
          <Checkbox
            label="含已迁出"
            checked={filters.withMovedOut}
            onChange={(event) => setAddress({ withMovedOut: event.currentTarget.checked })}
          />
        </>
      }
    >
      <ListAndRecord
        list={
          <Answered answer={answer}>
            {({ residents, isCut }) => (
              <>
                {isCut && (
                  <Alert color="gray" py="xs">
                    符合的人太多，只列出最近登记的 2000 位。请再输入几个字。
                  </Alert>
                )}
                <RecordList<ResidentLine>
                  label="居民"
                  columns={columns}
                  rows={residents}
                  openId={openId}
                  onOpen={open}
                  isNarrow={openId !== null}
                  empty={
                    isFiltered ? (
                      <EmptyState title="没有符合的居民" hint="换个字试试，或清除上面的条件。" />
                    ) : (
                      <EmptyState
                        title="还没有登记居民"
                        hint="这里列出社区的居民。可以先登记一位；登记诉求时也能顺手添加。"
                        action={<Button onClick={() => setAdding(true)}>登记第一位居民</Button>}
                      />
                    )
                  }
                />
                {(starts.length > 1 || nextAfter) && (
                  <Group gap="xs" p="xs" justify="center">
                    <Button
                      variant="default"
                      size="xs"
                      disabled={starts.length === 1}
                      onClick={() => setPages({ of: filterKey, starts: starts.slice(0, -1) })}
                    >
                      上一页
                    </Button>
                    <span>第 {starts.length} 页</span>
                    <Button
                      variant="default"
                      size="xs"
                      disabled={nextAfter === null}
                      onClick={() => setPages({ of: filterKey, starts: [...starts, nextAfter] })}
                    >
                      下一页
                    </Button>
                  </Group>
                )}
              </>
            )}
          </Answered>
        }
        record={openId && <ResidentRecord key={openId} id={openId} onClose={() => open(null)} />}
      />
      <FormDrawer title="登记居民" isOpen={isAdding} onClose={() => setAdding(false)}>
        {isAdding && (
          <NewResident
            home={null}
            onDone={(id) => {
              setAdding(false);
              open(id);
            }}
          />
        )}
      </FormDrawer>
    </Page>
  );
};
