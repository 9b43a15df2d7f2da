import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Phone } from "#base/privacy.ts";
import type { ResidentLine } from "../resident-contract.ts";
import { useAnswer } from "./door.ts";

/** Shown while somebody is being added: who may be the same person. */
export const SamePeople = (props: {
  like: { name: string; phone: string; householdId: string | null };
  onChoose(same: ResidentLine): void;
}) => {
  const { name, phone, householdId } = props.like;
  const [like] = useDebouncedValue({ name: name.trim().slice(0, 100), phone: phone.slice(0, 30), householdId }, 250);
  const isAsked = [...like.name].length >= 2 || (like.phone !== "" && Phone.safeParse(like.phone).success);
  const answer = useAnswer("people.findSameResidents", like, { isEnabled: isAsked });
  const same = isAsked ? (answer.data?.residents ?? []) : [];
  if (same.length === 0) return null;
  return (
    <Alert color="orange" title="可能是同一个人" role="status">
      <Stack gap={6}>
        {same.map((resident) => (
          <Group key={resident.id} gap="sm" wrap="nowrap" justify="space-between">
            <Text size="sm">
              {[resident.name, resident.placeLabel, resident.maskedPhone, resident.isMovedOut ? "已迁出" : ""]
                .filter(Boolean)
                .join(" · ")}
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => props.onChoose(resident)}>
              就是此人
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
};
