import { Alert, TextInput } from "@mantine/core";
import { useMay } from "#ui/caller.ts";

type Finding = { title: string; kind: string; text: string; canBeConfirmed: boolean };

/** Whether a paper may go out: nothing found, or all of it passed with a reason. */
export const isHeldUp = (findings: readonly Finding[], reason: string): boolean =>
  findings.some(({ canBeConfirmed }) => !canBeConfirmed || reason.trim() === "");

/** What in a paper for everybody looks like personal data; a secretary may pass names and rooms with a reason. */
export const PaperFindings = (props: {
  findings: readonly Finding[];
  hint: string;
  reason: string;
  onReason(reason: string): void;
}) => {
  const may = useMay();
  const { findings } = props;
  if (findings.length === 0) return null;
  return (
    <Alert color="red" title="里面有个人信息，不能打印" mb="sm">
      {findings.map(({ title, kind, text }) => (
        <div key={`${title} ${kind} ${text}`}>
          “{title}”里有{kind}“{text}”
        </div>
      ))}
      <div>{props.hint}</div>
      {findings.every(({ canBeConfirmed }) => canBeConfirmed) && may("secretary") && (
        <TextInput
          label="看过了，不是个人信息，理由"
          placeholder="如：会议室的门号"
          maxLength={100}
          mt="xs"
          value={props.reason}
          onChange={(event) => props.onReason(event.currentTarget.value)}
        />
      )}
    </Alert>
  );
};
