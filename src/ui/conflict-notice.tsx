import { Alert, Button, ScrollArea } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { TimeText } from "./moment.tsx";

/** After a Conflict: nothing was saved, and nothing typed is lost. */
export const ConflictNotice = (props: { isReading: boolean; onReload(): void }) => (
  <Alert color="orange" title="没有保存：另一位同事刚改过这条记录" mb="sm">
    您写的还在下面。点“重新载入”看最新内容，您写的会留着，看过再决定要不要保存。{" "}
    <Button size="compact-sm" variant="default" loading={props.isReading} onClick={props.onReload}>
      重新载入
    </Button>
  </Alert>
);

/** The form stands on what the record holds now; saving again is the person's own decision. */
export const CarriedNotice = (props: {
  contestedCount: number;
  isTheirs: boolean;
  timeline: ReactNode;
  onTurn(): void;
}) => {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that led here is gone, and the form hears Ctrl+Enter only from inside.
    element.current?.focus();
  }, []);
  return (
    <Alert
      ref={element}
      tabIndex={-1}
      color="blue"
      title={props.isTheirs ? "这是同事改的" : "已换成最新内容，您写的还在"}
      mb="sm"
      role="status"
    >
      {props.contestedCount === 0
        ? "看看同事做了什么；确认要保存，就再点一次。"
        : props.isTheirs
          ? "您写的没有丢。点“用回我写的”换回来，保存的是眼前看到的。"
          : "有的地方您和同事都改了，现在是您写的；确认要保存，就再点一次。"}{" "}
      {props.contestedCount > 0 && (
        <Button size="compact-sm" variant="default" onClick={props.onTurn}>
          {props.isTheirs ? "用回我写的" : "看同事改的"}
        </Button>
      )}
      {props.timeline && (
        <ScrollArea.Autosize
          mah="7rem"
          mt="xs"
          type="auto"
          viewportProps={{ tabIndex: 0, role: "region", "aria-label": "经过" }}
        >
          {props.timeline}
        </ScrollArea.Autosize>
      )}
    </Alert>
  );
};

/** What was left half-written stands in the form again. */
export const ResumedNotice = (props: { at: string; isContested: boolean; onDrop(): void }) => (
  <Alert color="blue" py="xs" mb="sm" role="status">
    接着上次没写完的（
    <TimeText at={props.at} />
    ）。{props.isContested && "这条记录后来又改过，请看看标出的地方。"}{" "}
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      onClick={(event) => {
        event.currentTarget.closest("form")?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
        props.onDrop();
      }}
    >
      不要了
    </Button>
  </Alert>
);
