import { Alert, Button, Group, PasswordInput, SimpleGrid, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useAsking } from "#ui/asking.tsx";
import type { State } from "../contract.ts";
import { useCommand } from "./door.ts";

const waitWords = (seconds: number) => (seconds >= 60 ? `${Math.ceil(seconds / 60)} 分钟` : `${seconds} 秒`);

/** Choosing who one is, and a PIN. The same page signs in, unlocks and switches person. */
export const SignIn = (props: {
  state: State;
  onSignedIn(accountId: string): void;
  onBack?: (() => void) | undefined;
}) => {
  const { state } = props;
  const [accountId, setAccountId] = useState<string | null>(
    state.signedIn?.accountId ?? (state.people.length === 1 ? (state.people[0]?.id ?? null) : null),
  );
  const [pin, setPin] = useState("");
  const [message, setMessage] = useState("");
  const [waitSeconds, setWaitSeconds] = useState(0);
  // What is told elsewhere is covered along with the desk.
  const signIn = useCommand("system.signIn", { isSilent: true });
  const { sentenceOf } = useAsking();
  const pinInput = useRef<HTMLInputElement>(null);
  const person = state.people.find(({ id }) => id === accountId);
  const isUnlocking = state.signedIn?.isLocked === true;

  useEffect(() => {
    if (waitSeconds <= 0) return;
    const timer = setTimeout(() => setWaitSeconds((seconds) => seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);
  useEffect(() => {
    pinInput.current?.focus();
  }, [accountId]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!person || waitSeconds > 0) return;
    if (!/^\d{4,8}$/.test(pin)) {
      setMessage("PIN 是 4 至 8 位数字。");
      return;
    }
    const reply = await signIn.run({ accountId: person.id, pin });
    setPin("");
    if (!reply.ok) {
      setMessage(reply.code === "Unreached" ? "没有连上程序，请稍后再试。" : sentenceOf(reply.code));
      return;
    }
    if (reply.value.isSignedIn) {
      props.onSignedIn(person.id);
      return;
    }
    setWaitSeconds(reply.value.waitSeconds);
    setMessage("PIN 不对，请再试一次。");
    pinInput.current?.focus();
  };

  return (
    <main className="gate">
      <div className="gate-card">
        <Group gap="sm" mb="lg">
          <img src="./icon.svg" alt="" width={40} height={40} />
          <div>
            <Title order={1} size="h3">
              {state.centreName}
            </Title>
            <Text c="dimmed">
              {isUnlocking ? "已锁定。输入 PIN 解锁，或换另一位同事登录。" : "请选择您自己，再输入 PIN。"}
            </Text>
          </div>
        </Group>
        {state.notice !== "" && (
          <Alert color="blue" mb="md" role="status">
            {state.notice}
          </Alert>
        )}
        <SimpleGrid cols={3} spacing="sm" mb="md" role="radiogroup" aria-label="工作人员">
          {state.people.map((candidate) => (
            <UnstyledButton
              key={candidate.id}
              role="radio"
              aria-checked={candidate.id === accountId}
              className="person-choice"
              onClick={() => {
                setAccountId(candidate.id);
                setMessage("");
                setWaitSeconds(0);
                pinInput.current?.focus();
              }}
            >
              <Text fw={700}>{candidate.name}</Text>
              <Text size="sm" c="dimmed">
                {candidate.post || "工作人员"}
              </Text>
            </UnstyledButton>
          ))}
        </SimpleGrid>
        {state.demoPin !== "" && (
          <Text size="sm" c="dimmed" mb="sm">
            这是演示社区，人和事都是编的。每个账号的 PIN 都是 {state.demoPin}。
          </Text>
        )}
        {person && (
          <form onSubmit={(event) => void submit(event)} aria-label="登录">
            <Stack gap="xs" maw="22rem">
              <PasswordInput
                ref={pinInput}
                label={`${person.name} 的 PIN`}
                value={pin}
                onChange={(event) => {
                  setPin(event.currentTarget.value.replace(/\D/g, "").slice(0, 8));
                  setMessage("");
                }}
                inputMode="numeric"
                autoComplete="off"
                size="md"
                disabled={waitSeconds > 0}
              />
              {(message !== "" || waitSeconds > 0) && (
                <Alert color="red" py="xs" role="alert">
                  {waitSeconds > 0 ? `输错几次了，请等 ${waitWords(waitSeconds)}再试。` : message}
                </Alert>
              )}
              <Group gap="sm">
                <Button type="submit" size="md" loading={signIn.isRunning} disabled={waitSeconds > 0}>
                  {isUnlocking && person.id === state.signedIn?.accountId ? "解锁" : "登录"}
                </Button>
                {props.onBack && (
                  <Button variant="default" size="md" onClick={props.onBack}>
                    返回
                  </Button>
                )}
              </Group>
            </Stack>
          </form>
        )}
      </div>
    </main>
  );
};
