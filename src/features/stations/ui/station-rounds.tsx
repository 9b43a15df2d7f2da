import { Badge, Button, Group, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { shortDay, shortTime } from "#base/dates.ts";
import { ContactPicker } from "#features/people/ui/contact-picker.tsx";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { ChoiceRow } from "#ui/choice-row.tsx";
import { DayField } from "#ui/day-field.tsx";
import { EmptyState } from "#ui/list.tsx";
import { useMoment } from "#ui/moment.tsx";
import type { Choice } from "#ui/picker.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type RoundLine, roundContract } from "../round-contract.ts";
import { useCommand } from "./door.ts";
import type { OpenStation } from "./station-supplies.tsx";

const walkerWords = { self: "我自己", contact: "单位的人", resident: "居民、志愿者" };

/** 登记巡查 */
export const RoundDialog = (props: { station: { id: string; name: string }; onClose(): void }) => {
  const log = useCommand("stations.logRound", { marksFields: true });
  const { today } = useMoment();
  return (
    <StepDialog
      isOpen
      onClose={props.onClose}
      title={`巡查：${props.station.name}`}
      action="登记巡查"
      draft={`stations.logRound.${props.station.id}`}
      done="已登记巡查"
      empty={{
        found: "",
        isMendNeeded: false,
        roundDate: today as string | null,
        walker: "self" as keyof typeof walkerWords,
        contact: null as Choice | null,
        resident: null as Choice | null,
      }}
      schema={roundContract["stations.logRound"].input.pick({ found: true, roundDate: true }).loose()}
      save={({ found, isMendNeeded, roundDate, walker, contact, resident }) =>
        log.run({
          stationId: props.station.id,
          roundDate: roundDate ?? "",
          walkerContactId: walker === "contact" ? (contact?.id ?? null) : null,
          walkerResidentId: walker === "resident" ? (resident?.id ?? null) : null,
          found,
          isMendNeeded,
        })
      }
    >
      {(form) => (
        <>
          <TextInput
            label="看到什么"
            description="一切都好可以空着"
            placeholder="如 饮水机不热、充电线少一根"
            data-autofocus
            {...form.getInputProps("found")}
          />
          <Switch
            label="要处理"
            description="处理好以前，会一直列在“要补要办”里"
            checked={form.values.isMendNeeded}
            onChange={(event) => form.setFieldValue("isMendNeeded", event.currentTarget.checked)}
          />
          <ChoiceRow
            label="谁去看的"
            words={walkerWords}
            value={form.values.walker}
            onChange={(walker) => form.setFieldValue("walker", walker)}
          />
          {form.values.walker === "contact" && (
            <ContactPicker
              label="单位的人"
              value={form.values.contact}
              onChange={(choice) => form.setFieldValue("contact", choice)}
            />
          )}
          {form.values.walker === "resident" && (
            <ResidentPicker
              label="居民、志愿者"
              value={form.values.resident}
              onChange={(choice) => form.setFieldValue("resident", choice)}
            />
          )}
          <DayField
            label="哪一天"
            required
            value={form.values.roundDate}
            onChange={(day) => form.setFieldValue("roundDate", day)}
            error={form.errors.roundDate}
          />
        </>
      )}
    </StepDialog>
  );
};

/** 已处理 */
export const MendDialog = ({ round, onClose }: { round: RoundLine; onClose(): void }) => {
  const mend = useCommand("stations.markMended");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`已处理：${round.found}`}
      action="已处理"
      draft={null}
      done="已登记处理"
      empty={{ mendNote: "" }}
      schema={roundContract["stations.markMended"].input.pick({ mendNote: true })}
      save={({ mendNote }) => mend.run({ id: round.id, version: round.version, mendNote })}
    >
      {(form) => (
        <TextInput
          label="怎么处理的"
          required
          placeholder="如 换了加热管"
          data-autofocus
          {...form.getInputProps("mendNote")}
        />
      )}
    </StepDialog>
  );
};

/** 巡查: who went, what was found, what was done about it. */
export const StationRounds = ({ station, onRound }: { station: OpenStation; onRound(): void }) => {
  const { today } = useMoment();
  const [mended, setMended] = useState<RoundLine | null>(null);
  return (
    <>
      {station.rounds.length === 0 && (
        <EmptyState title="还没有巡查记录" hint="去看过一次，就登记一次：东西齐不齐，设备好不好。" />
      )}
      {station.rounds.length > 0 && (
        <ul className="station-lines" aria-label="巡查记录">
          {station.rounds.map((round) => {
            const isOpen = round.isMendNeeded && round.mendedAt === null;
            return (
              <li key={round.id}>
                <Group justify="space-between" wrap="nowrap" align="flex-start">
                  <div>
                    {shortDay(round.roundDate, today)} {round.walkerName}：{round.found || "都好"}
                    {isOpen && (
                      <Badge ml={6} color="red" variant="light">
                        要处理
                      </Badge>
                    )}
                    {round.mendedAt !== null && (
                      <Text size="sm" c="dimmed">
                        {shortTime(round.mendedAt, today)} {round.mendedByName}：{round.mendNote}
                      </Text>
                    )}
                  </div>
                  {isOpen && (
                    <Button size="compact-sm" onClick={() => setMended(round)}>
                      已处理
                    </Button>
                  )}
                </Group>
              </li>
            );
          })}
        </ul>
      )}
      <Group justify="flex-end">
        <Button variant="default" disabled={station.state === "retired"} onClick={onRound}>
          登记巡查
        </Button>
      </Group>
      {mended && <MendDialog round={mended} onClose={() => setMended(null)} />}
    </>
  );
};
