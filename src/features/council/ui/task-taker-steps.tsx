import { SimpleGrid, Text, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { dayOf, instantAt, timeOf } from "#base/dates.ts";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { useAnswer } from "#features/people/ui/door.ts";
import { GridSelect } from "#features/people/ui/grid-select.tsx";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { useMoment } from "#ui/moment.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Task } from "../task-contract.ts";
import { type TakerKind, taskTakerContract } from "../task-taker-contract.ts";
import { takerKindWords } from "../task-taker-words.ts";
import { fitsKind } from "../task-takers.ts";
import { useCommand } from "./door.ts";
import { type StepProps, withoutStep } from "./task-step.tsx";

const GridLeaders = ({ gridId }: { gridId: string }) => {
  const grid = useAnswer("people.listGrids", {}).data?.grids.find(({ id }) => id === gridId);
  if (!grid) return null;
  return (
    <Text size="sm" c={grid.leaderNames.length === 0 ? "red.9" : "dimmed"}>
      {grid.leaderNames.length === 0
        ? "这个网格还没有网格长，先登记网格长才能派单。"
        : `网格长：${grid.leaderNames.join("、")}`}
    </Text>
  );
};

/** 网格派单: the clerk hands the order to the people of a grid. */
export const OfferStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const offer = useCommand("council.offerTaskToGrid");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title="网格派单"
      action={task.state === "drafted" ? "派到网格" : "请网格一起办"}
      draft={`council.offerTaskToGrid.${id}`}
      done="已派到网格，有人接单就记下来"
      empty={{ gridId: task.offer?.gridId ?? task.gridId ?? "" }}
      schema={taskTakerContract["council.offerTaskToGrid"].input.omit(withoutStep)}
      save={(values) => offer.run({ id, version, ...values })}
    >
      {(form) => (
        <>
          <GridSelect
            label="派到哪个网格"
            value={form.values.gridId === "" ? null : form.values.gridId}
            onChange={(gridId) => form.setFieldValue("gridId", gridId ?? "")}
          />
          {form.errors.gridId !== undefined && (
            <Text size="sm" c="red.9">
              {form.errors.gridId}
            </Text>
          )}
          <GridLeaders gridId={form.values.gridId} />
          <Text size="sm">
            网格里的党员、志愿者、商户和邻居都可以接单。责任人是这个网格的网格长或网格员时，第一个人接单就算接单；不是时，仍由责任单位接单。
          </Text>
        </>
      )}
    </StepDialog>
  );
};

const asWho = { resident: "居民", unit: "单位或单位的人" } as const;
type AsWho = keyof typeof asWho;

/** Which of the two a kind can be; party members and volunteers can be either. */
const waysOf = (kind: TakerKind | null): AsWho[] =>
  kind === "merchant" ? ["unit"] : kind === "neighbour" ? ["resident"] : ["resident", "unit"];

export const TakerStep = ({ task, isOpen, onClose }: StepProps) => {
  const { id, version } = task;
  const { now, today } = useMoment();
  const record = useCommand("council.recordTaker");
  return (
    <StepDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`谁接单：${task.title}`}
      action="记下接单"
      draft={`council.recordTaker.${id}`}
      done="已记下接单"
      size="44rem"
      empty={{
        kind: null as TakerKind | null,
        as: "resident" as AsWho,
        resident: null as Choice | null,
        unit: null as Choice | null,
        person: null as Choice | null,
        day: dayOf(now),
        time: timeOf(now),
        note: "",
      }}
      schema={taskTakerContract["council.recordTaker"].input.pick({ kind: true, note: true })}
      save={({ kind, as, resident, unit, person, day, time, note }) =>
        record.run({
          id,
          version,
          kind: kind ?? "partyMember",
          residentId: as === "resident" ? (resident?.id ?? null) : null,
          organisationId: as === "unit" ? (unit?.id ?? null) : null,
          contactId: as === "unit" ? (person?.id ?? null) : null,
          takenAt: instantAt(day, time),
          note,
        })
      }
    >
      {(form) => {
        const { kind, as } = form.values;
        const ways = waysOf(kind);
        const who = { residentId: null, organisationId: "x", contactId: null };
        return (
          <>
            <ChoiceRow
              label="谁来接单"
              required
              words={takerKindWords}
              value={kind}
              error={form.errors.kind}
              onChange={(next) => {
                form.setFieldValue("kind", next);
                const [first = "resident"] = waysOf(next);
                if (!waysOf(next).includes(as)) form.setFieldValue("as", first);
              }}
            />
            {ways.length > 1 && (
              <ChoiceRow
                label="在哪里登记的"
                words={asWho}
                value={as}
                onChange={(next) => form.setFieldValue("as", next)}
              />
            )}
            {as === "resident" ? (
              <ResidentPicker
                label="居民"
                required
                value={form.values.resident}
                onChange={(choice) => form.setFieldValue("resident", choice && { id: choice.id, label: choice.label })}
                error={form.errors.residentId}
              />
            ) : (
              <>
                <OrganisationPicker
                  label="单位"
                  required
                  value={form.values.unit}
                  onChange={(choice) => {
                    form.setFieldValue("unit", choice && { id: choice.id, label: choice.label });
                    form.setFieldValue("person", null);
                  }}
                  error={form.errors.organisationId}
                />
                <ContactPicker
                  label={kind !== null && fitsKind(kind, who) ? "联系人（不选就是单位接单）" : "联系人"}
                  organisation={form.values.unit}
                  value={form.values.person}
                  onChange={(choice) => form.setFieldValue("person", choice && { id: choice.id, label: choice.label })}
                  error={form.errors.contactId}
                />
              </>
            )}
            <SimpleGrid cols={2} spacing="sm">
              <DateInput
                label="哪天接的"
                required
                valueFormat="YYYY-MM-DD"
                maxDate={today}
                {...form.getInputProps("day")}
              />
              <TextInput label="几点接的" type="time" required {...form.getInputProps("time")} />
            </SimpleGrid>
            <TextInput label="打算怎么办" placeholder="例如：周六上午带工具去修" {...form.getInputProps("note")} />
          </>
        );
      }}
    </StepDialog>
  );
};

export const WithdrawTakerStep = (props: {
  task: Task;
  taker: Task["takers"][number];
  isOpen: boolean;
  onClose(): void;
}) => {
  const { id, version } = props.task;
  const withdraw = useCommand("council.withdrawTaker");
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`撤回 ${props.taker.name} 的接单`}
      action="撤回"
      draft={`council.withdrawTaker.${props.taker.id}`}
      done="已撤回，经过里留有记录"
      empty={{ reason: "" }}
      schema={taskTakerContract["council.withdrawTaker"].input.pick({ reason: true })}
      save={(values) => withdraw.run({ id, version, takerId: props.taker.id, ...values })}
    >
      {(form) => (
        <TextInput
          label="为什么撤回"
          placeholder="例如：临时出差"
          required
          data-autofocus
          {...form.getInputProps("reason")}
        />
      )}
    </StepDialog>
  );
};
