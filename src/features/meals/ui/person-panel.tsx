import { Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Answered } from "#ui/page.tsx";
import { orderText } from "../order-text.ts";
import { useAnswer } from "./door.ts";

/** How a person eats at the canteen, on the person's page. */
export const PersonMeals = ({ subjectId }: { subjectId: string }) => (
  <Answered answer={useAnswer("meals.dinerOf", { residentId: subjectId })}>
    {({ diner, takenThisMonth }) =>
      diner === null ? (
        <Text size="sm" c="dimmed">
          没有订过餐。
        </Text>
      ) : (
        <Stack gap={4}>
          <span>
            <Link to={"/meals/diners" as never} search={{ open: diner.id, ended: diner.isEnded } as never}>
              {diner.isEnded ? "已停订" : diner.className}
            </Link>
            {diner.diet !== "" && ` ${diner.diet}`}
          </span>
          {diner.orders.map((order) => (
            <span key={order.id}>{orderText(order)}</span>
          ))}
          <Text size="sm" c="dimmed">
            这个月领了 {takenThisMonth} 份。
          </Text>
        </Stack>
      )
    }
  </Answered>
);
