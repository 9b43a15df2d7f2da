import { Button, Group, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { SortedMatter } from "../sorter-contract.ts";
import { type Track, tracks } from "../task-contract.ts";
import { trackWords } from "../task-words.ts";
import { sorterRuleWords } from "../track-sorter.ts";
import { TrackChip } from "./chips.tsx";
import { RecordLink } from "./links.tsx";

type Unit = SortedMatter["units"][number];

/** Alt+1, 2, 3 choose the track; Alt+4 and on take a unit that was responsible before. */
const useTrackKeys = (onTrack: (track: Track) => void, onUnit: (at: number) => void) => {
  const act = useRef({ onTrack, onUnit });
  act.current = { onTrack, onUnit };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const digit = /^Digit([1-6])$/.exec(event.code)?.[1];
      if (digit === undefined) return;
      event.preventDefault();
      const at = Number(digit) - 1;
      const track = tracks[at];
      if (track) act.current.onTrack(track);
      else act.current.onUnit(at - tracks.length);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
};

const because = ({ rule, mentioned }: SortedMatter) =>
  mentioned.length === 0 ? sorterRuleWords[rule] : `提到“${mentioned.join("、")}”，${sorterRuleWords[rule]}`;

/** What the sorter thinks and by which rule, what was done before, and who was responsible; one key to do otherwise. */
export const TrackProposal = (props: {
  sorted: SortedMatter;
  track: Track;
  onTrack(track: Track): void;
  onUnit(unit: Unit): void;
}) => {
  const { sorted } = props;
  const { history, units } = sorted;
  useTrackKeys(props.onTrack, (at) => {
    const unit = units[at];
    if (unit) props.onUnit(unit);
  });
  const doneBefore = tracks.filter((track) => history[track] > 0);
  const uses = sorted.followedCount + sorted.overruledCount;
  return (
    <section className="panel" aria-label="建议">
      <Group gap="xs" mb={4}>
        <Text fw={700}>建议</Text>
        <TrackChip track={sorted.track} />
        <Text span size="sm">
          {because(sorted)}。
        </Text>
        {props.track !== sorted.track && (
          <Text span size="sm" c="var(--warning-text)">
            已改为{trackWords[props.track]}。
          </Text>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        改办法：{tracks.map((track, at) => `Alt+${at + 1} ${trackWords[track]}`).join("，")}。
        {uses > 0 && `这条规则用过 ${uses} 次，被改过 ${sorted.overruledCount} 次。`}
      </Text>
      {doneBefore.length > 0 && (
        <Text size="sm" mt={4}>
          同类以前：{doneBefore.map((track) => `${trackWords[track]} ${history[track]} 件`).join("，")}。
        </Text>
      )}
      {sorted.alike.map((task) => (
        <Text size="sm" key={task.id}>
          <RecordLink
            to="/council/tasks"
            search={{ view: "all", open: task.id }}
            label={`${task.numberText} ${task.title}`}
          />
          {`${task.unitName}${task.result === "" ? "" : `：${task.result}`}`}
        </Text>
      ))}
      {units.length > 0 && (
        <Group gap="xs" mt={6} role="group" aria-label="以前的责任单位">
          {units.map((unit, at) => (
            <Button key={unit.contactId} size="compact-sm" variant="default" onClick={() => props.onUnit(unit)}>
              {unit.unitName} {unit.contactName}（{unit.count} 件）<kbd>Alt {at + tracks.length + 1}</kbd>
            </Button>
          ))}
        </Group>
      )}
    </section>
  );
};
