import { MultiSelect, NumberInput, TextInput } from "@mantine/core";
import { z } from "zod";
import { useAnswer as usePeopleAnswer } from "#features/people/ui/door.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { CoverageNow } from "../opinion-contract.ts";
import { useCommand } from "./door.ts";

const ways = { places: "按居民册", count: "填户数" } as const;

/** Buildings and their units, as one finds them by typing; a unit alone is for what concerns one staircase. */
const usePlaceChoices = () => {
  const places = usePeopleAnswer("people.listPlaces", {}).data;
  if (!places) return [];
  const estates = new Map(places.estates.map(({ id, name }) => [id, name]));
  const unitsByBuilding = Map.groupBy(places.units, ({ buildingId }) => buildingId);
  return places.buildings.flatMap((building) => {
    const label = `${estates.get(building.estateId) ?? ""}${building.name}`;
    const units = (unitsByBuilding.get(building.id) ?? []).filter(({ name }) => name !== "");
    return [
      { value: `building ${building.id}`, label: `${label}（${building.householdCount}户）` },
      ...units.map((unit) => ({ value: `unit ${unit.id}`, label: `${label}${unit.name}（${unit.householdCount}户）` })),
    ];
  });
};

const idsOf = (kind: "building" | "unit", chosen: readonly string[]): string[] =>
  chosen.flatMap((value) => (value.startsWith(`${kind} `) ? [value.slice(kind.length + 1)] : []));

/** Whom a topic concerns: the homes of the register, or a number with where it comes from. */
export const ScopeDialog = (props: {
  isOpen: boolean;
  onClose(): void;
  topicId: string;
  scope: CoverageNow["scope"];
}) => {
  const { topicId: id, scope } = props;
  const set = useCommand("council.setScope", { marksFields: true });
  const choices = usePlaceChoices();
  return (
    <StepDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title="涉及哪些住户"
      action="保存"
      draft={`council.setScope.${id}`}
      done="已写明涉及哪些住户"
      empty={{
        way: (scope?.typedCount == null ? "places" : "count") as keyof typeof ways,
        chosen: (scope?.places ?? []).map(({ buildingId, unitId }) =>
          unitId === null ? `building ${buildingId}` : `unit ${unitId}`,
        ),
        typedCount: (scope?.typedCount ?? "") as number | string,
        reason: scope?.reason ?? "",
      }}
      schema={z
        .object({
          way: z.string(),
          chosen: z.array(z.string()),
          typedCount: z.union([z.number(), z.string()]),
          reason: z.string(),
        })
        .refine((values) => values.way === "count" || values.chosen.length > 0, {
          path: ["chosen"],
          message: "请选楼栋或单元",
        })
        .refine((values) => values.way === "places" || Number(values.typedCount) > 0, {
          path: ["typedCount"],
          message: "请填写户数",
        })}
      save={({ way, chosen, typedCount, reason }) =>
        set.run({
          id,
          version: scope?.version ?? 0,
          buildingIds: way === "places" ? idsOf("building", chosen) : [],
          unitIds: way === "places" ? idsOf("unit", chosen) : [],
          typedCount: way === "count" ? Number(typedCount) : null,
          reason: way === "count" ? reason : "",
        })
      }
    >
      {(form) => (
        <>
          <ChoiceRow
            label="怎么算"
            words={ways}
            value={form.values.way}
            onChange={(way) => form.setFieldValue("way", way)}
          />
          {form.values.way === "places" ? (
            <MultiSelect
              label="楼栋、单元"
              description="户数按居民册里的房屋算"
              required
              searchable
              limit={30}
              data-autofocus
              data={choices}
              nothingFoundMessage="没有这个楼栋"
              {...form.getInputProps("chosen")}
            />
          ) : (
            <>
              <NumberInput
                label="涉及多少户"
                required
                min={1}
                allowDecimal={false}
                data-autofocus
                {...form.getInputProps("typedCount")}
              />
              <TextInput label="依据" placeholder="如：物业台账" required {...form.getInputProps("reason")} />
            </>
          )}
        </>
      )}
    </StepDialog>
  );
};
