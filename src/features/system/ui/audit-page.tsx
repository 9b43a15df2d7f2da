import { Alert, Button, Code } from "@mantine/core";
import { useState } from "react";
import type { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { useAsking } from "#ui/asking.tsx";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { TimeText } from "#ui/moment.tsx";
import { Page } from "#ui/page.tsx";
import type { AuditLine, systemContract } from "../contract.ts";
import { hashWords } from "../words.ts";
import { useAnswer } from "./door.ts";

type Line = z.infer<typeof AuditLine>;
type Verified = OutputOf<(typeof systemContract)["system.verifyAudit"]>;
type Verdict = { checked: number; brokenAt: number | null; hash: string; isRunning: boolean };

export const AuditPage = () => {
  const { door } = useAsking();
  const [beforeIds, setBeforeIds] = useState<(number | null)[]>([null]);
  const beforeId = beforeIds.at(-1) ?? null;
  const answer = useAnswer("system.listAudit", { beforeId }, { keepsPrevious: true });
  const [verdict, setVerdict] = useState<Verdict | null>(null);

  const verify = async () => {
    let afterId: number | null = 0;
    let checked = 0;
    setVerdict({ checked, brokenAt: null, hash: "", isRunning: true });
    while (afterId !== null) {
      const reply = await door.ask("system.verifyAudit", { afterId });
      if (!reply.ok) return setVerdict(null);
      const part = reply.value as Verified;
      checked += part.checked;
      afterId = part.brokenAt === null ? part.nextAfterId : null;
      setVerdict({ checked, brokenAt: part.brokenAt, hash: part.hash, isRunning: afterId !== null });
    }
  };

  return (
    <Page
      title="操作记录"
      action={
        <Button onClick={() => void verify()} loading={verdict?.isRunning ?? false}>
          核对记录
        </Button>
      }
    >
      {verdict && (
        <Alert color={verdict.brokenAt !== null ? "red" : "teal"} role="status">
          {verdict.brokenAt !== null ? (
            `第 ${verdict.brokenAt} 条操作记录被改动过，或缺了前面的记录。请保留现场，联系管理员。`
          ) : verdict.isRunning ? (
            `正在核对，已核对 ${verdict.checked} 条…`
          ) : (
            <>
              核对完毕：{verdict.checked} 条操作记录环环相扣，没有被改动。校验码{" "}
              <Code>{verdict.hash.slice(0, 16)}</Code>
            </>
          )}
        </Alert>
      )}
      <div className="panel">
        <RecordList<{ id: string } & Omit<Line, "id">>
          label="操作记录"
          rows={answer.data?.lines.map((line) => ({ ...line, id: String(line.id) }))}
          openId={null}
          onOpen={() => {}}
          empty={<EmptyState title="还没有操作记录" />}
          columns={[
            { key: "id", title: "序号", align: "right", width: 80, render: (line) => line.id },
            { key: "at", title: "时间", width: 190, render: (line) => <TimeText at={line.at} /> },
            { key: "who", title: "操作人", width: 120, render: (line) => line.accountName || "（未登录）" },
            { key: "what", title: "操作", render: (line) => line.operation },
            {
              key: "hash",
              title: "校验码（前 16 位）",
              width: "13rem",
              render: ({ hash }) => <Code title={hash}>{hashWords(hash.slice(0, 16))}</Code>,
            },
          ]}
        />
        <Button.Group mt="sm">
          <Button
            variant="default"
            disabled={beforeIds.length === 1}
            onClick={() => setBeforeIds(beforeIds.slice(0, -1))}
          >
            较新的
          </Button>
          <Button
            variant="default"
            disabled={(answer.data?.nextBeforeId ?? null) === null}
            onClick={() => setBeforeIds([...beforeIds, answer.data?.nextBeforeId ?? null])}
          >
            较早的
          </Button>
        </Button.Group>
      </div>
    </Page>
  );
};
