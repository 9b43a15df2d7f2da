import { Group, NumberInput, Switch, TextInput } from "@mantine/core";
import { selectAll } from "#ui/number-fields.ts";
import { RecordContext } from "#ui/record-context.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type SupplyLine, supplyContract } from "../supply-contract.ts";
import { useCommand } from "./door.ts";

/** A kind of supply that a station keeps. */
export const SupplyDialog = (props: { stationId: string; supply: SupplyLine | null; onClose(): void }) => {
  const add = useCommand("stations.addSupply");
  const change = useCommand("stations.changeSupply");
  const { supply, stationId } = props;
  return (
    <RecordContext.Provider value={{ version: supply?.version ?? null, timeline: undefined }}>
      <StepDialog
        isOpen
        onClose={props.onClose}
        title={supply ? `修改：${supply.name}` : "增加物资"}
        action="保存"
        draft={supply ? `stations.changeSupply.${supply.id}` : `stations.addSupply.${stationId}`}
        done="已保存"
        empty={{
          name: supply?.name ?? "",
          unit: supply?.unit ?? "",
          leastCount: supply?.leastCount ?? 1,
          isDated: supply?.isDated ?? false,
          isRetired: supply?.isRetired ?? false,
        }}
        schema={supplyContract["stations.changeSupply"].input.omit({ id: true, version: true })}
        save={({ isRetired, ...fields }) =>
          supply
            ? change.run({ ...fields, id: supply.id, version: supply.version, isRetired })
            : add.run({ ...fields, stationId })
        }
      >
        {(form) => (
          <>
            <TextInput
              label="名称"
              required
              placeholder="如 饮用水、创可贴、雪糕"
              data-autofocus
              {...form.getInputProps("name")}
            />
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <TextInput
                label="单位"
                required
                placeholder="如 瓶、盒、支"
                description={supply && supply.lastNumber > 0 ? "有了进出记录，单位不能再改" : "按最小的一件记"}
                flex={1}
                {...form.getInputProps("unit")}
              />
              <NumberInput
                label="最少要有"
                description="少于这个数就列进补货清单"
                required
                flex={1}
                min={0}
                allowDecimal={false}
                {...form.getInputProps("leastCount")}
                onFocus={selectAll}
              />
            </Group>
            <Switch
              label="有有效期（药品、食品）"
              description="补充时要填有效期；快到期和过期的会提醒，过期的不能领用"
              checked={form.values.isDated}
              onChange={(event) => form.setFieldValue("isDated", event.currentTarget.checked)}
            />
            {supply && (
              <Switch
                label="还在用"
                description="账上为零才能停用"
                checked={!form.values.isRetired}
                onChange={(event) => form.setFieldValue("isRetired", !event.currentTarget.checked)}
              />
            )}
          </>
        )}
      </StepDialog>
    </RecordContext.Provider>
  );
};
