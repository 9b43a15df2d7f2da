import { Combobox, InputBase, Text, useCombobox } from "@mantine/core";
import { type Ref, useState } from "react";
import type { Meeting } from "../meeting-contract.ts";

export type Person = Meeting["attendances"][number] & { place: number; initials: string };

/** By the place on the list, by characters of the name, or by the initials of its pinyin. */
export const fitting = (people: readonly Person[], typed: string): Person[] => {
  const text = typed.trim().toLowerCase();
  if (text === "") return [];
  if (/^\d+$/.test(text)) return people.filter(({ place }) => String(place) === text);
  return people.filter(({ name, initials }) => name.toLowerCase().includes(text) || initials.startsWith(text));
};

/** Finds one on the list by typing, and empties itself for the next. */
export const PersonFinder = (props: {
  label: string;
  people: readonly Person[];
  detailOf(person: Person): string;
  onChoose(person: Person): void;
  inputRef: Ref<HTMLInputElement>;
}) => {
  const [typed, setTyped] = useState("");
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = fitting(props.people, typed).slice(0, 8);
  const choose = (id: string) => {
    const person = props.people.find((one) => one.id === id);
    setTyped("");
    combobox.closeDropdown();
    if (person) props.onChoose(person);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal>
      <Combobox.Target>
        <InputBase
          ref={props.inputRef}
          label={props.label}
          placeholder="序号、姓名或拼音首字母，回车"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey) return;
            event.preventDefault();
            const [first] = found;
            if (combobox.getSelectedOptionIndex() === -1 && first) choose(first.id);
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options>
          {found.map((person) => (
            <Combobox.Option key={person.id} value={person.id}>
              {person.place}. {person.name}{" "}
              <Text span size="sm" c="dimmed">
                {props.detailOf(person)}
              </Text>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};
