import { Alert, Button, Group, SimpleGrid, Text, Textarea, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { OutputOf } from "#base/contract.ts";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { Answered, Field, ListAndRecord, RecordFrame } from "#ui/page.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Grid, gridContract } from "../grid-contract.ts";
import { gridSizeRemark } from "../rules.ts";
import { gridSizeWords } from "../words.ts";
import { useAnswer, useCommand } from "./door.ts";
import { GridPosts } from "./grid-posts.tsx";

type GridLine = OutputOf<(typeof gridContract)["people.listGrids"]>["grids"][number];

export const GridDialog = (props: {
  grid: Grid | null;
  isOpen: boolean;
  onClose(): void;
  onSaved(id: string): void;
}) => {
  const { grid } = props;
  const add = useCommand("people.addGrid");
  const change = useCommand("people.changeGrid");
  return (
    <StepDialog
      {...props}
      title={grid ? `修改 ${grid.name}` : "添加网格"}
      action="保存"
      draft={grid ? `people.grid.${grid.id}` : "people.grid"}
      done="已保存网格"
      empty={{ name: grid?.name ?? "", note: grid?.note ?? "", version: grid?.version ?? 1 }}
      schema={gridContract["people.addGrid"].input}
      save={async ({ version, ...values }) => {
        const reply = await (grid ? change.run({ ...values, id: grid.id, version }) : add.run(values));
        if (reply.ok) props.onSaved(reply.value.id);
        return reply;
      }}
    >
      {(form) => (
        <>
          <TextInput label="网格名称" required data-autofocus {...form.getInputProps("name")} />
          <Textarea label="备注" autosize minRows={2} {...form.getInputProps("note")} />
        </>
      )}
    </StepDialog>
  );
};

const sizeNote = (grid: GridLine): string => {
  const remark = gridSizeRemark(grid.householdCount);
  return remark === "" ? "" : gridSizeWords[remark];
};

const Buildings = ({ gridId }: { gridId: string }) => (
  <Answered answer={useAnswer("people.listPlaces", {})}>
    {({ buildings, estates }) => {
      const own = buildings.filter((building) => building.gridId === gridId);
      const names = new Map(estates.map(({ id, name }) => [id, name]));
      if (own.length === 0) return <Text c="dimmed">还没有楼栋划入。在“房屋”里选一栋楼，点“修改楼栋”来划入。</Text>;
      return (
        <Group gap="sm">
          {own.map((building) => (
            <Link
              className="link-button"
              key={building.id}
              to={"/people/places" as never}
              search={{ estateId: building.estateId, buildingId: building.id } as never}
            >
              {names.get(building.estateId)}
              {building.name}（{building.householdCount} 户）
            </Link>
          ))}
        </Group>
      );
    }}
  </Answered>
);

const GridRecord = ({ grid, onClose }: { grid: GridLine; onClose(): void }) => {
  const [isChanging, setChanging] = useState(false);
  const note = sizeNote(grid);
  return (
    <RecordFrame
      title={
        <Title order={2} size="h4">
          {grid.name}
        </Title>
      }
      onClose={onClose}
      actions={
        <Button size="xs" variant="default" onClick={() => setChanging(true)}>
          修改网格
        </Button>
      }
    >
      <SimpleGrid cols={3} spacing="sm">
        <Field label="楼栋">{grid.buildingCount} 栋</Field>
        <Field label="住户">{grid.householdCount} 户</Field>
        <Field label="居民">{grid.residentCount} 人</Field>
      </SimpleGrid>
      {note !== "" && (
        <Alert color="orange" py="xs">
          现有 {grid.householdCount} 户，{note}。网格一般 300 至 500 户，这里只作提醒。
        </Alert>
      )}
      {grid.note !== "" && <Field label="备注">{grid.note}</Field>}
      <GridPosts within={{ gridId: grid.id, buildingId: null }} />
      <section aria-label="楼栋">
        <Text fw={700} mb={4}>
          楼栋
        </Text>
        <Buildings gridId={grid.id} />
      </section>
      <GridDialog grid={grid} isOpen={isChanging} onClose={() => setChanging(false)} onSaved={() => {}} />
    </RecordFrame>
  );
};

/** Grids with who leads and works there, and whether their size is as usual. */
export const GridsTab = ({ openId, onOpen }: { openId: string | null; onOpen(id: string | null): void }) => (
  <Answered answer={useAnswer("people.listGrids", {})}>
    {({ grids }) => {
      const open = grids.find(({ id }) => id === openId);
      return (
        <ListAndRecord
          list={
            <RecordList
              label="网格"
              rows={grids}
              openId={openId}
              onOpen={onOpen}
              isNarrow={open !== undefined}
              empty={<EmptyState title="还没有网格" hint="点右上角“添加网格”，再把楼栋划进去，指定网格长和网格员。" />}
              columns={[
                { key: "name", title: "网格", render: (grid) => grid.name },
                { key: "leader", title: "网格长", render: (grid) => grid.leaderNames.join("、") || "—" },
                { key: "worker", title: "网格员", isWide: true, render: (grid) => grid.workerNames.join("、") || "—" },
                { key: "buildings", title: "楼栋", align: "right", isWide: true, render: (grid) => grid.buildingCount },
                { key: "households", title: "户数", align: "right", render: (grid) => grid.householdCount },
                { key: "residents", title: "居民", align: "right", isWide: true, render: (grid) => grid.residentCount },
                {
                  key: "note",
                  title: "提醒",
                  isWide: true,
                  render: (grid) => (
                    <Text size="sm" c="dimmed">
                      {sizeNote(grid)}
                    </Text>
                  ),
                },
              ]}
            />
          }
          record={open && <GridRecord key={open.id} grid={open} onClose={() => onOpen(null)} />}
        />
      );
    }}
  </Answered>
);
