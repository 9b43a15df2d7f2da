import { Stack, Text } from "@mantine/core";
import { TimeText } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { StageChip } from "./chips.tsx";
import { useAnswer } from "./door.ts";
import { RecordLink } from "./links.tsx";

/** A person's appeals, on the person's page. */
export const PersonAppeals = ({ subjectId }: { subjectId: string }) => {
  const answer = useAnswer("council.listAppeals", { reporterId: subjectId, limit: 10 });
  return (
    <Answered answer={answer}>
      {({ appeals, nextAfter }) => (
        <Stack gap={4}>
          {appeals.map((appeal) => (
            <span key={appeal.id}>
              <TimeText at={appeal.receivedAt} />{" "}
              <RecordLink
                to="/council/appeals"
                search={{ view: "all", open: appeal.id }}
                label={`${appeal.numberText} ${appeal.title}`}
                chip={<StageChip stage={appeal.stage} />}
              />
            </span>
          ))}
          {appeals.length === 0 && (
            <Text size="sm" c="dimmed">
              没有诉求。
            </Text>
          )}
          {nextAfter !== null && (
            <RecordLink
              to="/council/appeals"
              search={{ view: "all", reporter: subjectId }}
              label="看这位居民的全部诉求"
            />
          )}
        </Stack>
      )}
    </Answered>
  );
};
