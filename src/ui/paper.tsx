import { Button, Group, Switch } from "@mantine/core";
import { IconArrowLeft, IconFileTypePdf, IconPrinter } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";
import { tellProblem } from "./asking.tsx";
import { useDesktop } from "./desktop-context.ts";

/** Lets the sheet take up what was just written on it (a code, a time) before it goes to the printer. */
const afterPaint = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => void document.fonts.ready.then(() => resolve())));
  });

/** A sheet as it will leave the printer, with what can be done with it above. */
export const PaperPage = (props: {
  title: string;
  /** Records the printing and answers with how the page takes up what was recorded; null where it must not go on. */
  beforePrint(): Promise<(() => void) | null>;
  isBlocked?: boolean;
  /**
   * Whether what is shown was recorded as printed. Until then a browser's own printing gives this sentence instead.
   * Absent where a sheet needs no record.
   */
  record?: { isKept: boolean; sentence: string };
  isLarge: boolean;
  onLarge(isLarge: boolean): void;
  options?: ReactNode;
  notice?: ReactNode;
  children: ReactNode;
}) => {
  const desktop = useDesktop();
  const router = useRouter();
  const { title } = props;

  // The title is what a printed file is called.
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);

  const isHeldBack = props.record !== undefined && !props.record.isKept;
  const heldBack = useRef(isHeldBack);
  useLayoutEffect(() => {
    heldBack.current = isHeldBack;
  }, [isHeldBack]);

  const send = async (act: () => Promise<unknown>) => {
    const takeUp = await props.beforePrint();
    if (!takeUp) return;
    // At once: on a busy machine React would come to it after the paper was judged.
    flushSync(takeUp);
    await afterPaint();
    if (heldBack.current) return tellProblem("内容刚刚有变化，没有打印。请看过再打印。");
    await act();
  };
  const { savePdf } = desktop;

  return (
    <div className={isHeldBack ? "paper-page is-held-back" : "paper-page"}>
      <Group className="no-print paper-tools" gap="sm">
        <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={() => router.history.back()}>
          返回
        </Button>
        <Button
          leftSection={<IconPrinter size={16} />}
          disabled={props.isBlocked ?? false}
          onClick={() => void send(desktop.print)}
        >
          打印
        </Button>
        {savePdf && (
          <Button
            variant="default"
            leftSection={<IconFileTypePdf size={16} />}
            disabled={props.isBlocked ?? false}
            onClick={() => void send(() => savePdf(`${title}.pdf`))}
          >
            存成 PDF
          </Button>
        )}
        <Switch
          label="大字版"
          checked={props.isLarge}
          onChange={(event) => props.onLarge(event.currentTarget.checked)}
        />
        {props.options}
      </Group>
      {props.notice && <div className="no-print paper-notice">{props.notice}</div>}
      {isHeldBack && <p className="print-only">{props.record?.sentence}</p>}
      <div className="paper-desk">
        <article className={props.isLarge ? "sheet is-large" : "sheet"} aria-label={title}>
          {props.children}
        </article>
      </div>
    </div>
  );
};
