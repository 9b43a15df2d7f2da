import { Alert, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useAnswer } from "./door.ts";

type Said = { text: string; categoryCode?: string | null; topicId?: string | null };

/** The matters of the 协商目录 that this is on, in words. */
const useOnCatalogue = ({ text, categoryCode = null, topicId = null }: Said): string[] => {
  const [settled] = useDebouncedValue(text.trim().slice(0, 4000), 300);
  const answer = useAnswer(
    "council.findOnCatalogue",
    { text: settled, categoryCode, topicId },
    { isEnabled: settled !== "" || categoryCode !== null || topicId !== null, keepsPrevious: true },
  );
  return settled === "" && categoryCode === null && topicId === null
    ? []
    : (answer.data?.hits ?? []).map(({ words }) => words);
};

/** Says that this is a matter of the 协商目录, and by which word or category it is known. It stops nobody. */
export const CatalogueNote = ({ advice, ...said }: Said & { advice: string }) => {
  const hits = useOnCatalogue(said);
  if (hits.length === 0) return null;
  return (
    <Alert color="orange" py="xs" role="status">
      {hits.join("；")}。{advice}
    </Alert>
  );
};

/** The same where the matter is about to be settled without its meeting, with a place for the reason. */
export const PassOverCatalogue = (
  props: Said & { advice: string; reason: string; onReason(reason: string): void; isAskedElsewhere?: boolean },
) => {
  const { advice, reason, onReason, isAskedElsewhere = false, ...said } = props;
  const hits = useOnCatalogue(said);
  if (hits.length === 0) return null;
  return (
    <>
      <Alert color="orange" py="xs" role="status">
        {hits.join("；")}。{advice}
      </Alert>
      {!isAskedElsewhere && (
        <Textarea
          label="为什么不经协商"
          description="写在诉求的经过里；不写，经过里会记“没有写理由”"
          autosize
          minRows={1}
          maxLength={500}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
      )}
    </>
  );
};
