import { Alert, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMay } from "#ui/caller.ts";
import { TimeText } from "#ui/moment.tsx";
import { useAnswer } from "./door.ts";

/** Warns whoever can do something about it, and is not there otherwise. */
export const StorageWarning = () => {
  const may = useMay();
  const isAdmin = may("admin");
  const answer = useAnswer("system.storage", {}, { isEnabled: isAdmin || may("director") });
  const { data } = answer;
  if (!data || !(data.isBackupLate || data.isDiskNearlyFull)) return null;
  return (
    <Alert color="red" role="alert">
      <Stack gap={4}>
        {data.isDiskNearlyFull && (
          <Text size="sm">
            <b>磁盘快满了，剩下不到 500 MB。</b>满了之后什么都不能保存，请尽快清理磁盘。
          </Text>
        )}
        {data.isBackupLate && (
          <Text size="sm">
            <b>{data.newestDailyAt === null ? "一直没有自动备份。" : "很久没有自动备份了。"}</b>
            {data.newestDailyAt !== null && (
              <>
                最近一次是 <TimeText at={data.newestDailyAt} />。
              </>
            )}
            {!isAdmin && "请告诉管理员。"}
          </Text>
        )}
        {isAdmin && (
          <Text size="sm" className="record-link">
            <Link to={"/system/backups" as never} search={{} as never}>
              看备份与恢复
            </Link>
          </Text>
        )}
      </Stack>
    </Alert>
  );
};
