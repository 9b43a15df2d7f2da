import { Stack, Text, Title } from "@mantine/core";
import { shortTime } from "#base/dates.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered } from "#ui/page.tsx";
import type { Objection } from "../booking-contract.ts";
import { bookingStateWords, objectionWords } from "../booking-words.ts";
import type { ServiceLine } from "../service-contract.ts";
import { partyWords, priceKindWords } from "../service-words.ts";
import type { Verdict } from "../who-may.ts";
import { type BookValues, nameOf, sentParty } from "./book-form.ts";
import type { Span } from "./book-when.tsx";
import { useAnswer } from "./door.ts";

const verdictWords: Readonly<Record<Verdict, string>> = {
  may: "✓ 符合条件",
  unknown: "？还要核实",
  mayNot: "✗ 不符合条件",
};
const verdictColors: Readonly<Record<Verdict, string>> = { may: "teal.9", unknown: "yellow.9", mayNot: "red.9" };

const isNamed = (values: BookValues): boolean => nameOf(values).trim() !== "";

/** What speaks for and against it; nothing while who, what and when do not all stand. */
export const useJudgement = (values: BookValues, service: ServiceLine | undefined, span: Span | null) => {
  const { party, residentId, householdId } = sentParty(values);
  return useAnswer(
    "booking.judge",
    {
      serviceId: service?.id ?? "",
      startAt: span?.startAt ?? "",
      endAt: span?.endAt ?? "",
      party,
      residentId,
      householdId,
    },
    { isEnabled: service !== undefined && span !== null && isNamed(values), keepsPrevious: true },
  );
};

const ServiceFacts = ({ service }: { service: ServiceLine }) => (
  <Stack gap={2}>
    <Title order={2} size="h5">
      {service.name}
    </Title>
    <Text size="sm">
      {[priceKindWords[service.priceKind], service.price, `${service.durationMinutes} 分钟`]
        .filter((part) => part !== "")
        .join(" · ")}
    </Text>
    {service.bring !== "" && <Text size="sm">要带：{service.bring}</Text>}
    {service.note !== "" && (
      <Text size="sm" c="dimmed">
        {service.note}
      </Text>
    )}
    {service.consent !== "" && <Text size="sm">要签知情同意书。</Text>}
    {service.isApprovalNeeded && <Text size="sm">约了以后要等同意。</Text>}
  </Stack>
);

/** 能不能约: for the desk alone; it stands on no paper. */
export const JudgementPanel = (props: {
  values: BookValues;
  service: ServiceLine | undefined;
  judgement: ReturnType<typeof useJudgement>;
  isAsked: boolean;
  objections: readonly Objection[];
}) => {
  const { today } = useMoment();
  const { values, service, objections } = props;
  const { party } = sentParty(values);
  const who = nameOf(values).trim() !== "" && (
    <div>
      <Title order={2} size="h5">
        {nameOf(values)}
      </Title>
      {values.whoKind === "resident" && values.resident?.detail && (
        <Text size="sm" c="dimmed">
          {values.resident.detail}
        </Text>
      )}
    </div>
  );
  if (!service)
    return (
      <Stack gap="md">
        {who}
        <Text size="sm" c="dimmed">
          选好是谁、约什么、什么时候，这里会写明能不能约、约过几次、以前来过没有。
        </Text>
      </Stack>
    );
  return (
    <Stack gap="md">
      {who}
      <ServiceFacts service={service} />
      {!service.parties.includes(party) && (
        <Text size="sm" c="red.9">
          这个项目只接受{service.parties.map((one) => partyWords[one]).join("、")}预约。
        </Text>
      )}
      {props.isAsked && (
        <Answered answer={props.judgement}>
          {({ verdict, reasons, quotaWords, noShowCount, lastServices }) => (
            <Stack gap={6} role="status" aria-label="能不能约">
              <Text fw={700} c={objections.length > 0 ? "red.9" : verdictColors[verdict]}>
                {objections.length > 0 && verdict === "may" ? "✗ 有不符合规定的地方" : verdictWords[verdict]}
              </Text>
              {reasons.map(({ verdict: of, words }) => (
                <Text key={words} size="sm" c={verdictColors[of]}>
                  {words}
                </Text>
              ))}
              {objections
                .filter(({ words }) => !reasons.some((reason) => reason.words === words))
                .map(({ kind, words }) => (
                  <Text key={words} size="sm" c="red.9">
                    {objectionWords[kind]}：{words}
                  </Text>
                ))}
              {quotaWords.map((words) => (
                <Text key={words} size="sm">
                  {words}
                </Text>
              ))}
              {noShowCount > 0 && <Text size="sm">近半年约了没来 {noShowCount} 次（只作提醒，照样可以约）</Text>}
              {lastServices.length > 0 && (
                <div>
                  <Text size="sm" c="dimmed">
                    以前约过
                  </Text>
                  {lastServices.map(({ serviceName, startAt, state }) => (
                    <Text size="sm" key={`${startAt} ${serviceName} ${state}`}>
                      {shortTime(startAt, today)} {serviceName} {bookingStateWords[state]}
                    </Text>
                  ))}
                </div>
              )}
            </Stack>
          )}
        </Answered>
      )}
    </Stack>
  );
};
