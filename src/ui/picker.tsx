import { Combobox, InputBase, Loader, Text, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

export type Choice = { id: string; label: string; detail?: string };

/**
 * Chooses one thing by typing. `useChoices` asks the core for what fits; `onCreate` offers to make what does not
 * exist, without leaving the form.
 */
export const Picker = <C extends Choice>(props: {
  label: string;
  description?: string;
  placeholder?: string;
  value: Choice | null;
  onChange(choice: C | null): void;
  useChoices(typed: string, isOpen: boolean): { choices: readonly C[]; isLoading: boolean };
  onCreate?: { label(typed: string): string; run(typed: string): void };
  required?: boolean;
  error?: ReactNode;
  disabled?: boolean;
  emptyText?: string;
  /** Has the focus from the start, with the list still closed. */
  autoFocus?: boolean;
}) => {
  const [typed, setTyped] = useState<string | null>(null);
  const [settled] = useDebouncedValue(typed ?? "", 120);
  const combobox = useCombobox({
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const { choices, isLoading } = props.useChoices(settled, combobox.dropdownOpened);
  const isPending = combobox.dropdownOpened && (isLoading || settled !== (typed ?? ""));
  const canCreate = props.onCreate !== undefined && typed !== null && typed.trim() !== "";
  const [isEnterWaiting, setEnterWaiting] = useState(false);
  const isFirstFocus = useRef(props.autoFocus ?? false);

  const choose = (id: string) => {
    if (id === "+create") props.onCreate?.run((typed ?? "").trim());
    else props.onChange(choices.find((choice) => choice.id === id) ?? null);
    setTyped(null);
    combobox.closeDropdown();
  };

  // What was typed makes the first choice stand ready for Enter; a field that is only passed through chooses nothing.
  const { selectFirstOption } = combobox;
  const shownIds = choices.map(({ id }) => id).join(" ");
  useEffect(() => {
    if (typed !== null && shownIds !== null && !isPending) selectFirstOption();
  }, [typed, shownIds, isPending, selectFirstOption]);

  // An Enter that comes before the answer waits for it, so that it never takes a choice of the letters before.
  const firstId = choices[0]?.id ?? (canCreate ? "+create" : undefined);
  useEffect(() => {
    if (!isEnterWaiting || isPending) return;
    setEnterWaiting(false);
    if (firstId !== undefined) choose(firstId);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    setEnterWaiting(false);
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey || !isPending || typed === null) return;
    event.preventDefault();
    combobox.resetSelectedOption();
    setEnterWaiting(true);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal>
      <Combobox.Target>
        <InputBase
          label={props.label}
          description={props.description}
          placeholder={props.placeholder ?? "输入汉字、拼音首字母或号码"}
          required={props.required ?? false}
          error={props.error}
          disabled={props.disabled ?? false}
          value={typed ?? props.value?.label ?? ""}
          rightSection={isLoading && combobox.dropdownOpened ? <Loader size={16} /> : <Combobox.Chevron />}
          rightSectionPointerEvents="none"
          autoComplete="off"
          autoFocus={props.autoFocus ?? false}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setTyped(text);
            if (text === "") props.onChange(null);
            combobox.openDropdown();
          }}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            event.currentTarget.select();
            if (!isFirstFocus.current) combobox.openDropdown();
            isFirstFocus.current = false;
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            setEnterWaiting(false);
            combobox.closeDropdown();
            setTyped(null);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label="可选的" mah={280} style={{ overflowY: "auto" }}>
          {choices.map((choice) => (
            <Combobox.Option value={choice.id} key={choice.id} active={choice.id === props.value?.id}>
              <Text span size="sm">
                {choice.label}
              </Text>
              {choice.detail && (
                <Text span size="sm" c="dimmed" ml={8}>
                  {choice.detail}
                </Text>
              )}
            </Combobox.Option>
          ))}
          {choices.length === 0 && !isLoading && (
            <Combobox.Empty>{props.emptyText ?? (typed ? "没有找到，换个字试试" : "输入几个字来查找")}</Combobox.Empty>
          )}
          {canCreate && <Combobox.Option value="+create">{props.onCreate?.label(typed.trim())}</Combobox.Option>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};
