import { join } from "node:path";
import { copyCentre, type MadeCentre } from "./made-centre.ts";
import { clusters, heldOutClusters, heldOutSingle, seenClusters, seenSingle, single } from "./made-clusters.ts";
import { openMade } from "./opened.ts";
import type { Line } from "./report.ts";
import { pairedMedians } from "./timing.ts";

type Found = { appeals: { id: string }[] };

const aboutMs = 1_000;

type Family = { name: string; clusters: readonly (readonly string[])[]; single: readonly string[] };

const tuned: Family = { name: "tuned on", clusters, single };
const seen: Family = { name: "seen", clusters: seenClusters, single: seenSingle };
const heldOut: Family = { name: "held out", clusters: heldOutClusters, single: heldOutSingle };

/** Each voice is asked for its like among all others; what is proposed is held against the cluster it was made in. */
const judge = (family: Family, base: MadeCentre, folder: string, workerUrl: URL): string => {
  const { core, ask } = openMade(copyCentre(base, join(folder, `similar ${family.name}`)), workerUrl);
  const voices = [
    ...family.clusters.flatMap((said, cluster) => said.map((text) => ({ text, cluster }))),
    ...family.single.map((text, at) => ({ text, cluster: -1 - at })),
  ];
  const kept = voices.map((voice) => {
    const input = { voice: "anonymous", channel: "window", nature: "help", content: voice.text };
    const { id } = ask("council.registerAppeal", input) as { id: string };
    return { ...voice, id };
  });
  let right = 0;
  let proposed = 0;
  let expected = 0;
  for (const { id, text, cluster } of kept) {
    const like = new Set(kept.filter((other) => other.cluster === cluster && other.id !== id).map((other) => other.id));
    const found = (ask("council.findSimilarAppeals", { id, text }) as Found).appeals;
    proposed += found.length;
    right += found.filter((one) => like.has(one.id)).length;
    expected += like.size;
  }
  core.close();
  const precision = right / proposed;
  const recall = right / expected;
  return `${family.name}: precision ${precision.toFixed(2)} (${right} of ${proposed}), recall ${recall.toFixed(2)} (${right} of ${expected}), ${kept.length} voices`;
};

/** What suggests 多人同诉: how often it is right, and what it costs beside one plain search. */
export const measureSimilar = (
  { base, large }: { base: MadeCentre; large: MadeCentre },
  folder: string,
  workerUrl: URL,
  tell: (text: string) => void,
): Line[] => {
  tell("similar appeals");
  const words = [heldOut, seen, tuned].map((family) => judge(family, base, folder, workerUrl));
  for (const line of words) tell(line);
  const { core, ask } = openMade(large, workerUrl);
  const text = "楼道里的路灯坏了没有人修，孩子上学每天都要从那里过";
  const [ms, againstMs] = pairedMedians(
    () => ask("council.findSimilarAppeals", { text }),
    () => ask("system.search", { typed: "楼道路灯" }),
    aboutMs,
  );
  core.close();
  return [
    {
      part: `Similar appeals among ${large.appealCount.toLocaleString("en")}, beside one plain search (ms)`,
      name: "council.findSimilarAppeals",
      ms,
      againstMs,
      aim: { atMost: 10, orPlusMs: 300 },
      note: words.join("; "),
    },
  ];
};
