import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { ManyVoiced } from "../radar-contract.ts";
import { useAnswer } from "./door.ts";
import { RecordLink } from "./links.tsx";
import { type Cluster, TogetherDialog } from "./together-dialog.tsx";

const shown = 5;

const pathOf = ({ kind, id }: ManyVoiced) =>
  kind === "topic"
    ? { to: "/council/topics", search: { view: "all", open: id } }
    : { to: "/council/appeals", search: { view: "all", open: id } };

const Open = (props: { onOpen(): void }) => (
  <Button variant="default" size="compact-xs" onClick={props.onOpen}>
    放到一起…
  </Button>
);

/** 多人同诉 and 一人多诉: what is worth looking at together, and nothing that the program puts together by itself. */
export const RadarCard = () => {
  const radar = useAnswer("council.radar", {}).data;
  const [isWhole, setWhole] = useState(false);
  const [cluster, setCluster] = useState<Cluster | null>(null);
  if (!radar || radar.matters.length + radar.reporters.length === 0) return null;
  const { lookBackDays, reporters } = radar;
  // What nobody has put together yet waits for somebody; the rest is on its way.
  const matters = [...radar.matters].sort((a, b) => Number(b.kind === "alike") - Number(a.kind === "alike"));
  const listed = isWhole ? matters : matters.slice(0, shown);
  return (
    <section className="panel" aria-label="多人同诉、一人多诉">
      <Title order={2} size="h5" mb="xs">
        多人同诉、一人多诉（近 {lookBackDays} 天）
      </Title>
      <Stack gap={6}>
        {listed.map((matter) => (
          <div key={`${matter.kind}${matter.id}`}>
            <RecordLink {...pathOf(matter)} label={`${matter.numberText} ${matter.title}`} />
            <Text size="sm" c="dimmed">
              {matter.voiceCount} 条，{matter.why}
            </Text>
            {matter.kind === "alike" && (
              <Open onOpen={() => setCluster({ kind: "alike", id: matter.id, title: matter.title, why: matter.why })} />
            )}
          </div>
        ))}
        {matters.length > listed.length && (
          <button type="button" className="link-button" onClick={() => setWhole(true)}>
            还有 {matters.length - listed.length} 件，都列出来
          </button>
        )}
        {reporters.slice(0, shown).map((reporter) => (
          <Group key={reporter.residentId} gap="xs">
            <RecordLink
              to="/council/appeals"
              search={{ view: "all", reporter: reporter.residentId }}
              label={`${reporter.name} 反映了 ${reporter.appealCount} 条`}
            />
            <Open
              onOpen={() =>
                setCluster({
                  kind: "reporter",
                  id: reporter.residentId,
                  title: reporter.name,
                  why: `${reporter.name} 近 ${lookBackDays} 天反映的`,
                })
              }
            />
          </Group>
        ))}
      </Stack>
      <TogetherDialog cluster={cluster} onClose={() => setCluster(null)} />
    </section>
  );
};
