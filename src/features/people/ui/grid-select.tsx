import { Select } from "@mantine/core";
import { useAnswer } from "./door.ts";

/** One of the community's grids, or none. */
export const GridSelect = (props: {
  label: string;
  isLabelHidden?: boolean;
  placeholder?: string;
  value: string | null;
  onChange(gridId: string | null): void;
  disabled?: boolean;
  width?: string;
}) => {
  const answer = useAnswer("people.listGrids", {});
  const grids = answer.data?.grids ?? [];
  return (
    <Select
      {...(props.isLabelHidden ? { "aria-label": props.label } : { label: props.label })}
      placeholder={props.placeholder ?? (grids.length === 0 ? "还没有网格" : "选择网格")}
      data={grids.map(({ id, name }) => ({ value: id, label: name }))}
      value={props.value}
      onChange={props.onChange}
      disabled={props.disabled ?? false}
      w={props.width}
      clearable
      // Choosing what is chosen keeps it: Ctrl+Enter over the open list saves, and would else empty the field first.
      allowDeselect={false}
      searchable
    />
  );
};
