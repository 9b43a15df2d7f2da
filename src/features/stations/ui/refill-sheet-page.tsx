import { z } from "zod";
import { longDay } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import { PaperPage } from "#ui/paper.tsx";
import { lotStateWords } from "../supply-words.ts";
import { useAnswer } from "./door.ts";

const Address = z.object({
  stationId: z.string().nullable().catch(null).default(null),
  isLarge: z.boolean().catch(false).default(false),
});

/** 补货清单 to take along: what is missing, what to bring back, and room to write what was done. */
export const RefillSheetPage = () => {
  const [{ stationId, isLarge }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const answer = useAnswer("stations.refillList", { stationId });
  return (
    <PaperPage
      title={`补货清单 ${today}`}
      isBlocked={!answer.data || answer.data.stations.length === 0}
      isLarge={isLarge}
      onLarge={(next) => setAddress({ isLarge: next }, { replaces: true })}
      beforePrint={async () => () => undefined}
    >
      <Answered answer={answer}>
        {({ centreName, stations }) => (
          <>
            <h1>驿站、冰柜补货清单</h1>
            <div className="sheet-line">
              <span>{centreName}</span>
              <span>{longDay(today)}</span>
              <span>送货人：＿＿＿＿＿＿＿＿</span>
            </div>
            {stations.length === 0 && <p>都齐了，没有要补的。</p>}
            {stations.map((station) => (
              <section key={station.id} className="sheet-part">
                <h2>{station.name}</h2>
                <div className="sheet-line">
                  <span>{station.place}</span>
                  <span>{station.keeperName !== "" && `管护人 ${station.keeperName}`}</span>
                </div>
                {station.low.length > 0 && (
                  <table>
                    <thead>
                      <tr>
                        <th>要补</th>
                        <th style={{ width: "14%" }}>账上</th>
                        <th style={{ width: "14%" }}>至少补</th>
                        <th style={{ width: "18%" }}>实际补了</th>
                        <th style={{ width: "24%" }}>有效期到</th>
                      </tr>
                    </thead>
                    <tbody>
                      {station.low.map((line) => (
                        <tr key={line.supplyId} className="sheet-tall">
                          <td>{line.supplyName}</td>
                          <td>
                            {line.stock} {line.unit}
                          </td>
                          <td>
                            <b>
                              {line.missingCount} {line.unit}
                            </b>
                          </td>
                          <td />
                          <td>{line.isDated ? "" : "—"}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                )}
                {station.dated.length > 0 && (
                  <p>
                    顺便看有效期：
                    {station.dated
                      .map(
                        (lot) =>
                          `${lot.supplyName} ${lot.quantity} ${lot.unit}到 ${lot.bestBeforeDate}（${lotStateWords[lot.state]}${
                            lot.state === "expired" ? "，请拿回报废" : ""
                          }）`,
                      )
                      .join("；")}
                    。
                  </p>
                )}
              </section>
            ))}
            <div className="sheet-foot">补了以后，请把数量和有效期登记到“驿站与冰柜”。</div>
          </>
        )}
      </Answered>
    </PaperPage>
  );
};
