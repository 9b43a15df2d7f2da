import { Button, Group, Select, SimpleGrid, Table, Text } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { Day } from "#base/dates.ts";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type GridPost, gridPosts } from "../grid-contract.ts";
import { gridPostWords } from "../words.ts";
import { ContactPicker } from "./contact-picker.tsx";
import { useAnswer, useCommand } from "./door.ts";
import { ResidentPicker } from "./resident-picker.tsx";

type Within = { gridId: string | null; buildingId: string | null };
type Post = (typeof gridPosts)[number];

const Giving = z
  .object({
    post: z.enum(gridPosts, { error: "请选择职务" }),
    buildingId: z.string().nullable(),
    unitId: z.string().nullable(),
    holder: z.object({}, { error: "请选择任职的人" }),
    fromDate: Day,
  })
  .refine(({ post, buildingId }) => post === "gridLeader" || post === "gridWorker" || buildingId !== null, {
    path: ["buildingId"],
    message: "请选择楼栋",
  })
  .refine(({ post, unitId }) => post !== "unitLeader" || unitId !== null, {
    path: ["unitId"],
    message: "请选择单元",
  });

const holderWords = { resident: "居民", contact: "单位人员" };

const GivePost = (props: { within: Within; isOpen: boolean; onClose(): void }) => {
  const { gridId, buildingId } = props.within;
  const { today } = useMoment();
  const give = useCommand("people.givePost");
  const { data } = useAnswer("people.listPlaces", {}, { isEnabled: props.isOpen });
  const buildings = (data?.buildings ?? []).filter((building) =>
    buildingId === null ? building.gridId === gridId : building.id === buildingId,
  );
  const estates = new Map(data?.estates.map(({ id, name }) => [id, name]));
  const posts = gridPosts.filter((post) => gridId !== null || post === "buildingLeader" || post === "unitLeader");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="任命"
      action="任命"
      draft={`people.givePost.${buildingId ?? gridId ?? ""}`}
      done="已任命"
      empty={{
        post: (gridId === null ? "buildingLeader" : "gridWorker") as Post,
        buildingId,
        unitId: null as string | null,
        from: "resident" as keyof typeof holderWords,
        holder: null as Choice | null,
        fromDate: today as string | null,
      }}
      schema={Giving}
      save={({ post, from, holder, fromDate, ...at }) => {
        const isOfGrid = post === "gridLeader" || post === "gridWorker";
        return give.run({
          post,
          gridId: isOfGrid ? gridId : null,
          buildingId: post === "buildingLeader" ? at.buildingId : null,
          unitId: post === "unitLeader" ? at.unitId : null,
          residentId: from === "resident" ? (holder?.id ?? null) : null,
          contactId: from === "contact" ? (holder?.id ?? null) : null,
          fromDate: fromDate ?? "",
        });
      }}
    >
      {(form) => {
        const { post, from, holder } = form.values;
        const units = (data?.units ?? []).filter((unit) => unit.buildingId === form.values.buildingId);
        const isOfGrid = post === "gridLeader" || post === "gridWorker";
        const holderProps = {
          value: holder,
          onChange: (choice: Choice | null) => form.setFieldValue("holder", choice),
          required: true,
          error: form.errors.holder,
        };
        return (
          <>
            <Select
              label="职务"
              required
              allowDeselect={false}
              data-autofocus
              data={posts.map((value) => ({ value, label: gridPostWords[value] }))}
              {...form.getInputProps("post")}
            />
            {!isOfGrid && (
              <SimpleGrid cols={2} spacing="sm">
                <Select
                  label="楼栋"
                  required
                  disabled={buildingId !== null}
                  data={buildings.map(({ id, name, estateId }) => ({
                    value: id,
                    label: `${estates.get(estateId) ?? ""}${name}`,
                  }))}
                  {...form.getInputProps("buildingId")}
                />
                {post === "unitLeader" && (
                  <Select
                    label="单元"
                    required
                    data={units.map(({ id, name }) => ({ value: id, label: name || "（不分单元）" }))}
                    {...form.getInputProps("unitId")}
                  />
                )}
              </SimpleGrid>
            )}
            <ChoiceRow
              label="从哪里选人"
              words={holderWords}
              value={from}
              onChange={(value) => form.setValues({ from: value, holder: null })}
            />
            {from === "resident" ? (
              <ResidentPicker label="任职的人" {...holderProps} />
            ) : (
              <ContactPicker label="任职的人" {...holderProps} />
            )}
            <DayField
              label="任职日期"
              required
              value={form.values.fromDate}
              onChange={(day) => form.setFieldValue("fromDate", day)}
              error={form.errors.fromDate}
            />
          </>
        );
      }}
    </StepDialog>
  );
};

const EndPost = ({ post, onClose }: { post: GridPost | null; onClose(): void }) => {
  const { today } = useMoment();
  const end = useCommand("people.endPost");
  return (
    <StepDialog
      isOpen={post !== null}
      onClose={onClose}
      title={post ? `${post.holderName} 卸任${gridPostWords[post.post]}` : ""}
      action="卸任"
      draft={`people.endPost.${post?.id ?? ""}`}
      done="已记下卸任"
      empty={{ toDate: today as string | null }}
      schema={z.object({ toDate: Day })}
      save={({ toDate }) => end.run({ id: post?.id ?? "", version: post?.version ?? 1, toDate: toDate ?? "" })}
    >
      {(form) => (
        <DayField
          label="任职到哪一天"
          required
          value={form.values.toDate}
          onChange={(day) => form.setFieldValue("toDate", day)}
          error={form.errors.toDate}
        />
      )}
    </StepDialog>
  );
};

/** Who holds which post in a grid, or in a building; ended terms on demand. */
export const GridPosts = ({ within }: { within: Within }) => {
  const may = useMay();
  const [withEnded, setWithEnded] = useState(false);
  const [isGiving, setGiving] = useState(false);
  const [ending, setEnding] = useState<GridPost | null>(null);
  const answer = useAnswer("people.listGridPosts", { ...within, withEnded }, { keepsPrevious: true });
  return (
    <section aria-label="任职">
      <Group justify="space-between" mb={4}>
        <Text fw={700}>任职</Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setWithEnded(!withEnded)}>
            {withEnded ? "不看已卸任" : "看已卸任"}
          </Button>
          {may("secretary") && (
            <Button size="compact-sm" variant="default" onClick={() => setGiving(true)}>
              任命
            </Button>
          )}
        </Group>
      </Group>
      <Answered answer={answer}>
        {({ posts }) =>
          posts.length === 0 ? (
            <Text c="dimmed">还没有人任职{may("secretary") ? "，点“任命”来指定" : ""}</Text>
          ) : (
            <Table aria-label="任职" withRowBorders={false} verticalSpacing={4} horizontalSpacing={4}>
              <Table.Tbody>
                {posts.map((post) => (
                  <Table.Tr key={post.id}>
                    <Table.Td>
                      {gridPostWords[post.post]}
                      <Text size="sm" c="dimmed">
                        {post.placeLabel}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Text fw={700} span inherit>
                        {post.holderName}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {post.holderDetail}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      {post.fromDate} 起
                      {post.toDate && (
                        <Text size="sm" c="dimmed">
                          {post.toDate} 止
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td ta="right">
                      {post.toDate === null && may("secretary") && (
                        <Button size="compact-sm" variant="default" onClick={() => setEnding(post)}>
                          卸任
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Answered>
      <GivePost within={within} isOpen={isGiving} onClose={() => setGiving(false)} />
      <EndPost post={ending} onClose={() => setEnding(null)} />
    </section>
  );
};
