import { Stack, Text, Title } from "@mantine/core";
import { DeadlineText } from "#ui/moment.tsx";
import { type HandoverItem, handoverGroups } from "../handover-contract.ts";
import { handoverGroupWords } from "../handover-words.ts";
import { RecordLink } from "./links.tsx";

const pathOf = {
  promise: (id: string) => ({ to: "/council/promises", search: { view: "all", open: id } }),
  firstAnswer: (id: string) => ({ to: "/council/appeals", search: { view: "all", open: id } }),
  task: (id: string) => ({ to: "/council/tasks", search: { view: "all", open: id } }),
  followUp: (id: string) => ({ to: "/council/follow-ups", search: { view: "all", open: id } }),
  meeting: (id: string) => ({ to: "/council/meetings", search: { open: id } }),
} as const;

/** Group by group, in the order in which a shift sees to them. */
export const groupsOf = (items: readonly HandoverItem[]) =>
  handoverGroups
    .map((group) => ({ group, items: items.filter((item) => item.group === group) }))
    .filter(({ items: own }) => own.length > 0);

/** What one shift leaves to the next, each line leading to its record. */
export const HandoverItems = ({ items }: { items: readonly HandoverItem[] }) => (
  <Stack gap="sm">
    {items.length === 0 && <Text c="dimmed">这一班没有留下要接着办的。</Text>}
    {groupsOf(items).map(({ group, items: own }) => (
      <section key={group} aria-label={handoverGroupWords[group]}>
        <Title order={3} size="h6">
          {handoverGroupWords[group]}（{own.length}）
        </Title>
        <Stack gap={2}>
          {own.map((item) => (
            <span key={item.subjectId}>
              <RecordLink {...pathOf[item.group](item.subjectId)} label={`${item.numberText} ${item.title}`} />{" "}
              <Text span size="sm" c="dimmed">
                {item.detail} {item.dueAt !== null && <DeadlineText at={item.dueAt} />}
              </Text>
            </span>
          ))}
        </Stack>
      </section>
    ))}
  </Stack>
);
