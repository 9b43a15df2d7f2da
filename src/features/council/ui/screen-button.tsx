import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { tellDone, tellProblem } from "#ui/asking.tsx";
import { useDesktop } from "#ui/desktop-context.ts";
import type { Meeting } from "../meeting-contract.ts";
import { useCommand } from "./door.ts";

/** Puts the meeting on the screen of the hall, in a window of its own, and takes it off again. */
export const ScreenButton = ({ meeting }: { meeting: Meeting }) => {
  const desktop = useDesktop();
  const open = useCommand("council.openScreen");
  const close = useCommand("council.closeScreen");
  const { id, isOnScreen } = meeting;
  const turn = async () => {
    if (isOnScreen) {
      if ((await close.run({ id })).ok) tellDone("大屏已收起");
      return;
    }
    if (!(await open.run({ id })).ok) return;
    const isOpen = await desktop.openBeside(`/council/screen?id=${id}`);
    if (!isOpen) tellProblem("浏览器拦住了新窗口。请允许这个页面打开新窗口，再点一次“大屏”。");
  };
  const onKey = useRef(turn);
  onKey.current = turn;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== "KeyS") return;
      event.preventDefault();
      void onKey.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  return (
    <Button
      variant={isOnScreen ? "light" : "default"}
      loading={open.isRunning || close.isRunning}
      onClick={() => void turn()}
      rightSection={<kbd>Alt S</kbd>}
    >
      {isOnScreen ? "收起大屏" : "大屏"}
    </Button>
  );
};
