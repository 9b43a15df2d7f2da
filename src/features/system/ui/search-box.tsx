import { Badge, Group, Kbd, Loader, Modal, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useState } from "react";
import type { FeatureUi } from "#ui/feature.ts";
import { useAnswer } from "./door.ts";

type Kinds = NonNullable<FeatureUi["searchKinds"]>;

/** The one search: words, pinyin initials, the tail of a phone, a number. */
export const SearchBox = (props: { kinds: Kinds; isOpen: boolean; onClose(): void }) => {
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed.trim(), 120);
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const answer = useAnswer(
    "system.search",
    { typed: settled },
    { isEnabled: props.isOpen && settled !== "", keepsPrevious: true },
  );
  const hits = settled === "" ? [] : (answer.data?.hits ?? []);
  useEffect(() => setAt(0), [settled]);

  const open = (index: number) => {
    const hit = hits[index];
    const kind = hit && props.kinds[hit.kind];
    if (!hit || !kind) return;
    const { to, search } = kind.path(hit.id);
    props.onClose();
    setTyped("");
    void navigate({ to: to as never, search: (search ?? {}) as never });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt((index) => Math.min(index + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setAt((index) => Math.max(index - 1, 0));
    else if (event.key === "Enter") open(at);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      withCloseButton={false}
      size="42rem"
      yOffset="8vh"
      centered={false}
      attributes={{ content: { "aria-label": "查找" } }}
    >
      <TextInput
        data-autofocus
        size="md"
        aria-label="查找"
        placeholder="汉字、拼音首字母（zxm）、电话后四位、编号"
        leftSection={answer.isFetching ? <Loader size={16} /> : <IconSearch size={18} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        // What was searched for last gives way to the first letter.
        onFocus={(event) => event.currentTarget.select()}
        autoComplete="off"
      />
      <Stack gap={2} mt="sm" mih={120} role="listbox" aria-label="查找结果">
        {hits.map((hit, index) => (
          <UnstyledButton
            key={`${hit.kind}-${hit.id}`}
            role="option"
            aria-selected={index === at}
            className="search-hit"
            onMouseMove={() => setAt(index)}
            onClick={() => open(index)}
          >
            <Group gap="sm" wrap="nowrap">
              <Badge variant="light" color="gray" w="5rem" style={{ flexShrink: 0 }}>
                {props.kinds[hit.kind]?.label ?? ""}
              </Badge>
              <div style={{ minWidth: 0 }}>
                <Text truncate>{hit.title}</Text>
                <Text size="sm" c="dimmed" truncate>
                  {hit.detail}
                </Text>
              </div>
            </Group>
          </UnstyledButton>
        ))}
        {settled !== "" && answer.isSuccess && hits.length === 0 && (
          <Text c="dimmed" p="sm">
            没有找到“{settled}”。换个说法，或只输入其中两个字试试。
          </Text>
        )}
      </Stack>
      {settled !== "" && answer.data?.isIncomplete && (
        <Text size="sm" c="orange.9">
          搜索正在重建，现在只能找到一部分；记录都在，可以到列表里看。
        </Text>
      )}
      <Group gap="md" mt="sm">
        <Text size="xs" c="dimmed">
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> 选择
        </Text>
        <Text size="xs" c="dimmed">
          <Kbd size="xs">Enter</Kbd> 打开
        </Text>
        <Text size="xs" c="dimmed">
          <Kbd size="xs">Esc</Kbd> 关闭
        </Text>
      </Group>
    </Modal>
  );
};
