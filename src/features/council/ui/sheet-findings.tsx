import { Alert, Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { OutputOf } from "#base/contract.ts";
import { useMay } from "#ui/caller.ts";
import type { paperContract } from "../paper-contract.ts";
import { RecordLink } from "./links.tsx";

type Finding = OutputOf<(typeof paperContract)["council.taskSheet"]>["findings"][number];

/** A finding that somebody has looked at and says is no personal data. */
export type Confirmed = { taskId: string; field: string; text: string; reason: string };

type Place = Pick<Finding, "taskId" | "field" | "text">;
const keyOf = ({ taskId, field, text }: Place) => JSON.stringify([taskId, field, text]);

const confirmationOf = (finding: Finding, confirmed: readonly Confirmed[]) =>
  finding.canBeConfirmed ? confirmed.find((one) => keyOf(one) === keyOf(finding)) : undefined;

/** What still stands against printing. */
export const openFindings = (findings: readonly Finding[], confirmed: readonly Confirmed[]): Finding[] =>
  findings.filter((finding) => confirmationOf(finding, confirmed) === undefined);

/** What was confirmed of these findings; a confirmation whose words were mended meanwhile is forgotten. */
export const confirmedOf = (findings: readonly Finding[], confirmed: readonly Confirmed[]): Confirmed[] =>
  confirmed.filter((one) => findings.some((finding) => confirmationOf(finding, [one]) !== undefined));

const ConfirmForm = (props: { finding: Finding; onConfirm(reason: string): void; onLeave(): void }) => {
  const [reason, setReason] = useState("");
  return (
    <Group gap="xs" my={4}>
      <TextInput
        aria-label={`“${props.finding.text}”不是个人信息的理由`}
        placeholder="为什么不是个人信息，如：会议室的门号"
        maxLength={100}
        w="22rem"
        size="sm"
        value={reason}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button size="sm" disabled={reason.trim() === ""} onClick={() => props.onConfirm(reason.trim())}>
        确认
      </Button>
      <Button size="sm" variant="default" onClick={props.onLeave}>
        取消
      </Button>
    </Group>
  );
};

/** Where a sheet holds what may be personal data, each place once. */
export const SheetFindings = (props: {
  findings: readonly Finding[];
  confirmed: readonly Confirmed[];
  onConfirmed(confirmed: Confirmed[]): void;
}) => {
  const { confirmed, onConfirmed } = props;
  const may = useMay();
  const [asked, setAsked] = useState("");
  const findings = [...new Map(props.findings.map((finding) => [keyOf(finding), finding])).values()];
  const open = openFindings(findings, confirmed);
  const passed = confirmedOf(findings, confirmed);
  return (
    <>
      {open.length > 0 && (
        <Alert color="red" title="里面有个人信息，不能打印" mb="sm">
          {open.map((finding) => (
            <div key={keyOf(finding)}>
              <RecordLink
                to="/council/tasks"
                search={{ view: "all", open: finding.taskId }}
                label={finding.numberText}
                chip={`的${finding.field}里有${finding.kind}“${finding.text}”`}
              />{" "}
              {finding.canBeConfirmed && may("secretary") && asked !== keyOf(finding) && (
                <button type="button" className="link-button" onClick={() => setAsked(keyOf(finding))}>
                  不是个人信息…
                </button>
              )}
              {asked === keyOf(finding) && (
                <ConfirmForm
                  finding={finding}
                  onLeave={() => setAsked("")}
                  onConfirm={(reason) => {
                    const { taskId, field, text } = finding;
                    onConfirmed([...passed, { taskId, field, text, reason }]);
                    setAsked("");
                  }}
                />
              )}
            </div>
          ))}
          <Text size="sm" mt={4}>
            点编号打开任务，用“修改”改掉，再回来打印。姓名和房号如果是误认，书记员可以写明理由放行，理由记入打印记录。
          </Text>
        </Alert>
      )}
      {passed.length > 0 && (
        <Alert color="gray" py="xs" mb="sm">
          {passed.map((one) => (
            <div key={keyOf(one)}>
              “{one.text}”已确认不是个人信息：{one.reason}{" "}
              <button
                type="button"
                className="link-button"
                onClick={() => onConfirmed(passed.filter((other) => other !== one))}
              >
                撤回
              </button>
            </div>
          ))}
        </Alert>
      )}
    </>
  );
};
