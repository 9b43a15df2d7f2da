import { Alert, Button, Center, Loader, Modal } from "@mantine/core";
import { IconHome } from "@tabler/icons-react";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import {
  Activity,
  createContext,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { mayDo } from "#base/contract.ts";
import { dayOf, instantOf } from "#base/dates.ts";
import type { State } from "#features/system/contract.ts";
import { OwnPin } from "#features/system/ui/accounts-page.tsx";
import { useCover } from "#features/system/ui/cover.ts";
import { useAnswer, useCommand } from "#features/system/ui/door.ts";
import { useDraftKeeper } from "#features/system/ui/draft-keeper.ts";
import { FirstRun } from "#features/system/ui/first-run.tsx";
import { SearchBox } from "#features/system/ui/search-box.tsx";
import { SignIn } from "#features/system/ui/sign-in.tsx";
import { AskOnceProvider } from "#ui/ask-once.tsx";
import { AskingProvider, sentenceOfError } from "#ui/asking.tsx";
import { CallerContext } from "#ui/caller.ts";
import type { Desktop } from "#ui/desktop.ts";
import { DesktopContext } from "#ui/desktop-context.ts";
import type { Door } from "#ui/door.ts";
import { DraftsContext } from "#ui/drafts.tsx";
import { Frame } from "#ui/frame.tsx";
import { MomentContext } from "#ui/moment.tsx";
import { PersonPanelsContext } from "#ui/panels.ts";
import { refresh } from "#ui/refresh.ts";
import { allowedPage } from "./allowed-page.tsx";
import { features } from "./features.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { slices } from "./slices.ts";
import { TodayPage } from "./today-page.tsx";

const refusals = Object.assign({}, ...features.map((feature) => feature.refusals)) as Record<string, string>;
const searchKinds = Object.assign({}, ...features.map((feature) => feature.searchKinds ?? {}));
const nav = [
  { group: "", label: "今日", path: "/", icon: IconHome },
  ...features.flatMap((feature) => feature.nav),
].sort((a, b) => groupOrder(a.group) - groupOrder(b.group));
const quickAdds = features.flatMap((feature) => feature.quickAdds ?? []);
const personPanels = features.flatMap((feature) => feature.personPanels ?? []);

function groupOrder(group: string): number {
  return ["", "议事会", "预约", "食堂", "驿站", "居民", "系统"].indexOf(group);
}

const wallPages = features.flatMap((feature) => feature.wallPages ?? []);

const useHash = () => {
  const [hash, setHash] = useState(window.location.hash);
  useEffect(() => {
    const read = () => setHash(window.location.hash);
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return hash;
};

const codesOfThePage = ["Locked", "NotSignedIn", "Closed"];

const largeKey = "xbd-large";

type Shell = {
  state: State;
  isUnreached: boolean;
  lock(): void;
  switchPerson(): void;
};
const ShellContext = createContext<Shell | null>(null);

const useLarge = () => {
  const [isLarge, setLarge] = useState(() => localStorage.getItem(largeKey) === "yes");
  useEffect(() => {
    document.documentElement.dataset.large = String(isLarge);
    localStorage.setItem(largeKey, isLarge ? "yes" : "no");
  }, [isLarge]);
  return [isLarge, setLarge] as const;
};

const ShellFrame = () => {
  const shell = useContext(ShellContext);
  const [isLarge, setLarge] = useLarge();
  const [isSearching, setSearching] = useState(false);
  const [isChangingPin, setChangingPin] = useState(false);
  const acceptClock = useCommand("system.acceptClock");
  if (!shell?.state.signedIn) return null;
  const { state } = shell;
  const person = shell.state.signedIn;
  const notice = shell.isUnreached ? (
    "没有连上程序，正在重试。您写的还在这里，先不要关掉页面。"
  ) : state.isClockSetBack ? (
    <>
      电脑的时间比最近一次记录还早，为免日期出错，暂时不能保存。请校准电脑时间
      {mayDo(person.roles, "director") && (
        <>
          ；确认时间无误的，请点
          <Button size="compact-sm" variant="default" ml={6} onClick={() => void acceptClock.run({})}>
            现在的时间是对的
          </Button>
        </>
      )}
    </>
  ) : null;
  return (
    <Frame
      nav={nav}
      quickAdds={quickAdds}
      person={person}
      placeName={`${state.centreName}${state.isDemo ? "（演示数据）" : ""}`}
      notice={notice}
      isLarge={isLarge}
      onLarge={setLarge}
      onLock={shell.lock}
      onSwitch={shell.switchPerson}
      onOwnPin={() => setChangingPin(true)}
      search={{
        open: () => setSearching(true),
        element: (
          <>
            <SearchBox kinds={searchKinds} isOpen={isSearching} onClose={() => setSearching(false)} />
            <Modal opened={isChangingPin} onClose={() => setChangingPin(false)} title="修改我的 PIN">
              <OwnPin onDone={() => setChangingPin(false)} />
            </Modal>
          </>
        ),
      }}
    />
  );
};

const makeRouter = () => {
  const root = createRootRoute({ component: Outlet });
  const shell = createRoute({ getParentRoute: () => root, id: "shell", component: ShellFrame });
  const pages = features.flatMap((feature) => feature.routes);
  const shown = pages.filter((page) => !page.isPrint);
  const printed = pages.filter((page) => page.isPrint);
  return createRouter({
    history: createHashHistory(),
    routeTree: root.addChildren([
      shell.addChildren([
        createRoute({ getParentRoute: () => shell, path: "/", component: TodayPage }),
        ...shown.map((page) =>
          createRoute({ getParentRoute: () => shell, path: page.path, component: allowedPage(page) }),
        ),
        createRoute({ getParentRoute: () => shell, path: "$", component: NotFoundPage }),
      ]),
      ...printed.map((page) =>
        createRoute({ getParentRoute: () => root, path: page.path, component: allowedPage(page) }),
      ),
    ]),
  });
};

/** Locks after the agreed minutes without a hand on the desk, and keeps the core awake while there is one. */
const useIdleLock = (isWatching: boolean, idleMinutes: number, lock: () => void) => {
  const noteActivity = useCommand("system.noteActivity", { isSilent: true });
  const { run } = noteActivity;
  const lastActiveMs = useRef(0);
  const lastNotedMs = useRef(0);
  useEffect(() => {
    if (!isWatching) return;
    const touch = () => {
      lastActiveMs.current = performance.now();
      if (lastActiveMs.current - lastNotedMs.current > 20_000) {
        lastNotedMs.current = lastActiveMs.current;
        void run({});
      }
    };
    touch();
    const events = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
    for (const name of events) window.addEventListener(name, touch, { passive: true });
    const timer = setInterval(() => {
      if (performance.now() - lastActiveMs.current > idleMinutes * 60_000) lock();
    }, 5_000);
    return () => {
      for (const name of events) window.removeEventListener(name, touch);
      clearInterval(timer);
    };
  }, [isWatching, idleMinutes, lock, run]);
};

/** Who sat here last; undefined while the page has seen nobody, `""` once it has shown the sign-in. */
type LastSitter = RefObject<string | undefined>;

/**
 * Whoever takes a desk over starts from today and finds nothing that was read for the last one; whoever comes back
 * finds it as it was left.
 */
const routerFor = (accountId: string, lastSitter: LastSitter, client: QueryClient) => {
  if (lastSitter.current !== undefined && lastSitter.current !== accountId) {
    window.history.replaceState(null, "", "#/");
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "system.state" });
  }
  lastSitter.current = accountId;
  return makeRouter();
};

const SignedInApp = (props: {
  state: State;
  door: Door;
  isUnreached: boolean;
  lastSitter: LastSitter;
  refresh(): void;
}) => {
  const { state, door, refresh } = props;
  const client = useQueryClient();
  const accountId = state.signedIn?.accountId ?? "";
  const isLocked = state.signedIn?.isLocked ?? true;
  const { lastSitter } = props;
  // One router for each person, so that nothing of the last one stays on screen.
  const router = useMemo(() => routerFor(accountId, lastSitter, client), [accountId, lastSitter, client]);

  const isSitting = useCallback(() => lastSitter.current === accountId, [lastSitter, accountId]);
  const { drafts, flush } = useDraftKeeper(door, isSitting);
  const { isCovered, isSwitching, lock, switchPerson, uncover } = useCover(accountId, isLocked, flush, refresh);
  useIdleLock(!isCovered, state.idleMinutes, lock);

  const shell = useMemo<Shell>(
    () => ({ state, isUnreached: props.isUnreached, lock, switchPerson }),
    [state, props.isUnreached, lock, switchPerson],
  );
  const caller = useMemo(() => ({ accountId, roles: state.signedIn?.roles ?? [] }), [accountId, state.signedIn?.roles]);
  const moment = useMemo(() => ({ now: state.now, today: dayOf(state.now) }), [state.now]);

  return (
    <>
      <Activity mode={isCovered ? "hidden" : "visible"} key={accountId}>
        <MomentContext.Provider value={moment}>
          <CallerContext.Provider value={caller}>
            <DraftsContext.Provider value={drafts}>
              <AskOnceProvider>
                <ShellContext.Provider value={shell}>
                  <PersonPanelsContext.Provider value={personPanels}>
                    <RouterProvider router={router} />
                  </PersonPanelsContext.Provider>
                </ShellContext.Provider>
              </AskOnceProvider>
            </DraftsContext.Provider>
          </CallerContext.Provider>
        </MomentContext.Provider>
      </Activity>
      {isCovered && (
        <SignIn
          state={isSwitching || !state.signedIn ? state : { ...state, signedIn: { ...state.signedIn, isLocked: true } }}
          onBack={isSwitching ? uncover : undefined}
          onSignedIn={(signedInId) => {
            if (signedInId === accountId) uncover();
            refresh();
          }}
        />
      )}
    </>
  );
};

const Entry = (props: { door: Door; isUnreached: boolean; isClosed: boolean }) => {
  const answer = useAnswer("system.state", {});
  const { refetch } = answer;
  const refresh = useCallback(() => void refetch(), [refetch]);
  useEffect(() => {
    const timer = setInterval(refresh, 60_000);
    return () => clearInterval(timer);
  }, [refresh]);
  const lastSitter = useRef<string | undefined>(undefined);
  // The page counts on from the core's time between two askings.
  const state = useMovingState(answer.data, answer.dataUpdatedAt);
  useEffect(() => {
    document.title = state?.communityName ? `${state.communityName} · 小板凳工作台` : "小板凳工作台";
  }, [state?.communityName]);

  if (props.isClosed)
    return (
      <Alert color="orange" m="xl" title="程序已重新启动">
        请从启动窗口给出的新地址打开页面。已经保存的内容都在，没写完的也留作了草稿。
      </Alert>
    );
  if (!state)
    return (
      <Center mih="100vh">
        {answer.isError ? <Alert color="red">{sentenceOfError(answer.error)}</Alert> : <Loader aria-label="正在打开" />}
      </Center>
    );
  if (!state.signedIn) lastSitter.current ??= "";
  if (!state.isSetUp) return <FirstRun onDone={refresh} />;
  if (!state.signedIn) return <SignIn state={state} onSignedIn={refresh} />;
  return (
    <SignedInApp
      state={state}
      door={props.door}
      isUnreached={props.isUnreached}
      lastSitter={lastSitter}
      refresh={refresh}
    />
  );
};

const useMovingState = (state: State | undefined, readAtMs: number): State | undefined => {
  const [passedMs, setPassedMs] = useState(0);
  useEffect(() => {
    setPassedMs(0);
    const startedMs = performance.now();
    const timer = setInterval(() => setPassedMs(performance.now() - startedMs), 30_000);
    return () => clearInterval(timer);
  }, [readAtMs]);
  return useMemo(() => state && { ...state, now: instantOf(Date.parse(state.now) + passedMs) }, [state, passedMs]);
};

/** Decides what stands on the screen: first run, sign-in, lock, or the frame. */
export const Gate = ({ door, desktop }: { door: Door; desktop: Desktop }) => {
  const client = useQueryClient();
  const [isUnreached, setUnreached] = useState(false);
  const [isClosed, setClosed] = useState(false);
  useEffect(
    () =>
      door.onReach((isReached) => {
        setUnreached(!isReached);
        // Whatever happened while the core was away is read again.
        if (isReached) void refresh(client, () => true);
      }),
    [door, client],
  );
  const onCode = useCallback(
    (code: string) => {
      if (code === "Closed") setClosed(true);
      if (codesOfThePage.includes(code)) void refresh(client, ({ queryKey }) => queryKey[0] === "system.state");
    },
    [client],
  );
  const hash = useHash();
  const wall = wallPages.find(({ path }) => hash.split("?")[0] === `#${path}`);
  return (
    <DesktopContext.Provider value={desktop}>
      <AskingProvider door={door} refusals={refusals} slices={slices} onCode={onCode}>
        {wall ? <wall.page key={hash} /> : <Entry door={door} isUnreached={isUnreached} isClosed={isClosed} />}
      </AskingProvider>
    </DesktopContext.Provider>
  );
};
