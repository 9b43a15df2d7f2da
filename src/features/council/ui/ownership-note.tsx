import { Alert, Button, Group, Select, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { ownershipWords } from "../appeal-words.ts";
import type { CommunityMatter } from "../community-matter-contract.ts";
import type { Ownership } from "../ownership.ts";
import { useAnswer } from "./door.ts";

/** 去哪儿办, in one sentence that can be read out or written down. */
export const whereToGoWords = ({ title, office, officeAddress, officePhone, papers }: CommunityMatter): string =>
  [
    `“${title}”不归社区办，请到${office}${officeAddress === "" ? "" : `（${officeAddress}）`}办理`,
    officePhone === "" ? "" : `电话 ${officePhone}`,
    papers === "" ? "" : `要带：${papers}`,
  ]
    .filter((part) => part !== "")
    .join("；");

/**
 * Whose a matter is by the lists, and why. It changes nothing by itself: `onTake` is offered where the ownership that
 * is written down is another one and the person may change it.
 */
export const OwnershipNote = (props: {
  text: string;
  categoryCode: string | null;
  ownership: Ownership;
  appealId?: string;
  onTake?: (ownership: "own" | "outside") => void;
}) => {
  const { text, categoryCode, ownership, onTake } = props;
  const navigate = useNavigate();
  const isAsked = text.trim().length >= 4 && ownership !== "assigned" && ownership !== "assist";
  const answer = useAnswer(
    "council.suggestOwnership",
    { text: text.slice(0, 2000), categoryCode },
    { isEnabled: isAsked, keepsPrevious: true },
  );
  const suggestion = isAsked ? (answer.data?.suggestion ?? null) : null;
  if (!suggestion) return null;
  const { matter, why } = suggestion;
  // A word that is missing in the list is no alarm: it is said, and the hand stays free.
  if (suggestion.ownership === "own" || matter === null)
    return (
      <Text size="sm" c="dimmed" role="status">
        {why}。{suggestion.ownership === "own" && ownership === "outside" && "现在的归口是清单外。"}
        {ownership !== suggestion.ownership && onTake && (
          <button type="button" className="link-button" onClick={() => onTake(suggestion.ownership)}>
            改为{ownershipWords[suggestion.ownership]}
          </button>
        )}
      </Text>
    );
  return (
    <Alert color="grape" py="xs" role="status">
      <div>{why}。</div>
      {matter && <div>{whereToGoWords(matter)}。</div>}
      <Group gap="sm" mt={4}>
        {ownership === "own" && onTake && (
          <Button size="compact-sm" variant="default" onClick={() => onTake("outside")}>
            归口改为清单外
          </Button>
        )}
        {matter && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              void navigate({
                to: "/council/matter-slip" as never,
                search: { id: matter.id, appeal: props.appealId ?? null } as never,
              })
            }
          >
            打印“能不能在社区办”
          </Button>
        )}
      </Group>
    </Alert>
  );
};

/** Takes the words for the resident from 去哪儿办. */
export const WhereToGo = ({ onTake }: { onTake(words: string): void }) => {
  const answer = useAnswer("council.listCommunityMatters", {});
  const matters = answer.data?.matters.filter(({ kind }) => kind === "elsewhere") ?? [];
  if (matters.length === 0) return null;
  return (
    <Select
      label="按“去哪儿办”填写"
      placeholder="选一项，写进下面的告知里"
      searchable
      value={null}
      data={matters.map(({ id, title, office }) => ({ value: id, label: `${title}（${office}）` }))}
      nothingFoundMessage="“去哪儿办”里没有，请直接写"
      onChange={(id) => {
        const matter = matters.find((one) => one.id === id);
        if (matter) onTake(`${whereToGoWords(matter)}。`);
      }}
    />
  );
};
