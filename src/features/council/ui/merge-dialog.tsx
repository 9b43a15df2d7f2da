import { Alert, Badge, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { z } from "zod";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Appeal, AppealLine } from "../appeal-contract.ts";
import { stageWords } from "../appeal-words.ts";
import { useAnswer, useCommand } from "./door.ts";

type Found = AppealLine & { why?: string };

const Row = (props: { appeal: Found; isChosen: boolean; onToggle(): void }) => (
  <Checkbox
    checked={props.isChosen}
    onChange={props.onToggle}
    label={
      <span>
        <Text span>
          {props.appeal.numberText} {props.appeal.title}
        </Text>{" "}
        <Badge variant="light" color="gray">
          {stageWords[props.appeal.stage]}
        </Badge>
      </span>
    }
    description={[props.appeal.reporterLabel, props.appeal.placeLabel, props.appeal.why ?? ""]
      .filter((part) => part !== "")
      .join(" · ")}
  />
);

/** Gathers the voices on one matter behind this appeal; nothing is merged by itself. */
export const MergeDialog = (props: { isOpen: boolean; onClose(): void; appeal: Appeal }) => {
  const { appeal } = props;
  const merge = useCommand("council.mergeAppeals");
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed.trim(), 200);
  const similar = useAnswer(
    "council.findSimilarAppeals",
    {
      id: appeal.id,
      text: `${appeal.title} ${appeal.content}`.slice(0, 2000),
      buildingId: appeal.buildingId,
      categoryCode: appeal.categoryCode,
      limit: 8,
    },
    { isEnabled: props.isOpen },
  );
  const searched = useAnswer(
    "council.listAppeals",
    { typed: settled, limit: 10 },
    { isEnabled: props.isOpen && settled !== "", keepsPrevious: true },
  );
  const found: Found[] = settled === "" ? (similar.data?.appeals ?? []) : (searched.data?.appeals ?? []);
  const offered = found.filter((other) => other.id !== appeal.id && other.leadId === null);
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`并案：由 ${appeal.numberText} 牵头`}
      action="并案"
      draft={`council.mergeAppeals.${appeal.id}`}
      done="已并案。每位诉求人仍会单独回访。"
      size="44rem"
      empty={{ ids: [] as string[], reason: "" }}
      schema={z.object({ ids: z.array(z.string()).min(1, "请至少选一条"), reason: z.string() })}
      save={({ ids, reason }) => merge.run({ leadId: appeal.id, ids, reason })}
    >
      {(form) => (
        <>
          <TextInput
            label="查找要并进来的诉求"
            placeholder="两个字、编号、姓名"
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Stack gap="xs" mah={300} style={{ overflowY: "auto" }}>
            {settled === "" && offered.length > 0 && <Text fw={700}>看起来相似的</Text>}
            {offered.map((other) => (
              <Row
                key={other.id}
                appeal={other}
                isChosen={form.values.ids.includes(other.id)}
                onToggle={() =>
                  form.setFieldValue(
                    "ids",
                    form.values.ids.includes(other.id)
                      ? form.values.ids.filter((id) => id !== other.id)
                      : [...form.values.ids, other.id],
                  )
                }
              />
            ))}
            {offered.length === 0 && <Text c="dimmed">没有找到相似的诉求，可以输入两个字来查找。</Text>}
          </Stack>
          {form.errors.ids && (
            <Alert color="red" py="xs">
              {form.errors.ids}
            </Alert>
          )}
          <Group>
            <TextInput label="理由" flex={1} {...form.getInputProps("reason")} />
          </Group>
        </>
      )}
    </StepDialog>
  );
};
