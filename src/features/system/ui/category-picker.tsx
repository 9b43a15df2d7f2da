import type { ReactNode } from "react";
import { type Choice, Picker } from "#ui/picker.tsx";
import { useAnswer } from "./door.ts";

const useCategories = (typed: string, isOpen: boolean) => {
  const answer = useAnswer("system.findCategories", { typed }, { isEnabled: isOpen, keepsPrevious: true });
  return { choices: answer.data?.choices ?? [], isLoading: answer.isFetching };
};

/** A category by its characters or the pinyin initials of its name. */
export const CategoryPicker = (props: {
  label: string;
  value: Choice | null;
  onChange(choice: Choice | null): void;
  required?: boolean;
  error?: ReactNode;
}) => <Picker placeholder="如 停车、dt" emptyText="没有这个分类" {...props} useChoices={useCategories} />;
