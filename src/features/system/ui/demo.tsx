import { Button, Group, Progress, Text, Title } from "@mantine/core";
import { useCommand } from "./door.ts";

/** A made-up community to look around in, instead of one's own. */
export const OpenDemo = () => {
  const open = useCommand("system.openDemo");
  return (
    <Button variant="default" mr="auto" loading={open.isRunning} onClick={() => void open.run({})}>
      先看看演示社区（都是编的）
    </Button>
  );
};

/** Stands in the place of the first run, so that nobody fills in what is about to go. */
export const DemoProgress = ({ percent, note }: { percent: number; note: string }) => (
  <main className="gate">
    <div className="gate-card" role="status">
      <Group gap="sm">
        <img src="./icon.svg" alt="" width={40} height={40} />
        <div>
          <Title order={1} size="h3">
            正在建演示社区
          </Title>
          <Text c="dimmed">里面的人和事都是编的。大约要半分钟，建好后会自己打开。</Text>
        </div>
      </Group>
      <Progress value={percent} size="lg" my="md" aria-label="建演示社区" />
      <Text size="sm">
        {percent}% {note}
      </Text>
    </div>
  </main>
);
