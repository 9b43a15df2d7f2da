import { z } from "zod";
import { dayOf, longDay, timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { backupKindWords, hashWords, sizeWords } from "../words.ts";
import { momentWords } from "./backup-record.tsx";
import { useAnswer } from "./door.ts";

const Address = z.object({
  id: z.string().catch("").default(""),
  isLarge: z.boolean().catch(false).default(false),
});

/** What proves on paper, kept away from the computer, that no operation before the backup was changed afterwards. */
export const BackupReportPage = () => {
  const [{ id, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("system.backup", { id }, { isEnabled: id !== "" });
  const { now } = useMoment();
  return (
    <PaperPage
      title="备份报告"
      isBlocked={!answer.data}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      beforePrint={async () => () => {}}
    >
      <Answered answer={answer}>
        {(backup) => {
          const lines: [string, string][] = [
            ["社区", backup.place || "—"],
            ["备份时间", momentWords(backup)],
            ["来历", backupKindWords[backup.kind]],
            ["做备份的人", backup.madeBy || "程序自动"],
            ["放在", backup.id],
            ...backup.counts.map(({ label, count }): [string, string] => [label, String(count)]),
            ["附件", `${backup.fileCount} 个`],
            ["已丢失或损坏的附件", `${backup.lostFileCount} 个`],
            ["数据库", `${sizeWords(backup.databaseBytes)}，第 ${backup.schemaVersion} 版`],
            ["最后一条操作记录", `第 ${backup.auditId} 条`],
          ];
          return (
            <>
              <h1>备份报告</h1>
              <table>
                <colgroup>
                  <col style={{ width: "32%" }} />
                  <col />
                </colgroup>
                <tbody>
                  {lines.map(([label, value]) => (
                    <tr key={label}>
                      <th scope="row">{label}</th>
                      <td>{value}</td>
                    </tr>
                  ))}
                  <tr>
                    <th scope="row">这条记录的校验码</th>
                    <td style={{ fontFamily: "monospace" }}>{hashWords(backup.auditHash)}</td>
                  </tr>
                </tbody>
              </table>
              <div className="sheet-foot">
                校验码由这条操作记录和它之前的全部记录算出。把这张纸放在电脑以外的地方；以后在“操作记录”里点“核对记录”，再看第{" "}
                {backup.auditId} 条：校验码与纸上一致，就说明备份之前的操作记录没有被改动过。
              </div>
              <div className="sheet-foot">
                打印时间 {longDay(dayOf(now))} {timeOf(now)}　　核对人签字：
              </div>
            </>
          );
        }}
      </Answered>
    </PaperPage>
  );
};
