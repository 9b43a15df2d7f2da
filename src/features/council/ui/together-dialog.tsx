import { Alert, Button, Checkbox, Group, Loader, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { SmallModal } from "#ui/layers.tsx";
import type { SuggestedAppeal } from "../appeal-contract.ts";
import { gatherable, leadAmong, mergingProblems } from "../together-rules.ts";
import { councilRefusals } from "../words.ts";
import { useAnswer } from "./door.ts";
import { GatherDialog } from "./gather-dialog.tsx";
import { mergedWords, useMerging } from "./merge-confirm.tsx";
import { suggestionWords } from "./suggested-appeals.tsx";

/** All of them ticked at first; whoever knows better unticks, and nothing happens without the button that names it. */
const Together = (props: { appeals: readonly SuggestedAppeal[]; onClose(): void }) => {
  const may = useMay();
  const merging = useMerging();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [chosenLeadId, setLeadId] = useState<string | null>(null);
  const [isGathering, setGathering] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const chosen = props.appeals.filter(({ id }) => !left.has(id));
  const lead = chosen.find(({ id }) => id === chosenLeadId) ?? leadAmong(chosen);
  const problems = lead ? mergingProblems(lead, chosen) : undefined;
  const mergedIds = [...(problems ?? [])].flatMap(([id, problem]) => (problem === null ? [id] : []));
  const gathered = gatherable(chosen);
  const toggle = (id: string) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const merge = async () => {
    if (!lead) return;
    setBusy(true);
    const reply = await merging.run({ leadId: lead.id, ids: mergedIds, reason: "" });
    setBusy(false);
    if (!reply.ok) return;
    props.onClose();
    tellDone(mergedWords, merging.undo);
  };
  return (
    <Stack gap="sm">
      <Stack gap="xs" mah="45vh" style={{ overflowY: "auto" }}>
        {props.appeals.map((appeal) => {
          const problem = problems?.get(appeal.id) ?? null;
          return (
            <Checkbox
              key={appeal.id}
              checked={!left.has(appeal.id)}
              onChange={() => toggle(appeal.id)}
              label={`${appeal.numberText} ${appeal.title}`}
              description={[
                appeal.reporterLabel,
                suggestionWords(appeal),
                ...(problem === null ? [] : [`不能并案：${councilRefusals[problem]}`]),
              ].join(" · ")}
            />
          );
        })}
      </Stack>
      {lead && chosen.length > 1 && (
        <Select
          label="并案由谁牵头"
          data={chosen
            .filter(({ leadId }) => leadId === null)
            .map((appeal) => ({ value: appeal.id, label: `${appeal.numberText} ${appeal.title}` }))}
          value={lead.id}
          onChange={setLeadId}
          allowDeselect={false}
        />
      )}
      {chosen.length < 2 && (
        <Alert color="gray" py="xs">
          勾选两条以上，才能放到一起。
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={props.onClose}>
          先不动
        </Button>
        {may("secretary") && (
          <Button variant="default" disabled={gathered.length < 2} onClick={() => setGathering(true)}>
            把 {gathered.length} 条归入议题
          </Button>
        )}
        <Button disabled={mergedIds.length === 0} loading={isBusy} onClick={() => void merge()}>
          {lead && mergedIds.length > 0 ? `由 ${lead.numberText} 牵头，并入 ${mergedIds.length} 条` : "并案"}
        </Button>
      </Group>
      <GatherDialog
        isOpen={isGathering}
        onClose={() => setGathering(false)}
        appealIds={gathered.map(({ id }) => id)}
        suggestedTitle={gathered[0]?.title ?? ""}
        preferredTopicId={gathered.flatMap(({ topics }) => topics)[0]?.id}
        onDone={props.onClose}
      />
    </Stack>
  );
};

export type Cluster = { kind: "alike" | "reporter"; id: string; title: string; why: string };

/** A line of the radar opened: its appeals, to be merged or gathered at once. */
export const TogetherDialog = ({ cluster, onClose }: { cluster: Cluster | null; onClose(): void }) => {
  const answer = useAnswer(
    "council.radarAppeals",
    { kind: cluster?.kind ?? "alike", id: cluster?.id ?? "-" },
    { isEnabled: cluster !== null },
  );
  return (
    <SmallModal isOpen={cluster !== null} onClose={onClose} title={`放到一起：${cluster?.title ?? ""}`} size="46rem">
      <Text size="sm" mb="sm">
        {cluster?.why}。只是提示，不会自动并案。
      </Text>
      {cluster && answer.data ? (
        <Together key={cluster.id} appeals={answer.data.appeals} onClose={onClose} />
      ) : (
        <Loader aria-label="正在读取" />
      )}
    </SmallModal>
  );
};
