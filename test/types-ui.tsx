import { useAnswer, useCommand } from "#features/system/ui/door.ts";

/* Programs of the page that must not compile; see types.ts. No test runs this file. */

export const Sound = () => {
  const settings = useAnswer("system.settings", {});
  const lock = useCommand("system.lock");
  return (
    <button type="button" onClick={() => void lock.run({})}>
      {settings.data?.name}
    </button>
  );
};

export const Mistaken = () => {
  // @ts-expect-error a command asked as if it only read
  useAnswer("system.lock", {});
  // @ts-expect-error a query run as if it changed something
  useCommand("system.settings");
  // @ts-expect-error an operation of another slice
  useAnswer("people.listPlaces", {});
  // @ts-expect-error an input without its field
  useAnswer("system.draft", {});
  const change = useCommand("system.resetPin");
  // @ts-expect-error an input of another kind
  void change.run({ id: 5, pin: "1234" });
  const settings = useAnswer("system.settings", {});
  // @ts-expect-error an answer that may not be there yet
  return <p>{settings.data.name}</p>;
};
