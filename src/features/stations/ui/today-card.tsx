import { SimpleGrid } from "@mantine/core";
import { Card, Figure } from "#ui/card.tsx";
import { useAnswer } from "./door.ts";
import { needCount } from "./needs-page.tsx";

/** 驿站: only while something waits there. */
export const StationsCard = () => {
  const needs = useAnswer("stations.needs", {}).data;
  if (!needs || needCount(needs) === 0) return null;
  const to = "/stations/needs";
  return (
    <Card title="驿站与冰柜">
      <SimpleGrid cols={4} spacing="xs">
        <Figure label="要补的" count={needs.low.length} to={to} search={{}} isAlarm />
        <Figure label="快到期、过期" count={needs.dated.length} to={to} search={{}} isAlarm />
        <Figure label="要处理" count={needs.toMend.length} to={to} search={{}} isAlarm />
        <Figure label="没巡查、没登记" count={needs.rounds.length + needs.tallies.length} to={to} search={{}} />
      </SimpleGrid>
    </Card>
  );
};
