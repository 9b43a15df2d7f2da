import { Alert, List, PasswordInput, Text } from "@mantine/core";
import { z } from "zod";
import { dayOf, longDay, timeOf } from "#base/dates.ts";
import { useMoment } from "#ui/moment.tsx";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { BackupView } from "../backup-contract.ts";
import { Pin } from "../pin.ts";
import { useAnswer, useCommand } from "./door.ts";

const RestoreForm = z.object({ pin: Pin });

/** Asks once, says what will happen, and wants the person's own PIN again. */
export const RestoreDialog = (props: {
  backup: BackupView | null;
  onClose(): void;
  onStarted(jobId: string): void;
}) => {
  const { backup } = props;
  const restore = useCommand("system.restoreBackup");
  const settings = useAnswer("system.settings", {});
  const { now } = useMoment();
  const isForeign = backup !== null && settings.data !== undefined && backup.place !== settings.data.name;
  return (
    <StepDialog
      isOpen={backup !== null}
      title="恢复备份"
      action="恢复"
      draft={null}
      empty={{ pin: "" }}
      schema={RestoreForm}
      done="正在准备恢复"
      onClose={props.onClose}
      save={async ({ pin }) => {
        if (!backup) return { ok: false, code: "NotFound" };
        const reply = await restore.run({ id: backup.id, pin });
        if (!reply.ok) return reply;
        const { jobId, waitSeconds } = reply.value;
        const message = waitSeconds > 0 ? `PIN 不对，请等 ${waitSeconds} 秒再试` : "PIN 不对";
        if (jobId === null) return { ok: false, code: "InvalidInput", fields: [{ path: "pin", message }] };
        props.onStarted(jobId);
        return reply;
      }}
    >
      {(form) => (
        <>
          {backup && (
            <>
              {isForeign && (
                <Alert color="red">
                  这份备份是“{backup.place}”的，现在打开的是“{settings.data?.name}”。请确认没有选错。
                </Alert>
              )}
              <Text>
                数据会回到 {longDay(dayOf(backup.madeAt))} {timeOf(backup.madeAt)}
                {backup.madeAt > now ? "（那时电脑的时间可能不对）" : ""} 的样子：
              </Text>
              <List size="sm" spacing={4}>
                <List.Item>那以后登记、修改的内容都会不见。</List.Item>
                <List.Item>现在的数据不会删除，会列在“恢复之前的数据”里，用同样的办法可以再恢复回来。</List.Item>
                <List.Item>那以后发出过的编号不会再用，会记作空号。</List.Item>
                <List.Item>正在进行的导入会停下。所有人都会回到登录页，PIN 是备份里的那一个。</List.Item>
              </List>
            </>
          )}
          <PasswordInput
            label="您的 PIN"
            description="确认是您本人要恢复"
            required
            data-autofocus
            inputMode="numeric"
            autoComplete="off"
            {...form.getInputProps("pin")}
          />
        </>
      )}
    </StepDialog>
  );
};
