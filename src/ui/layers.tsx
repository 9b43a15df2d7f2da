import { Box, Drawer, Modal } from "@mantine/core";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

/** Tells the layer below that another one lies on it, so that Esc closes only the uppermost. */
const CoverContext = createContext<(isCovered: boolean) => void>(() => {});

const useCovering = (isOpen: boolean) => {
  const coverBelow = useContext(CoverContext);
  useEffect(() => {
    if (!isOpen) return;
    coverBelow(true);
    return () => coverBelow(false);
  }, [isOpen, coverBelow]);
};

const fields = "input:not([type=hidden]):enabled, textarea:enabled, select:enabled";

/** A form opens on its first field, where it names no other; else the button that closes it would have the focus. */
const beginAtFirstField = (box: HTMLElement | null) => {
  if (!box || box.querySelector("[data-autofocus]")) return;
  const first = box.querySelector<HTMLInputElement>(fields);
  const chosen = first?.type === "radio" && box.querySelector<HTMLElement>(`input[name="${first.name}"]:checked`);
  (chosen || first)?.setAttribute("data-autofocus", "");
};

/** A form beside the page. */
export const FormDrawer = (props: {
  title: string;
  isOpen: boolean;
  onClose(): void;
  size?: string;
  children: ReactNode;
}) => {
  const [isCovered, setCovered] = useState(false);
  useCovering(props.isOpen);
  return (
    <Drawer
      opened={props.isOpen}
      onClose={props.onClose}
      position="right"
      size={props.size ?? "34rem"}
      title={props.title}
      closeOnEscape={!isCovered}
      closeButtonProps={{ "aria-label": "关闭" }}
    >
      <div ref={beginAtFirstField}>
        <CoverContext.Provider value={setCovered}>{props.children}</CoverContext.Provider>
      </div>
    </Drawer>
  );
};

/**
 * A small form over a larger one. What React passes up from it is stopped here, so that an Enter or a save of the
 * small form never saves the large one as well.
 */
export const SmallModal = (props: {
  title: string;
  isOpen: boolean;
  onClose(): void;
  size?: string;
  children: ReactNode;
}) => {
  const [isCovered, setCovered] = useState(false);
  useCovering(props.isOpen);
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? "32rem"}
      closeOnEscape={!isCovered}
      closeOnClickOutside={false}
    >
      <Box
        ref={beginAtFirstField}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.stopPropagation();
        }}
        onSubmit={(event) => event.stopPropagation()}
      >
        <CoverContext.Provider value={setCovered}>{props.children}</CoverContext.Provider>
      </Box>
    </Modal>
  );
};
