import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

type Question = { title: string; text: ReactNode; confirm: string; isDangerous?: boolean };
type Ask = (question: Question) => Promise<boolean>;

const AskContext = createContext<Ask | null>(null);

/** Asks once before what cannot be undone; the question names what will happen. */
export const useAskOnce = (): Ask => {
  const ask = useContext(AskContext);
  if (!ask) throw new Error("AskOnceProvider is missing");
  return ask;
};

export const AskOnceProvider = ({ children }: { children: ReactNode }) => {
  const [open, setOpen] = useState<{ question: Question; answer(isYes: boolean): void } | null>(null);
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((resolve) => {
        setOpen({ question, answer: resolve });
      }),
    [],
  );
  const close = (isYes: boolean) => {
    open?.answer(isYes);
    setOpen(null);
  };
  return (
    <AskContext.Provider value={ask}>
      {children}
      <Modal opened={open !== null} onClose={() => close(false)} title={open?.question.title}>
        <Stack>
          <Text component="div">{open?.question.text}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => close(false)}>
              取消
            </Button>
            <Button color={open?.question.isDangerous ? "red" : undefined} data-autofocus onClick={() => close(true)}>
              {open?.question.confirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </AskContext.Provider>
  );
};
