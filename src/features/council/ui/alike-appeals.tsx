import { Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useMay } from "#ui/caller.ts";
import { type Appeal, openStages, type SuggestedAppeal } from "../appeal-contract.ts";
import { gatherable, leadOfTwo, type TogetherFacts } from "../together-rules.ts";
import { AppealBeside } from "./appeal-beside.tsx";
import { useAnswer } from "./door.ts";
import { GatherDialog } from "./gather-dialog.tsx";
import { MergeConfirm, type OwnAppeal } from "./merge-confirm.tsx";
import { SuggestedAppeals, type SuggestionActs } from "./suggested-appeals.tsx";

type Suggested = { label: string; note?: ReactNode; appeals: readonly SuggestedAppeal[]; empty?: ReactNode };

const isInDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest("[role=dialog]") !== null;

/**
 * Suggestions beside an appeal, each to be looked at, merged or gathered by one key. Nothing is put together without
 * the confirmation that names both, and nothing that is being written is lost by looking.
 */
export const AlikeAppeals = (props: {
  own: OwnAppeal;
  parts: readonly Suggested[];
  /** Says what is missing in what is being written, before it is put together with anything. */
  isReady?(): boolean;
  onEnd?(): void;
}) => {
  const { own, parts } = props;
  const may = useMay();
  const [beside, setBeside] = useState<SuggestedAppeal | null>(null);
  const [step, setStep] = useState<{ kind: "merge" | "gather"; other: SuggestedAppeal } | null>(null);
  const shown = parts.flatMap(({ appeals }) => appeals);
  // Where the person was writing when the first layer opened, to go on there.
  const wasAt = useRef<HTMLElement | null>(null);
  const rememberPlace = () => {
    if (!isInDialog(document.activeElement)) wasAt.current = document.activeElement as HTMLElement | null;
  };
  const lookAt = (appeal: SuggestedAppeal) => {
    rememberPlace();
    setBeside(appeal);
  };
  const begin = (kind: "merge" | "gather", other: SuggestedAppeal) => () => {
    rememberPlace();
    setBeside(null);
    if (props.isReady?.() ?? true) setStep({ kind, other });
  };
  const end = () => {
    setStep(null);
    props.onEnd?.();
    requestAnimationFrame(() => wasAt.current?.focus());
  };
  const acts: SuggestionActs = {
    lookAt,
    mergeOf: (other) => (leadOfTwo<TogetherFacts>(own, other) ? begin("merge", other) : undefined),
    gatherOf: (other) =>
      may("secretary") && gatherable<TogetherFacts>([own, other]).length === 2 ? begin("gather", other) : undefined,
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || !/^[1-9]$/.test(event.key) || isInDialog(event.target)) return;
      const appeal = shown[Number(event.key) - 1];
      if (!appeal) return;
      event.preventDefault();
      lookAt(appeal);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  let from = 1;
  return (
    <>
      {parts.map((part) => {
        const first = from;
        from += part.appeals.length;
        return part.appeals.length === 0 && part.empty === undefined ? null : (
          <section className="panel" aria-label={part.label} key={part.label} style={{ marginBottom: "0.75rem" }}>
            {part.note}
            <Text fw={700} mb={4}>
              {part.label}
            </Text>
            {part.appeals.length === 0 ? (
              part.empty
            ) : (
              <SuggestedAppeals appeals={part.appeals} from={first} acts={acts} />
            )}
          </section>
        );
      })}
      <AppealBeside suggested={beside} onClose={() => setBeside(null)} acts={acts} />
      {step?.kind === "merge" && <MergeConfirm own={own} other={step.other} onClose={end} />}
      <GatherDialog
        isOpen={step?.kind === "gather"}
        onClose={end}
        appealIds={step ? [...(own.register ? [] : [own.id]), step.other.id] : []}
        suggestedTitle={step?.other.title ?? ""}
        {...(own.register && { register: own.register })}
        named={step ? [`${own.name} ${own.title}`, `${step.other.numberText} ${step.other.title}`] : []}
        preferredTopicId={step?.other.topics[0]?.id}
      />
    </>
  );
};

/** 一人多诉 as a part of the suggestions: what the same resident has brought of late. */
export const useEarlierAppeals = (reporterId: string | null, ownId: string | null): Suggested => {
  const settings = useAnswer("council.settings", {}, { isEnabled: reporterId !== null });
  const answer = useAnswer(
    "council.radarAppeals",
    { kind: "reporter", id: reporterId ?? "-", limit: 20 },
    { isEnabled: reporterId !== null },
  );
  const found = reporterId === null ? undefined : answer.data;
  const appeals = (found?.appeals ?? []).filter(({ id }) => id !== ownId);
  const isMany = settings.data !== undefined && appeals.length + 1 >= settings.data.manyAppealsCount;
  return {
    label: isMany ? "一人多诉" : "这位居民最近反映的",
    appeals: appeals.slice(0, 5),
    ...(appeals.length > 0 && {
      note: (
        <Text size="sm" c={isMany ? "var(--warning-text)" : "dimmed"} role="status">
          {found?.lookBackDays} 天内{ownId === null ? "已有" : "还有"} {appeals.length}
          {found?.hasMore ? " 条以上" : " 条"}
        </Text>
      ),
    }),
  };
};

/** On an open appeal's own page: what may be the same matter, and what its reporter has brought besides. */
export const AlikeOfAppeal = ({ appeal }: { appeal: Appeal }) => {
  const isOpen = appeal.lead === null && openStages.includes(appeal.stage);
  const similar = useAnswer(
    "council.findSimilarAppeals",
    {
      id: appeal.id,
      text: `${appeal.title} ${appeal.content}`.slice(0, 2000),
      buildingId: appeal.buildingId,
      categoryCode: appeal.categoryCode,
    },
    { isEnabled: isOpen },
  );
  const earlier = useEarlierAppeals(isOpen ? appeal.reporterId : null, appeal.id);
  if (!isOpen) return null;
  const own: OwnAppeal = {
    id: appeal.id,
    receivedAt: appeal.receivedAt,
    stage: appeal.stage,
    leadId: null,
    mergedCount: appeal.merged.length,
    name: appeal.numberText,
    title: appeal.title,
    register: null,
  };
  const alike = (similar.data?.appeals ?? []).filter(({ leadId }) => leadId !== appeal.id);
  const others = earlier.appeals.filter(({ id }) => !alike.some((one) => one.id === id));
  return (
    <AlikeAppeals
      own={own}
      parts={[
        { label: "可能是同一件事", appeals: alike },
        { ...earlier, appeals: others },
      ]}
    />
  );
};
