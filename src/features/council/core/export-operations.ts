import { type Day, dayOf, type Instant } from "#base/dates.ts";
import type { Handlers } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { type ExportPage, exportJob } from "#core/export-job.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import { accountNames } from "#features/system/core/store.ts";
import type { appealContract } from "../appeal-contract.ts";
import { channelWords, natureWords, stageWords } from "../appeal-words.ts";
import { satisfactionWords } from "../follow-up-words.ts";
import { type AppealFilters, type Asker, appealPage, appealsById } from "./appeal-store.ts";
import { satisfactionOf } from "./follow-up-store.ts";
import { appealLines } from "./lines.ts";
import { measuresOf } from "./task-store.ts";
import { askerOf } from "./visibility.ts";

type Operations = Pick<typeof appealContract, "council.exportAppeals">;

/** The columns that staff already fill in by hand; the number stands first, so that the file can be imported again. */
const titles = [
  "编号",
  "登记日期",
  "诉求人姓名",
  "联系电话",
  "居住地址",
  "网格",
  "诉求类型",
  "性质",
  "来源",
  "诉求内容",
  "受理人",
  "处理措施",
  "处理结果",
  "完成日期",
  "满意度",
  "备注",
  // Beside the columns of the paper: a state is no measure, and an import reads none from it.
  "办理状态",
];

const pageSize = 100;

/** One page of the register with everything in it, names and phones included. */
const registerPage = (
  db: ReadableDatabase,
  filters: AppealFilters,
  asker: Asker,
  after: string | null,
  now: Instant,
): ExportPage<string> => {
  const { rows, nextAfter } = appealPage(db, filters, asker, { after, limit: pageSize, now });
  const lines = new Map(appealLines(db, rows).map((line) => [line.id, line]));
  const appeals = appealsById(
    db,
    rows.map((row) => row.id),
  );
  const residents = residentsById(
    db,
    appeals.flatMap((appeal) => appeal.reporterId ?? []),
  );
  const satisfactions = satisfactionOf(
    db,
    appeals.map((appeal) => appeal.id),
  );
  const measures = measuresOf(
    db,
    appeals.map((appeal) => appeal.id),
    asker,
  );
  const names = accountNames(db);
  return {
    after: nextAfter,
    rows: appeals.map((appeal) => {
      const line = lines.get(appeal.id);
      const resident = appeal.reporterId === null ? undefined : residents.get(appeal.reporterId);
      const satisfaction = satisfactions.get(appeal.id);
      const doneAt: Day | null = appeal.answeredAt === null ? null : dayOf(appeal.answeredAt);
      return [
        appeal.sourceNumber || (line?.numberText ?? ""),
        dayOf(appeal.receivedAt),
        line?.reporterLabel ?? "",
        appeal.reporterPhone || (resident?.phone ?? ""),
        line?.placeLabel ?? "",
        line?.gridName ?? "",
        line?.categoryName ?? "",
        natureWords[appeal.nature],
        channelWords[appeal.channel],
        appeal.content,
        appeal.receivedBy === null ? "" : (names.get(appeal.receivedBy) ?? ""),
        measures.get(appeal.id) ?? "",
        appeal.answer,
        doneAt,
        satisfaction ? satisfactionWords[satisfaction] : "",
        appeal.isConfidential ? "保密" : "",
        stageWords[appeal.stage],
      ];
    }),
  };
};

export const exportOperations: Handlers<Operations> = {
  "council.exportAppeals": ({ files, jobs, openWorker, startJob, today, now, caller }, { format, ...filters }) => ({
    id: startJob(
      exportJob<string>(
        {
          jobName: "council.exportAppeals",
          fileName: `居民诉求登记表-${today}`,
          sheetName: "居民诉求登记表",
          format,
          titles,
          page: (db, after) => registerPage(db, filters, askerOf(caller), after, now),
        },
        { worker: openWorker(), filesFolder: files.folder, wake: jobs.wake },
      ),
    ),
  }),
};
