import { Alert, Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAskOnce } from "#ui/ask-once.tsx";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { Answered } from "#ui/page.tsx";
import { attitudeWords } from "../meeting-words.ts";
import type { CoverageNow } from "../opinion-contract.ts";
import type { Topic } from "../topic-contract.ts";
import { isTopicOpen } from "../topic-rules.ts";
import { useAnswer, useCommand } from "./door.ts";
import { KeyOpinions } from "./key-opinions.tsx";
import { LinkPanel } from "./links.tsx";
import { ScopeDialog } from "./scope-dialog.tsx";

const mostAtFirst = 6;

export const CoverageSentence = ({ coverage }: { coverage: CoverageNow }) =>
  coverage.sentence === "" ? (
    <Text size="sm" c="dimmed">
      还没有写明涉及哪些住户。写明了，才知道听到了多少家。
    </Text>
  ) : (
    <Alert color={coverage.isEnough ? "teal" : "orange"} py="xs">
      {coverage.sentence}
      {coverage.isEnough === false && `；通过前要听到 ${coverage.minPercent}%`}
    </Alert>
  );

/** 补充征求意见: the sheet for the doors that nobody knocked at. */
export const OpinionSheetButton = ({ topicId }: { topicId: string }) => {
  const navigate = useNavigate();
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => void navigate({ to: "/council/opinion-sheet" as never, search: { id: topicId } as never })}
    >
      入户征求意见表
    </Button>
  );
};

const Opinions = ({ topic, coverage }: { topic: Topic; coverage: CoverageNow }) => {
  const [isWhole, setWhole] = useState(false);
  const withdraw = useCommand("council.withdrawOpinion");
  const askOnce = useAskOnce();
  const { opinions } = coverage;
  const shown = isWhole || opinions.length <= mostAtFirst + 2 ? opinions : opinions.slice(0, mostAtFirst);
  return (
    <ul className="plain-list" aria-label="入户听到的意见">
      {shown.map((opinion) => (
        <li key={opinion.id}>
          <Group gap="xs" wrap="nowrap" justify="space-between" align="flex-start">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {opinion.home}（{attitudeWords[opinion.attitude]}）{opinion.words}
              <Text span c="dimmed">
                {" "}
                {opinion.heardDate} {opinion.heardBy}
              </Text>
            </Text>
            {isTopicOpen(topic.state) && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                style={{ flexShrink: 0 }}
                aria-label={`收回 ${opinion.home} 的意见`}
                onClick={async () => {
                  const isSure = await askOnce({
                    title: "收回这户的意见？",
                    text: `${opinion.home}的意见收回以后，这一户不再算听到过。`,
                    confirm: "收回",
                  });
                  if (!isSure) return;
                  const reply = await withdraw.run({ id: topic.id, opinionId: opinion.id, reason: "登记有误" });
                  if (reply.ok) tellDone("已收回");
                }}
              >
                收回
              </Button>
            )}
          </Group>
        </li>
      ))}
      {shown.length < opinions.length && (
        <li>
          <Button variant="default" size="compact-sm" onClick={() => setWhole(true)}>
            另外 {opinions.length - shown.length} 户也列出来
          </Button>
        </li>
      )}
    </ul>
  );
};

/** 征求意见: whom a topic concerns, how many of them have been heard, and what was said at the doors. */
export const TopicCoverage = ({ topic }: { topic: Topic }) => {
  const answer = useAnswer("council.coverage", { id: topic.id });
  const [dialog, setDialog] = useState<"scope" | "key" | null>(null);
  const may = useMay();
  const isOpen = isTopicOpen(topic.state);
  return (
    <Answered answer={answer}>
      {(coverage) => (
        <LinkPanel
          title="征求意见"
          action={
            isOpen && (
              <Group gap="xs" mt={4}>
                {may("secretary") && (
                  <Button size="compact-sm" variant="default" onClick={() => setDialog("scope")}>
                    涉及哪些住户
                  </Button>
                )}
                <OpinionSheetButton topicId={topic.id} />
                <Button size="compact-sm" variant="default" onClick={() => setDialog("key")}>
                  登记入户意见
                </Button>
              </Group>
            )
          }
        >
          <CoverageSentence coverage={coverage} />
          {coverage.scope && (
            <Text size="sm" c="dimmed">
              {coverage.scope.typedCount === null
                ? coverage.scope.places.map(({ label }) => label).join("、")
                : `${coverage.scope.typedCount} 户，${coverage.scope.reason}`}
            </Text>
          )}
          <Opinions topic={topic} coverage={coverage} />
          <ScopeDialog
            isOpen={dialog === "scope"}
            onClose={() => setDialog(null)}
            topicId={topic.id}
            scope={coverage.scope}
          />
          <KeyOpinions isOpen={dialog === "key"} onClose={() => setDialog(null)} topicId={topic.id} />
        </LinkPanel>
      )}
    </Answered>
  );
};

/** The same in one line for a meeting that sits, where it can still be put right whom a topic concerns. */
export const CoverageInSession = ({ topicId }: { topicId: string }) => {
  const coverage = useAnswer("council.coverage", { id: topicId }).data;
  const [isOpen, setOpen] = useState(false);
  if (!coverage) return null;
  return (
    <Group gap="xs">
      <Text size="sm" c={coverage.isEnough === false ? "red.9" : "dimmed"}>
        {coverage.sentence === "" ? "还没有写明涉及哪些住户" : coverage.sentence}
      </Text>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setOpen(true)}>
        涉及哪些住户
      </Button>
      <ScopeDialog isOpen={isOpen} onClose={() => setOpen(false)} topicId={topicId} scope={coverage.scope} />
    </Group>
  );
};
