import { Button, Group, Text, TextInput } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { ResidentPicker } from "#features/people/ui/resident-picker.tsx";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { ChoiceRow } from "#ui/choice-row.tsx";
import type { Topic } from "../topic-contract.ts";
import { signedWords, signingProblem } from "../topic-rules.ts";
import { useAnswer, useCommand } from "./door.ts";
import { LinkPanel } from "./links.tsx";

type Person = { residentId: string } | { name: string; address: string };

const who = { resident: "居民", name: "姓名和门牌" } as const;

/** One name after the other from a signed sheet: Enter puts it down and leaves the field ready for the next. */
const NamedSigner = ({ onPut }: { onPut(person: Person): Promise<boolean> }) => {
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const nameField = useRef<HTMLInputElement>(null);
  const put = async () => {
    if (name.trim() === "" || !(await onPut({ name, address }))) return;
    setName("");
    setAddress("");
    nameField.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void put();
  };
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        ref={nameField}
        label="姓名"
        w="8rem"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <TextInput
        label="门牌"
        flex={1}
        placeholder="如 3-2-501；同一户只算一户"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button variant="default" disabled={name.trim() === ""} onClick={() => void put()}>
        添加
      </Button>
    </Group>
  );
};

/** 联名: who signs for a topic, and how many homes that makes. */
export const TopicSigners = ({ topic }: { topic: Topic }) => {
  const { id, signers } = topic;
  const [isAdding, setAdding] = useState(false);
  const [kind, setKind] = useState<keyof typeof who>("name");
  const [turn, setTurn] = useState(0);
  const may = useMay();
  const add = useCommand("council.addSigners");
  const withdraw = useCommand("council.withdrawSigner");
  const settings = useAnswer("council.settings", {});
  const isOpen = signingProblem(topic) === null && may("clerk");
  const joint = settings.data?.rules.find((rule) => rule.kind === "joint" && rule.isActive);
  const least = topic.state === "proposed" ? (joint?.minHouseholds ?? null) : null;
  const put = async (person: Person): Promise<boolean> => {
    const reply = await add.run({ id, signers: [person] });
    if (!reply.ok) return false;
    setTurn((before) => before + 1);
    if (reply.value.knownCount > 0) tellDone("已经在联名里了");
    return true;
  };
  return (
    <LinkPanel
      title={`联名（${signedWords(topic.signedHouseholdCount, least)}）`}
      action={
        isOpen && (
          <>
            {!isAdding && (
              <Button variant="subtle" size="compact-sm" mt={4} onClick={() => setAdding(true)}>
                登记联名
              </Button>
            )}
            {isAdding && (
              <div style={{ marginTop: "0.5rem" }}>
                <ChoiceRow label="联名人" words={who} value={kind} onChange={(next) => setKind(next)} />
                {kind === "name" ? (
                  <NamedSigner onPut={put} />
                ) : (
                  <ResidentPicker
                    key={turn}
                    label="居民"
                    value={null}
                    autoFocus={turn > 0}
                    onChange={(choice) => choice && void put({ residentId: choice.id })}
                  />
                )}
                <Button variant="subtle" color="gray" size="compact-sm" mt={4} onClick={() => setAdding(false)}>
                  登记完了
                </Button>
              </div>
            )}
          </>
        )
      }
    >
      {signers.length === 0 && (
        <Text size="sm" c="dimmed">
          还没有人联名。
        </Text>
      )}
      {topic.homelessSignerCount > 0 && (
        <Text size="sm" c="dimmed">
          {topic.homelessSignerCount} 人没有门牌，不计户数。
        </Text>
      )}
      <ul className="plain-list" aria-label="联名的人">
        {signers.map((signer) => (
          <li key={signer.id}>
            <Group gap="xs" wrap="nowrap" justify="space-between">
              <Text size="sm">
                {signer.name}
                {signer.address !== "" && ` · ${signer.address}`}
                {!signer.isCounted && signer.address !== "" && "（同一户，不再计数）"}
              </Text>
              {isOpen && (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-xs"
                  aria-label={`撤回 ${signer.name} 的联名`}
                  onClick={async () => {
                    if ((await withdraw.run({ id, signerId: signer.id })).ok) tellDone(`已撤回 ${signer.name} 的联名`);
                  }}
                >
                  撤回
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </LinkPanel>
  );
};
