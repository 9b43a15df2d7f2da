import { Button, Group, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import type { AssigneeSuggestion } from "../task-assignee-contract.ts";
import { useAnswer } from "./door.ts";

type Assignee = NonNullable<AssigneeSuggestion["assignee"]>;

/** The keys before it choose the track and take somebody who was responsible before. */
const firstKey = 7;

/** Who of the contact tree stands nearest to the matter; Alt+7 takes the first. */
export const AssigneeSuggestions = (props: { appealIds: readonly string[]; onTake(assignee: Assignee): void }) => {
  const answer = useAnswer("council.suggestAssignee", { appealIds: [...props.appealIds] });
  const suggestions = answer.data?.suggestions ?? [];
  const takeable = suggestions.flatMap(({ assignee }) => assignee ?? []).slice(0, 3);
  useHotkeys(
    takeable
      .map((assignee, at) => [`alt+${at + firstKey}`, () => props.onTake(assignee)] as const)
      .map(([key, take]) => [key, take]),
    [],
  );
  if (suggestions.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label="建议的责任人">
      <Text size="sm" c="dimmed">
        建议
      </Text>
      {suggestions.map(({ why, assignee }) =>
        assignee && takeable.includes(assignee) ? (
          <Button
            key={why}
            size="compact-sm"
            variant="default"
            rightSection={<kbd>Alt {takeable.indexOf(assignee) + firstKey}</kbd>}
            onClick={() => props.onTake(assignee)}
          >
            {why}
          </Button>
        ) : (
          <Text key={why} size="sm">
            {why}（居民，可请协助）
          </Text>
        ),
      )}
    </Group>
  );
};
