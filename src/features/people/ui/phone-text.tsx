import { Button, Group, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useMay } from "#ui/caller.ts";
import { useCommand } from "./door.ts";

const shownMs = 30_000;

/** A masked phone; who may ask sees the whole number for half a minute, and the asking is logged. */
export const PhoneText = (props: { id: string; of: "resident" | "contact" | "organisation"; maskedPhone: string }) => {
  const reveal = useCommand("people.revealPhone");
  const may = useMay();
  const [phone, setPhone] = useState<string | null>(null);
  const { id, maskedPhone } = props;
  useEffect(() => {
    setPhone(null);
  }, [id, maskedPhone]);
  useEffect(() => {
    if (phone === null) return;
    const timer = setTimeout(() => setPhone(null), shownMs);
    return () => clearTimeout(timer);
  }, [phone]);
  if (maskedPhone === "") return <>—</>;
  return (
    <Group gap="xs" wrap="nowrap">
      <Text
        span
        inherit
        style={{ whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}
        fw={phone === null ? 400 : 700}
      >
        {phone ?? maskedPhone}
      </Text>
      {phone === null && may("clerk") && (
        <Button
          size="compact-sm"
          variant="default"
          title="查看会记入操作记录，30 秒后自动遮住"
          loading={reveal.isRunning}
          onClick={async (event) => {
            event.stopPropagation();
            const reply = await reveal.run({ id, of: props.of });
            if (reply.ok) setPhone(reply.value.phone);
          }}
        >
          看号码
        </Button>
      )}
    </Group>
  );
};
