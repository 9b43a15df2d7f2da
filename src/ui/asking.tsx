import { notifications } from "@mantine/notifications";
import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type {
  CommandName,
  Contract,
  FieldProblem,
  OutputOf,
  QueryName,
  Reply,
  SharedCode,
  WrittenInputOf,
} from "#base/contract.ts";
import { sliceOf } from "#base/contract.ts";
import type { Door } from "./door.ts";
import { refresh } from "./refresh.ts";

/** An answer that was refused; `sentence` is for the person at the desk. */
export class Refused extends Error {
  readonly code: string;
  readonly sentence: string;

  constructor(code: string, sentence: string) {
    super(code);
    this.name = "Refused";
    this.code = code;
    this.sentence = sentence;
  }
}

const sharedSentences: Readonly<Record<string, string>> = {
  InvalidInput: "没有保存：有内容填写不对，请看标红的地方。",
  NotAllowed: "您的账号没有这项权限，请换有权限的同事操作。",
  NotSignedIn: "请先登录。",
  Locked: "已锁定，请先解锁。",
  NotFound: "没有找到这条记录，可能已被撤销。",
  Conflict: "没有保存：另一位同事刚改过这条记录。现在看到的是最新内容，请看过再做。",
  ClockSetBack:
    "没有保存：电脑的时间比最近一次记录还早。请先校准电脑时间；确认时间无误的，请负责人在“系统”里点“现在的时间是对的”。",
  DiskFull: "没有保存：磁盘已满。您写的还在这里，请清理磁盘后再保存一次。",
  DiskFailed: "没有保存：写不进数据文件夹。您写的还在这里，请检查磁盘或U盘后再试。",
  FileDamaged: "没有保存：数据文件读取出错。请让管理员在“备份与恢复”里从备份恢复。",
  Closed: "程序已重新启动，请从启动窗口重新打开页面。已经保存的内容都在。",
  Internal: "程序出错，未保存。",
} satisfies Record<SharedCode, string>;

const unreachedSentence = "没有连上程序，这次没有保存。您写的还在这里，请稍后再点一次。";

type Asking = {
  door: Door;
  sentenceOf(code: string): string;
  /** Slices from left to right: a change of one refreshes what stands on it. */
  slices: readonly string[];
  onCode(code: string): void;
};

const AskingContext = createContext<Asking | null>(null);

export const useAsking = (): Asking => {
  const asking = useContext(AskingContext);
  if (!asking) throw new Error("AskingProvider is missing");
  return asking;
};

/** Hands the door down and refreshes what a change notice makes stale. */
export const AskingProvider = (props: {
  door: Door;
  refusals: Readonly<Record<string, string>>;
  slices: readonly string[];
  /** Called with the codes that concern the whole page: locked, signed out, closed. */
  onCode(code: string): void;
  children: ReactNode;
}) => {
  const client = useQueryClient();
  const { door, refusals, slices, onCode } = props;
  useEffect(
    () =>
      door.onChange((notice) => {
        const leftmost = Math.min(...notice.slices.map((slice) => slices.indexOf(slice)));
        void refresh(client, ({ queryKey }) => slices.indexOf(sliceOf(String(queryKey[0]))) >= leftmost);
      }),
    [door, slices, client],
  );
  const asking = useMemo<Asking>(
    () => ({ door, slices, onCode, sentenceOf: (code) => refusals[code] ?? sharedSentences[code] ?? "没有保存。" }),
    [door, slices, onCode, refusals],
  );
  return <AskingContext.Provider value={asking}>{props.children}</AskingContext.Provider>;
};

const refusalId = "refusal";

export const tellProblem = (sentence: string) =>
  notifications.show({ message: sentence, color: "red", withBorder: true, autoClose: 12_000 });

/** A form that says by itself why it was refused needs it said nowhere else. */
export const forgetRefusal = () => notifications.hide(refusalId);

/** One refusal gives way to the next. */
const tellRefusal = (sentence: string) => {
  forgetRefusal();
  notifications.show({ id: refusalId, message: sentence, color: "red", withBorder: true, autoClose: 12_000 });
};

/** Tells that something was done; `undo` is offered for ten seconds, of steps on the same thing only the last. */
export const tellDone = (sentence: string, undo?: { label?: string; of?: string; run(): void }) => {
  const sameThing = undo?.of === undefined ? {} : { id: `undo ${undo.of}` };
  if (sameThing.id) notifications.hide(sameThing.id);
  const id = notifications.show({
    ...sameThing,
    color: "teal",
    withBorder: true,
    autoClose: undo ? 10_000 : 4_000,
    message: undo ? (
      <span>
        {sentence}{" "}
        <button
          type="button"
          className="link-button"
          onClick={() => {
            notifications.hide(id);
            undo.run();
          }}
        >
          {undo.label ?? "撤销"}
        </button>
      </span>
    ) : (
      sentence
    ),
  });
};

export type Running<I, V> = {
  /** Asks once; a refusal is also told to the person. */
  run(input: I): Promise<Reply<V>>;
  isRunning: boolean;
};

/** The two hooks of a slice, typed by its contract. */
export const hooksFor = <C extends Contract>(_contract: C) => {
  const useAnswer = <N extends QueryName<C>>(
    name: N,
    input: WrittenInputOf<C[N]>,
    options: { isEnabled?: boolean; keepsPrevious?: boolean } = {},
  ): UseQueryResult<OutputOf<C[N]>, Error> => {
    const { door, sentenceOf, onCode } = useAsking();
    return useQuery<OutputOf<C[N]>, Error>({
      queryKey: [name, input],
      enabled: options.isEnabled ?? true,
      ...(options.keepsPrevious ? { placeholderData: keepPreviousData as never } : {}),
      queryFn: async () => {
        const reply = await door.ask(name, input);
        if (reply.ok) return reply.value as OutputOf<C[N]>;
        onCode(reply.code);
        throw new Refused(reply.code, sentenceOf(reply.code));
      },
    });
  };

  const useCommand = <N extends CommandName<C>>(
    name: N,
    /** `marksFields`: what is wrong with a field is shown beside it, and is not told once more. */
    options: { isSilent?: boolean; marksFields?: boolean } = {},
  ): Running<WrittenInputOf<C[N]>, OutputOf<C[N]>> => {
    const { door, sentenceOf, onCode, slices } = useAsking();
    const client = useQueryClient();
    const [isRunning, setRunning] = useState(false);
    // A request that never came back is sent again under its own id, so that it is not done twice.
    const unanswered = useRef<{ body: string; requestId: string } | null>(null);
    const { isSilent = false, marksFields = false } = options;
    const run = useCallback(
      async (input: WrittenInputOf<C[N]>): Promise<Reply<OutputOf<C[N]>>> => {
        const body = JSON.stringify(input);
        const requestId = unanswered.current?.body === body ? unanswered.current.requestId : crypto.randomUUID();
        unanswered.current = { body, requestId };
        setRunning(true);
        try {
          const reply = (await door.ask(name, input, requestId)) as Reply<OutputOf<C[N]>>;
          unanswered.current = null;
          if (reply.ok) {
            if (reply.isMasked && !isSilent) tellDone("里面的身份证号已经遮去中间几位：本程序不保存身份证号。");
            const own = slices.indexOf(sliceOf(name));
            await refresh(client, ({ queryKey }) => slices.indexOf(sliceOf(String(queryKey[0]))) >= own);
          } else {
            onCode(reply.code);
            if (reply.code === "Conflict") void refresh(client, () => true);
            const isMarked = marksFields && reply.fields !== undefined;
            if (!isSilent && !isMarked) tellRefusal(sentenceFor(reply, sentenceOf));
          }
          return reply;
        } catch {
          if (!isSilent) tellProblem(unreachedSentence);
          return { ok: false, code: "Unreached" };
        } finally {
          setRunning(false);
        }
      },
      [door, name, client, slices, onCode, sentenceOf, isSilent, marksFields],
    );
    return { run, isRunning };
  };

  return { useAnswer, useCommand };
};

const sentenceFor = (reply: { code: string; fields?: FieldProblem[] }, sentenceOf: (code: string) => string) => {
  const first = reply.fields?.[0];
  return reply.code === "InvalidInput" && first ? `没有保存：${first.message}。` : sentenceOf(reply.code);
};

/** What a failed query says on the page. */
export const sentenceOfError = (error: unknown): string =>
  error instanceof Refused ? error.sentence : "没有连上程序，正在重试。";
