import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { Answered } from "#ui/page.tsx";
import { useQuickAddAgain } from "#ui/quick-add.ts";
import { useAnswer } from "./door.ts";

/** What was booked, to be read out. */
export type Booked = {
  id: string;
  headline: string;
  name: string;
  serviceName: string;
  timeText: string;
  placeText: string;
  bring: string;
  price: string;
};

export const BookedPanel = (props: { booked: Booked; onSame(): void; onNext(): void }) => {
  const { booked } = props;
  const answer = useAnswer("booking.booking", { id: booked.id });
  const navigate = useNavigate();
  const print = () => void navigate({ to: "/booking/slip" as never, search: { id: booked.id } as never });
  useQuickAddAgain("F3", props.onNext);
  useHotkeys([["mod+P", print]], []);
  return (
    <Stack gap="md">
      <Answered answer={answer}>
        {({ numberText, approval, state }) => (
          <Alert
            color={approval === "asked" || state === "waiting" ? "yellow" : "teal"}
            title={`${booked.headline} ${numberText}`}
          >
            {state === "waiting" && "现在没有名额，轮到了打电话告诉您。"}
            {approval === "asked" ? "还要负责的同事同意，同意以后再告诉来约的人。" : "读给居民听："}
          </Alert>
        )}
      </Answered>
      <section className="panel read-back">
        <Text size="lg">
          {booked.name}：{booked.serviceName}
        </Text>
        <Text size="lg">{booked.timeText}</Text>
        {booked.placeText !== "" && <Text size="lg">{booked.placeText}</Text>}
        {booked.bring !== "" && <Text size="lg">请带上：{booked.bring}</Text>}
        {booked.price !== "" && <Text c="dimmed">{booked.price}</Text>}
      </section>
      <Group gap="sm">
        <Button onClick={props.onNext} autoFocus rightSection={<kbd>F3</kbd>}>
          约下一位
        </Button>
        <Button variant="default" rightSection={<kbd>Ctrl P</kbd>} onClick={print}>
          打印预约单
        </Button>
        <Button variant="default" onClick={props.onSame}>
          给{booked.name}再约一个
        </Button>
      </Group>
    </Stack>
  );
};
