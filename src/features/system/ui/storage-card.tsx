import { Alert, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMay } from "#ui/caller.ts";
import { TimeText } from "#ui/moment.tsx";
import { useAnswer } from "./door.ts";

/** Warns whoever can do something about it, and is not there otherwise. */
export const StorageCard = () => {
  const may = useMay();
  const isAdmin = may("admin");
  const answer = useAnswer("system.storage", {}, { isEnabled: isAdmin || may("director") });
  const { data } = answer;
  if (!data || !(data.isBackupLate || data.isDiskNearlyFull)) return null;
  return (
    <Alert color="red" title={data.isDiskNearlyFull ? "磁盘快满了" : "很久没有备份了"} role="alert">
      {data.isDiskNearlyFull && <Text>剩下不到 500 MB。满了之后什么都不能保存，请尽快清理磁盘。</Text>}
      {data.isBackupLate && (
        <Text>
          {data.newestDailyAt === null ? (
            "还没有一份自动备份。"
          ) : (
            <>
              最近一次备份是 <TimeText at={data.newestDailyAt} />。
            </>
          )}
          {!isAdmin && "请告诉管理员。"}
        </Text>
      )}
      {isAdmin && (
        <Link to={"/system/backups" as never} search={{} as never}>
          看备份与恢复
        </Link>
      )}
    </Alert>
  );
};
