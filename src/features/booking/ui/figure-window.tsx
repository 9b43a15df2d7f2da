import { Button, Group, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { addDays, type Day, isRealDay } from "#base/dates.ts";
import { DayField } from "#ui/day-field.tsx";
import { useMoment } from "#ui/moment.tsx";
import { type WindowKind, windowKinds, windowOf } from "../figure-rules.ts";

export type Days = { fromDay: Day; toDay: Day };

const kindWords: Readonly<Record<WindowKind, string>> = { month: "月", quarter: "季度", year: "年" };
const thisWords: Readonly<Record<WindowKind, string>> = { month: "本月", quarter: "本季度", year: "本年" };

const kindOf = ({ fromDay, toDay }: Days): WindowKind | null =>
  windowKinds.find((kind) => {
    const window = windowOf(kind, fromDay);
    return window.fromDay === fromDay && window.toDay === toDay;
  }) ?? null;

/** From when to when: a month, quarter or year and those beside it, or two days as they are typed. */
export const FigureWindow = (props: {
  value: Days;
  onChange(days: Days): void;
  kinds?: readonly WindowKind[];
  isTyped?: boolean;
}) => {
  const { today } = useMoment();
  const { value, onChange } = props;
  const [typed, setTyped] = useState<{ fromDay: string | null; toDay: string | null }>(value);
  const kind = kindOf(value);
  const step = (by: -1 | 1) =>
    kind && onChange(windowOf(kind, by === -1 ? addDays(value.fromDay, -1) : addDays(value.toDay, 1)));
  const take = (next: { fromDay: string | null; toDay: string | null }) => {
    setTyped(next);
    const { fromDay, toDay } = next;
    if (fromDay && toDay && isRealDay(fromDay) && isRealDay(toDay) && fromDay <= toDay) onChange({ fromDay, toDay });
  };
  const kinds = props.kinds ?? windowKinds;
  return (
    <Group gap="xs" align="flex-end">
      {kinds.length > 1 && (
        <SegmentedControl
          aria-label="按什么看"
          data={kinds.map((one) => ({ value: one, label: kindWords[one] }))}
          value={kind ?? ""}
          onChange={(next) => onChange(windowOf(next as WindowKind, value.toDay < today ? value.toDay : today))}
        />
      )}
      {kind && (
        <>
          <Button variant="default" onClick={() => step(-1)}>
            上一{kindWords[kind]}
          </Button>
          <Button
            variant="default"
            disabled={value.fromDay <= today && today <= value.toDay}
            onClick={() => onChange(windowOf(kind, today))}
          >
            {thisWords[kind]}
          </Button>
          <Button variant="default" onClick={() => step(1)}>
            下一{kindWords[kind]}
          </Button>
        </>
      )}
      {props.isTyped && (
        <Group gap="xs" wrap="nowrap" key={`${value.fromDay} ${value.toDay}`}>
          <DayField label="从" value={typed.fromDay} onChange={(fromDay) => take({ ...typed, fromDay })} />
          <DayField label="到" value={typed.toDay} onChange={(toDay) => take({ ...typed, toDay })} />
        </Group>
      )}
    </Group>
  );
};
