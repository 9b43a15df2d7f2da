import { Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Answered } from "#ui/page.tsx";
import { DueText } from "./chips.tsx";
import { useAnswer } from "./door.ts";
import { RecordLink } from "./links.tsx";

const shown = 6;

/** What somebody waits for by telephone, the nearest first; and a handover that nobody has signed for. */
export const PromisesCard = () => {
  const promises = useAnswer("council.listPromises", { limit: shown });
  const counts = useAnswer("council.countPromises", {}).data;
  const handovers = useAnswer("council.listHandovers", { states: ["made"], limit: 3 }).data?.handovers ?? [];
  return (
    <section className="panel" aria-label="答应要回话的">
      <Title order={2} size="h5" mb="xs">
        答应要回话的
      </Title>
      {handovers.map((handover) => (
        <Text key={handover.id} size="sm" mb="xs">
          <RecordLink
            to="/council/handover"
            search={{ open: handover.id }}
            label={`${handover.madeByName}交班了，还没有人接（${handover.itemCount} 项）`}
          />
        </Text>
      ))}
      <Answered answer={promises}>
        {(answer) =>
          answer.promises.length === 0 ? (
            <Text c="dimmed">没有要回的话。</Text>
          ) : (
            <Stack gap={6}>
              {answer.promises.map((promise) => (
                <Group key={promise.id} gap="sm" wrap="nowrap" justify="space-between">
                  <RecordLink
                    to="/council/promises"
                    search={{ open: promise.id }}
                    label={`${promise.whom}：${promise.words}`}
                  />
                  {promise.band !== "over" && (
                    <DueText task={{ dueAt: promise.dueAt, band: promise.band, isDueEstimated: false }} />
                  )}
                </Group>
              ))}
              {counts !== undefined && counts.open > answer.promises.length && (
                <Link to={"/council/promises" as never}>全部 {counts.open} 条</Link>
              )}
            </Stack>
          )
        }
      </Answered>
    </section>
  );
};
