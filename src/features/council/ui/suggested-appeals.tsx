import { Button, Group, Stack, Text } from "@mantine/core";
import type { KeyboardEvent } from "react";
import type { SuggestedAppeal } from "../appeal-contract.ts";
import { stageWords } from "../appeal-words.ts";

/** What may be done with a suggestion; what may not is absent. */
export type SuggestionActs = {
  lookAt(appeal: SuggestedAppeal): void;
  mergeOf(appeal: SuggestedAppeal): (() => void) | undefined;
  gatherOf(appeal: SuggestedAppeal): (() => void) | undefined;
};

/** The keys of the two acts, on a row and in the sheet beside. */
export const actOfKey = (key: string, merge?: () => void, gather?: () => void): (() => void) | undefined => {
  if (key === "b" || key === "B") return merge;
  return key === "y" || key === "Y" ? gather : undefined;
};

/** Why it is suggested, where it is and how far, and the topics that hold it. */
export const suggestionWords = (appeal: SuggestedAppeal): string =>
  [
    appeal.why,
    appeal.placeLabel,
    stageWords[appeal.stage],
    appeal.mergedCount > 0 ? `已并 ${appeal.mergedCount} 件` : "",
    ...appeal.topics.map((topic) => `已在议题 ${topic.numberText}`),
  ]
    .filter((part) => part !== "")
    .join(" · ");

const moveFocus = (from: HTMLElement, by: 1 | -1) => {
  const rows = [...(from.closest("[data-suggestions]")?.querySelectorAll<HTMLElement>("[data-suggestion]") ?? [])];
  rows[rows.indexOf(from) + by]?.focus();
};

/** Suggestions, each with its keys: Enter looks at it beside the form, B merges, Y gathers, ↑↓ move. */
export const SuggestedAppeals = (props: {
  appeals: readonly SuggestedAppeal[];
  /** The number of the first, for Alt and a digit. */
  from: number;
  acts: SuggestionActs;
}) => {
  const { acts } = props;
  return (
    <Stack gap="xs" data-suggestions>
      {props.appeals.map((appeal, at) => {
        const merge = acts.mergeOf(appeal);
        const gather = acts.gatherOf(appeal);
        const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          const act = actOfKey(event.key, merge, gather);
          if (!act && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          if (act) act();
          else moveFocus(event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
        };
        return (
          <div key={appeal.id} className="suggestion">
            <button
              type="button"
              className="link-button"
              data-suggestion
              onClick={() => acts.lookAt(appeal)}
              onKeyDown={onKeyDown}
            >
              {appeal.numberText} {appeal.title}
            </button>
            <Text size="sm" c="dimmed">
              {suggestionWords(appeal)}
            </Text>
            <Group gap={4}>
              <Button variant="default" size="compact-xs" onClick={() => acts.lookAt(appeal)}>
                旁看 {props.from + at <= 9 && <kbd>Alt {props.from + at}</kbd>}
              </Button>
              {merge && (
                <Button variant="default" size="compact-xs" onClick={merge}>
                  并案 <kbd>B</kbd>
                </Button>
              )}
              {gather && (
                <Button variant="default" size="compact-xs" onClick={gather}>
                  归入议题 <kbd>Y</kbd>
                </Button>
              )}
            </Group>
          </div>
        );
      })}
    </Stack>
  );
};
