import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";

/** What is typed to narrow a list; the address follows when the typing rests. */
export const TypedFilter = (props: {
  label: string;
  placeholder: string;
  typed: string;
  onTyped(typed: string): void;
}) => {
  const [text, setText] = useState(props.typed);
  const tell = useDebouncedCallback(props.onTyped, 200);
  useEffect(() => setText(props.typed), [props.typed]);
  return (
    <TextInput
      aria-label={props.label}
      placeholder={props.placeholder}
      leftSection={<IconSearch size={16} />}
      w="18rem"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
};
