import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { dayOf, longDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { SheetFoot, usePrinted } from "#ui/sheet-parts.tsx";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  id: z.string().catch("").default(""),
  isLarge: z.boolean().catch(true).default(true),
});

/** 转介单: what it is about is typed for the paper alone, and kept nowhere. */
export const ReferralPage = () => {
  const [{ id, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("booking.referral", { id });
  const print = useCommand("booking.printReferral");
  const { printed, keep } = usePrinted(answer.data);
  const [to, setTo] = useState("");
  const [matter, setMatter] = useState("");
  return (
    <PaperPage
      title="转介单"
      isBlocked={!answer.data || to.trim() === "" || matter.trim() === ""}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "本单还没有登记打印，未打印。请点页面上的“打印”。" }}
      options={
        <>
          <TextInput
            aria-label="转到哪里"
            placeholder="转到哪里，如 区中医院针灸科"
            w="18rem"
            autoFocus
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Textarea
            aria-label="请协助什么"
            placeholder="请协助什么，如 复查血压。不写病名，不保存"
            w="22rem"
            autosize
            minRows={1}
            value={matter}
            onChange={(event) => setMatter(event.currentTarget.value)}
          />
        </>
      }
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ id, to });
        return reply.ok ? () => keep(of, reply.value) : null;
      }}
    >
      <Answered answer={answer}>
        {(one) => (
          <>
            <h1>转介单</h1>
            <div className="sheet-line">
              <span>{one.centreName}</span>
              <span>{one.numberText}</span>
            </div>
            <div className="authorisation">
              <p>{to || "________________"}：</p>
              <p>
                本社区居民{one.name}
                {one.ageText !== "" && `（${one.ageText}）`}，{longDay(dayOf(one.startAt))}在我中心接受“
                {one.serviceName}
                ”服务。现介绍前来，请协助：
              </p>
              <p className="authorisation-matter">{matter || "________________"}</p>
              <p>本单只作介绍，不是诊断，不代替挂号。居民可以自己决定去不去。</p>
              <div className="sheet-line authorisation-signed">
                <span>居民签名：________________</span>
                <span>经办人：{one.clerkName}</span>
              </div>
              <hr />
              <p>回执（请接待单位填写，由居民带回，或打电话告知中心）</p>
              <p>{one.name}已于____年____月____日接待。</p>
              <p>接待人：________________</p>
            </div>
            <SheetFoot printed={printed} words={`咨询电话：${one.centrePhone || "________"}（${one.communityName}）`} />
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
