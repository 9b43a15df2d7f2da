import { Box, Button, Group, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useDesktop } from "#ui/desktop-context.ts";

/** One folder and what to do with it; chosen in the window, or typed where only a browser is at hand. */
export const FolderForm = (props: {
  title: string;
  label: string;
  description: string;
  value: string;
  onChange(value: string): void;
  problem: ReactNode;
  onSubmit(): void;
  submitButton: ReactNode;
}) => {
  const { chooseFolder } = useDesktop();
  return (
    <form
      className="panel"
      aria-label={props.title}
      noValidate
      // Enter alone does it too, by itself.
      onKeyDown={({ key, ctrlKey, metaKey, nativeEvent, currentTarget }) => {
        if (key === "Enter" && (ctrlKey || metaKey) && !nativeEvent.isComposing) currentTarget.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <TextInput
        label={props.label}
        description={props.description}
        placeholder={chooseFolder ? undefined : "例如 E:\\备份"}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        error={props.problem}
        inputContainer={(input) => (
          // The input keeps its distance from the lines above it, and from one below.
          <Group gap="xs" wrap="nowrap" align={props.problem ? "center" : "flex-end"}>
            <Box flex={1} miw={0}>
              {input}
            </Box>
            {chooseFolder && (
              <Button
                variant="default"
                onClick={async () => {
                  const folder = await chooseFolder();
                  if (folder !== null) props.onChange(folder);
                }}
              >
                选择…
              </Button>
            )}
            {props.submitButton}
          </Group>
        )}
      />
    </form>
  );
};
