import { Button, Group, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useDesktop } from "#ui/desktop-context.ts";

/** A folder, chosen in the window, or typed where only a browser is at hand. */
export const FolderField = (props: {
  label: string;
  description?: string;
  value: string;
  onChange(value: string): void;
  error?: ReactNode;
}) => {
  const { chooseFolder } = useDesktop();
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={props.label}
        description={props.description}
        placeholder={chooseFolder ? undefined : "例如 E:\\备份"}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        error={props.error}
        flex={1}
      />
      {chooseFolder && (
        <Button
          variant="default"
          data-form-stop
          onClick={async () => {
            const folder = await chooseFolder();
            if (folder !== null) props.onChange(folder);
          }}
        >
          选择…
        </Button>
      )}
    </Group>
  );
};
