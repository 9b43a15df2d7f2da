import { Alert, Group, NumberInput, Switch, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { z } from "zod";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { OrganisationPicker } from "#features/people/ui/organisation-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { useMoment } from "#ui/moment.tsx";
import { numberOrNull, selectAll } from "#ui/number-fields.ts";
import type { Choice } from "#ui/picker.tsx";
import { RecordContext } from "#ui/record-context.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import {
  type Equipment,
  type Provider,
  providerKinds,
  type ResourceKind,
  type Room,
  resourceContract,
} from "../resource-contract.ts";
import { providerKindWords } from "../resource-words.ts";
import { spanText } from "../times.ts";
import { useAnswer, useCommand } from "./door.ts";

/** What still counts on it, before somebody takes it out of use. */
const HeldAhead = ({ kind, id }: { kind: ResourceKind; id: string }) => {
  const { data } = useAnswer("booking.heldAhead", { kind, id });
  const { today } = useMoment();
  if (!data || (data.sessionCount === 0 && data.planCount === 0)) return null;
  const { sessionCount, headCount, planCount, sessions } = data;
  return (
    <Alert color="orange" py="xs" title="还有人指望着它">
      {sessionCount > 0 && `以后还有 ${sessionCount} 场占着它，约了 ${headCount} 人。`}
      {planCount > 0 && `${planCount} 个排期还会用到它。`}
      停用只是不能再约，这些不会自己取消；真用不了的，请到
      <Link to={"/booking/blackouts" as never}>停用</Link>
      里登记，会列出要通知谁。
      {sessions.map((session) => (
        <div key={session.id}>
          {spanText(session, today)} {session.title}
        </div>
      ))}
      {sessionCount > sessions.length && <div>……</div>}
    </Alert>
  );
};

const InUse = (props: {
  kind: ResourceKind;
  id: string;
  isRetired: boolean;
  wasRetired: boolean;
  onChange(isRetired: boolean): void;
}) => (
  <>
    <Switch
      label="还在用"
      description="停用后不能再约，已经排好的场次照旧"
      checked={!props.isRetired}
      onChange={(event) => props.onChange(!event.currentTarget.checked)}
    />
    {props.isRetired && !props.wasRetired && <HeldAhead kind={props.kind} id={props.id} />}
  </>
);

export const RoomDialog = ({ room, onClose }: { room: Room | null; onClose(): void }) => {
  const add = useCommand("booking.addRoom");
  const change = useCommand("booking.changeRoom");
  return (
    <RecordContext.Provider value={{ version: room?.version ?? null, timeline: undefined }}>
      <StepDialog
        isOpen
        onClose={onClose}
        title={room ? `修改：${room.name}` : "增加功能室"}
        action="保存"
        draft={room ? `booking.changeRoom.${room.id}` : "booking.addRoom"}
        done="已保存"
        empty={{
          name: room?.name ?? "",
          place: room?.place ?? "",
          seatCount: room?.seatCount ?? 20,
          uses: room?.uses ?? "",
          isApprovalNeeded: room?.isApprovalNeeded ?? true,
          releaseMinutes: room?.releaseMinutes ?? (null as number | null),
          isRetired: room?.isRetired ?? false,
        }}
        schema={resourceContract["booking.changeRoom"].input.omit({ id: true, version: true })}
        save={({ isRetired, ...fields }) =>
          room ? change.run({ ...fields, id: room.id, version: room.version, isRetired }) : add.run(fields)
        }
      >
        {(form) => (
          <>
            <TextInput label="名称" required data-autofocus {...form.getInputProps("name")} />
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <TextInput label="位置" placeholder="如 二楼东侧" flex={1} {...form.getInputProps("place")} />
              <NumberInput
                label="能坐几个人"
                required
                w="8rem"
                min={1}
                allowDecimal={false}
                {...form.getInputProps("seatCount")}
                onFocus={selectAll}
              />
            </Group>
            <TextInput
              label="用途"
              description="写在门牌上的，一室多用的都写上"
              placeholder="如 书法、国画、棋牌"
              {...form.getInputProps("uses")}
            />
            <NumberInput
              label="约了没来，几分钟后可以让给别人"
              description="不填就一直留着；不会自动取消"
              min={5}
              allowDecimal={false}
              {...form.getInputProps("releaseMinutes")}
              value={form.values.releaseMinutes ?? ""}
              onChange={(value) => form.setFieldValue("releaseMinutes", numberOrNull(value))}
            />
            <Switch
              label="外面的团体借用要负责人同意"
              checked={form.values.isApprovalNeeded}
              onChange={(event) => form.setFieldValue("isApprovalNeeded", event.currentTarget.checked)}
            />
            {room && (
              <InUse
                kind="room"
                id={room.id}
                wasRetired={room.isRetired}
                isRetired={form.values.isRetired}
                onChange={(value) => form.setFieldValue("isRetired", value)}
              />
            )}
          </>
        )}
      </StepDialog>
    </RecordContext.Provider>
  );
};

export const EquipmentDialog = ({ equipment, onClose }: { equipment: Equipment | null; onClose(): void }) => {
  const add = useCommand("booking.addEquipment");
  const change = useCommand("booking.changeEquipment");
  return (
    <RecordContext.Provider value={{ version: equipment?.version ?? null, timeline: undefined }}>
      <StepDialog
        isOpen
        onClose={onClose}
        title={equipment ? `修改：${equipment.name}` : "增加设备"}
        action="保存"
        draft={equipment ? `booking.changeEquipment.${equipment.id}` : "booking.addEquipment"}
        done="已保存"
        empty={{
          name: equipment?.name ?? "",
          totalCount: equipment?.totalCount ?? 1,
          place: equipment?.place ?? "",
          isRetired: equipment?.isRetired ?? false,
        }}
        schema={resourceContract["booking.changeEquipment"].input.omit({ id: true, version: true })}
        save={({ isRetired, ...fields }) =>
          equipment
            ? change.run({ ...fields, id: equipment.id, version: equipment.version, isRetired })
            : add.run(fields)
        }
      >
        {(form) => (
          <>
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <TextInput label="名称" required data-autofocus flex={1} {...form.getInputProps("name")} />
              <NumberInput
                label="共几件"
                required
                w="8rem"
                min={1}
                allowDecimal={false}
                {...form.getInputProps("totalCount")}
                onFocus={selectAll}
              />
            </Group>
            <TextInput label="放在哪里" {...form.getInputProps("place")} />
            {equipment && (
              <InUse
                kind="equipment"
                id={equipment.id}
                wasRetired={equipment.isRetired}
                isRetired={form.values.isRetired}
                onChange={(value) => form.setFieldValue("isRetired", value)}
              />
            )}
          </>
        )}
      </StepDialog>
    </RecordContext.Provider>
  );
};

const Chosen = z
  .object({
    kind: z.enum(providerKinds),
    unit: z.object({ id: z.string() }).loose().nullable(),
    contact: z.object({ id: z.string() }).loose().nullable(),
    resident: z.object({ id: z.string() }).loose().nullable(),
    name: resourceContract["booking.addProvider"].input.shape.name,
    trade: resourceContract["booking.addProvider"].input.shape.trade,
    isRetired: z.boolean(),
  })
  .superRefine((values, context) => {
    const field = values.kind === "named" ? "name" : values.kind;
    if (!values[field]) context.addIssue({ code: "custom", path: [field], message: "请填写是谁" });
  });

type ProviderValues = {
  kind: (typeof providerKinds)[number];
  unit: Choice | null;
  contact: Choice | null;
  resident: Choice | null;
  name: string;
  trade: string;
  isRetired: boolean;
};

/** Who gives a service: chosen once, and never turned into somebody else. */
export const ProviderDialog = ({ provider, onClose }: { provider: Provider | null; onClose(): void }) => {
  const add = useCommand("booking.addProvider");
  const change = useCommand("booking.changeProvider");
  return (
    <RecordContext.Provider value={{ version: provider?.version ?? null, timeline: undefined }}>
      <StepDialog<ProviderValues>
        isOpen
        onClose={onClose}
        title={provider ? `修改：${provider.name}` : "增加服务提供者"}
        action="保存"
        draft={provider ? `booking.changeProvider.${provider.id}` : "booking.addProvider"}
        done="已保存"
        empty={{
          kind: provider?.kind ?? "contact",
          unit: null,
          contact: null,
          resident: null,
          name: "",
          trade: provider?.trade ?? "",
          isRetired: provider?.isRetired ?? false,
        }}
        schema={provider ? z.object({ trade: resourceContract["booking.changeProvider"].input.shape.trade }) : Chosen}
        save={({ kind, trade, isRetired, ...who }) => {
          if (provider) return change.run({ id: provider.id, version: provider.version, trade, isRetired });
          return add.run({
            organisationId: kind === "unit" ? (who.unit?.id ?? null) : null,
            contactId: kind === "contact" ? (who.contact?.id ?? null) : null,
            residentId: kind === "resident" ? (who.resident?.id ?? null) : null,
            name: kind === "named" ? who.name : "",
            trade,
          });
        }}
      >
        {(form) => {
          const { kind } = form.values;
          return (
            <>
              {!provider && (
                <>
                  <ChoiceRow
                    label="是谁"
                    words={providerKindWords}
                    value={kind}
                    onChange={(value) => form.setFieldValue("kind", value)}
                  />
                  {kind === "unit" && (
                    <OrganisationPicker
                      label="单位"
                      required
                      value={form.values.unit}
                      onChange={(choice) => form.setFieldValue("unit", choice)}
                      error={form.errors.unit}
                    />
                  )}
                  {kind === "contact" && (
                    <ContactPicker
                      label="单位的人"
                      required
                      value={form.values.contact}
                      onChange={(choice) => form.setFieldValue("contact", choice)}
                      error={form.errors.contact}
                    />
                  )}
                  {kind === "resident" && (
                    <ResidentPicker
                      label="居民"
                      required
                      value={form.values.resident}
                      onChange={(choice) => form.setFieldValue("resident", choice)}
                      error={form.errors.resident}
                    />
                  )}
                  {kind === "named" && (
                    <TextInput
                      label="姓名"
                      required
                      description="不在单位名单、也不是居民的，只记姓名"
                      {...form.getInputProps("name")}
                    />
                  )}
                </>
              )}
              <TextInput label="会做什么" placeholder="如 理发、书法、全科" {...form.getInputProps("trade")} />
              {provider && (
                <InUse
                  kind="provider"
                  id={provider.id}
                  wasRetired={provider.isRetired}
                  isRetired={form.values.isRetired}
                  onChange={(value) => form.setFieldValue("isRetired", value)}
                />
              )}
            </>
          );
        }}
      </StepDialog>
    </RecordContext.Provider>
  );
};
