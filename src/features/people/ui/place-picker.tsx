import { type ReactNode, useState } from "react";
import { SmallModal } from "#ui/layers.tsx";
import { type Choice, Picker } from "#ui/picker.tsx";
import type { PlaceChoice } from "../place-contract.ts";
import { useAnswer } from "./door.ts";
import { QuickPlace } from "./quick-place.tsx";

export type PickerProps<C> = {
  label: string;
  description?: string;
  placeholder?: string;
  value: Choice | null;
  onChange(choice: C | null): void;
  required?: boolean;
  error?: ReactNode;
  disabled?: boolean;
  autoFocus?: boolean;
};

/** A place by estate, building, `3-2-501` or pinyin initials; an address that does not exist can be added here. */
export const PlacePicker = ({
  onlyHouseholds = false,
  ...props
}: PickerProps<PlaceChoice> & { onlyHouseholds?: boolean }) => {
  const [typed, setTyped] = useState<string | null>(null);
  const usePlaces = (text: string, isOpen: boolean) => {
    const answer = useAnswer(
      "people.findPlaces",
      { typed: text, onlyHouseholds },
      { isEnabled: isOpen, keepsPrevious: true },
    );
    return { choices: answer.data?.choices ?? [], isLoading: answer.isFetching };
  };
  return (
    <>
      <Picker<PlaceChoice>
        placeholder={onlyHouseholds ? "如 3-2-501" : "如 3-2-501、3号楼、小区名"}
        {...props}
        useChoices={usePlaces}
        onCreate={{ label: (text) => `添加地址“${text}”`, run: setTyped }}
      />
      <SmallModal title="添加地址" isOpen={typed !== null} onClose={() => setTyped(null)}>
        {typed !== null && (
          <QuickPlace
            typed={typed}
            needsHousehold={onlyHouseholds}
            onDone={(choice) => {
              setTyped(null);
              props.onChange(choice);
            }}
          />
        )}
      </SmallModal>
    </>
  );
};
