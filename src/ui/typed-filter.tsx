import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";

/** What is typed to narrow a list; the address follows when the typing rests. */
export const TypedFilter = (props: {
  label: string;
  placeholder: string;
  typed: string;
  width?: string;
  onTyped(typed: string): void;
}) => {
  const { typed, onTyped } = props;
  const [text, setText] = useState(typed);
  const told = useRef(typed);
  const tell = useDebouncedCallback((written: string) => {
    told.current = written;
    onTyped(written);
  }, 200);
  useEffect(() => {
    // Only what came from elsewhere, a link or the way back: the echo of a word must not take the next letter away.
    if (typed === told.current) return;
    told.current = typed;
    setText(typed);
  }, [typed]);
  return (
    <TextInput
      aria-label={props.label}
      placeholder={props.placeholder}
      leftSection={<IconSearch size={16} />}
      w={props.width ?? "18rem"}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
};
