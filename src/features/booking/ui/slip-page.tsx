import { z } from "zod";
import type { OutputOf } from "#base/contract.ts";
import { dayOf, timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { dayWords, usePrinted } from "#ui/sheet-parts.tsx";
import { bookingStateWords } from "../booking-words.ts";
import type { bookingPaperContract } from "../paper-contract.ts";
import { useAnswer, useCommand } from "./door.ts";

const Address = z.object({
  id: z.string().catch("").default(""),
  isLarge: z.boolean().catch(true).default(true),
});

type Slip = OutputOf<(typeof bookingPaperContract)["booking.slip"]>;

const timeText = ({ startAt, endAt }: { startAt: string; endAt: string }): string =>
  `${dayWords(dayOf(startAt))} ${timeOf(startAt)}–${timeOf(endAt)}`;

const stateText = ({ state, approval, waitingPlace }: Slip): string => {
  if (approval === "asked") return "等同意。同意以后打电话告诉您。";
  if (state === "waiting") return `候补第 ${waitingPlace ?? 1} 位。轮到了打电话告诉您。`;
  return bookingStateWords[state];
};

/** 预约单: what whoever booked takes home. It names no phone and no room of a home. */
export const BookingSlipPage = () => {
  const [{ id, isLarge }, setAddress] = useAddress(Address);
  const answer = useAnswer("booking.slip", { id }, { isEnabled: id !== "" });
  const print = useCommand("booking.printSlip");
  const { printed, keep } = usePrinted(answer.data);
  return (
    <PaperPage
      title={`预约单 ${answer.data?.numberText ?? ""}`}
      isBlocked={!answer.data}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      record={{ isKept: printed !== null, sentence: "这张预约单还没有登记打印，没有打印。请点页面上的“打印”。" }}
      beforePrint={async () => {
        const of = answer.data;
        const reply = await print.run({ id });
        return reply.ok ? () => keep(of, reply.value) : null;
      }}
    >
      <Answered answer={answer}>
        {(slip) => {
          const [first] = slip.times;
          const isCourse = slip.times.length > 1;
          return (
            <div className="slip">
              <h1 style={{ fontSize: "1.3em" }}>预约单</h1>
              <div style={{ textAlign: "center", fontSize: "1.25em", fontWeight: 700 }}>{slip.numberText}</div>
              <dl>
                <dt>预约人</dt>
                <dd>
                  {slip.partyLabel}
                  {slip.headCount > 1 && `，${slip.headCount} 人`}
                </dd>
                <dt>项目</dt>
                <dd>{slip.title}</dd>
                {!isCourse && first && (
                  <>
                    <dt>时间</dt>
                    <dd style={{ fontWeight: 700 }}>{timeText(first)}</dd>
                    <dt>地点</dt>
                    <dd>{slip.isAtHome ? "上门" : first.roomName || slip.centreName}</dd>
                  </>
                )}
                {isCourse && (
                  <>
                    <dt>时间</dt>
                    <dd>
                      {slip.times.map((time) => (
                        <div key={time.startAt}>
                          {time.lesson !== null && `第 ${time.lesson} 节 `}
                          {timeText(time)}
                          {time.roomName !== first?.roomName && ` ${time.roomName}`}
                        </div>
                      ))}
                    </dd>
                    <dt>地点</dt>
                    <dd>{first?.roomName || slip.centreName}</dd>
                  </>
                )}
                {slip.providerNames.length > 0 && (
                  <>
                    <dt>由谁</dt>
                    <dd>{slip.providerNames.join("、")}</dd>
                  </>
                )}
                {slip.bring !== "" && (
                  <>
                    <dt>请带上</dt>
                    <dd>{slip.bring}</dd>
                  </>
                )}
                <dt>收费</dt>
                <dd>{slip.priceText}</dd>
                <dt>现在</dt>
                <dd>{stateText(slip)}</dd>
                <dt>经办人</dt>
                <dd>{slip.clerkName}</dd>
              </dl>
              {slip.consent !== "" && (
                <div style={{ borderTop: "0.6pt solid #000", paddingTop: "0.4em" }}>
                  <b>知情同意</b>
                  <div style={{ whiteSpace: "pre-wrap" }}>{slip.consent}</div>
                  <div style={{ marginTop: "0.6em" }}>签名：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿</div>
                </div>
              )}
              <div>
                来不了、想改时间，请提前告诉我们，报编号 {slip.numberText}：
                <br />
                {slip.centreName}
                {slip.centreAddress !== "" && `（${slip.centreAddress}）`}
                {slip.centrePhone !== "" && ` 电话 ${slip.centrePhone}`}
                {slip.openingHours !== "" && (
                  <>
                    <br />
                    {slip.openingHours}
                  </>
                )}
                {printed && (
                  <>
                    <br />
                    表单号 {printed.code}
                  </>
                )}
              </div>
            </div>
          );
        }}
      </Answered>
    </PaperPage>
  );
};
