import { Stack, Text, Title } from "@mantine/core";
import type { ManyVoiced } from "../radar-contract.ts";
import { useAnswer } from "./door.ts";
import { RecordLink } from "./links.tsx";

const shown = 5;

const pathOf = ({ kind, id }: ManyVoiced) =>
  kind === "topic"
    ? { to: "/council/topics", search: { view: "all", open: id } }
    : { to: "/council/appeals", search: { view: "all", open: id } };

/** 多人同诉 and 一人多诉: what is worth looking at together, and nothing that the program puts together by itself. */
export const RadarCard = () => {
  const radar = useAnswer("council.radar", {}).data;
  if (!radar || radar.matters.length + radar.reporters.length === 0) return null;
  const { lookBackDays, matters, reporters } = radar;
  return (
    <section className="panel" aria-label="多人同诉、一人多诉">
      <Title order={2} size="h5" mb="xs">
        多人同诉、一人多诉（近 {lookBackDays} 天）
      </Title>
      <Stack gap={6}>
        {matters.slice(0, shown).map((matter) => (
          <div key={`${matter.kind}${matter.id}`}>
            <RecordLink {...pathOf(matter)} label={`${matter.numberText} ${matter.title}`} />
            <Text size="sm" c="dimmed">
              {matter.voiceCount} 条，{matter.why}
            </Text>
          </div>
        ))}
        {matters.length > shown && (
          <Text size="sm" c="dimmed">
            还有 {matters.length - shown} 件
          </Text>
        )}
        {reporters.slice(0, shown).map((reporter) => (
          <RecordLink
            key={reporter.residentId}
            to="/council/appeals"
            search={{ view: "all", reporter: reporter.residentId }}
            label={`${reporter.name} 反映了 ${reporter.appealCount} 条`}
          />
        ))}
      </Stack>
    </section>
  );
};
