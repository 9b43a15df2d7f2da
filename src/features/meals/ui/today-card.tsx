import { SimpleGrid, Text } from "@mantine/core";
import { Card, Figure } from "#ui/card.tsx";
import { Answered } from "#ui/page.tsx";
import { useAnswer } from "./door.ts";

/** 用餐: how many eat today, and which days were left open. A centre without a canteen sees nothing of it. */
export const MealsCard = () => {
  const hasMeals = (useAnswer("meals.setting", {}).data?.meals.length ?? 0) > 0;
  const answer = useAnswer("meals.waiting", {}, { isEnabled: hasMeals });
  if (!hasMeals) return null;
  return (
    <Card title="今天的用餐">
      <Answered answer={answer}>
        {({ today, notClosed }) => (
          <>
            {today.length === 0 && <Text c="dimmed">今天不开餐。</Text>}
            <SimpleGrid cols={4} spacing="xs">
              {today.map(({ mealId, mealName, count }) => (
                <Figure key={mealId} label={mealName} count={count} to="/meals/day" search={{ meal: mealId }} />
              ))}
              {today.length > 0 && (
                <Figure
                  label="送到家"
                  count={today.reduce((sum, { deliveredCount }) => sum + deliveredCount, 0)}
                  to="/meals/day"
                  search={{}}
                />
              )}
              <Figure
                label="没有日结"
                count={notClosed.length}
                to="/meals/day"
                search={notClosed[0] ? { day: notClosed[0].day, meal: notClosed[0].mealId } : {}}
                isAlarm
              />
            </SimpleGrid>
          </>
        )}
      </Answered>
    </Card>
  );
};
