import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import { refresh } from "./refresh.ts";

const clients: QueryClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.clear();
});

/** A page that shows one answer; every answer waits until it is let through. */
const page = () => {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  clients.push(client);
  const waiting: ((answer: string) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ["system.listBackups"],
    queryFn: () => new Promise<string>((resolve) => waiting.push(resolve)),
  });
  const stop = observer.subscribe(() => undefined);
  return { client, waiting, shown: () => observer.getCurrentResult().data, stop };
};
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const everything = () => true;

test("a first answer that was on its way when the change came is asked for once more", async () => {
  const { client, waiting, shown, stop } = page();
  const done = refresh(client, everything);
  await settle();
  waiting[0]?.("before the change");
  await settle();
  waiting[1]?.("after the change");
  await done;
  expect(shown()).toBe("after the change");
  expect(waiting).toHaveLength(2);
  stop();
});

test("an answer that is there is asked for once", async () => {
  const { client, waiting, shown, stop } = page();
  waiting[0]?.("before the change");
  await settle();
  const done = refresh(client, everything);
  await settle();
  waiting[1]?.("after the change");
  await done;
  await settle();
  expect(shown()).toBe("after the change");
  expect(waiting).toHaveLength(2);
  stop();
});

test("what the change does not touch is left alone", async () => {
  const { client, waiting, shown, stop } = page();
  const done = refresh(client, ({ queryKey }) => queryKey[0] !== "system.listBackups");
  await done;
  waiting[0]?.("the only answer");
  await settle();
  expect(shown()).toBe("the only answer");
  expect(waiting).toHaveLength(1);
  stop();
});
