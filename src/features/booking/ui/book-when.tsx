import { Input, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { addDays, type Instant } from "#base/dates.ts";
import type { EntryForm } from "#ui/form.tsx";
import { useMoment } from "#ui/moment.tsx";
import type { SessionWithPlaces } from "../booking-contract.ts";
import type { ServiceLine } from "../service-contract.ts";
import { spanText } from "../times.ts";
import type { BookValues, When } from "./book-form.ts";
import { useAnswer } from "./door.ts";
import { OwnTime } from "./own-time.tsx";

const daysAhead = 180;
const mostShown = 40;

/** What is still to come of a service, and its courses with what is left of their lessons. */
export const useComing = (serviceId: string | null) => {
  const { today, now } = useMoment();
  const answer = useAnswer(
    "booking.findPlaces",
    { serviceId, fromDay: today, toDay: addDays(today, daysAhead) },
    { isEnabled: serviceId !== null },
  );
  const coming = (answer.data?.sessions ?? []).filter(({ kind, endAt }) => kind === "planned" && endAt > now);
  const lessons = Map.groupBy(
    coming.filter(({ lesson, planId, startAt }) => lesson !== null && planId !== null && startAt > now),
    ({ planId }) => planId ?? "",
  );
  return { answer, coming, courses: [...lessons].map(([planId, of]) => ({ planId, lessons: of })) };
};

export const freeCount = ({ placeCount, takenCount }: SessionWithPlaces): number => placeCount - takenCount;

/** Whoever comes now would wait: the places are taken, or others wait for them already. */
export const isFull = (session: SessionWithPlaces, headCount: number): boolean =>
  freeCount(session) < headCount || session.waitingCount > 0;

const placesWords = (session: SessionWithPlaces, headCount: number, hasWaitingList: boolean): string => {
  if (!isFull(session, headCount)) return `余 ${freeCount(session)} 个`;
  if (!hasWaitingList) return "已满";
  return session.waitingCount > 0 ? `候补（前面 ${session.waitingCount} 个）` : "已满，可候补";
};

const keyOf = (when: When): string => (when === null ? "" : when.kind === "own" ? "own" : `${when.kind} ${when.id}`);

export type Span = { startAt: Instant; endAt: Instant };

/** When: what is planned, the soonest first, or a time of one's own. ↑↓ choose, Enter goes on. */
export const BookWhen = ({ form, service }: { form: EntryForm<BookValues>; service: ServiceLine | undefined }) => {
  const { today } = useMoment();
  const { answer, coming, courses } = useComing(service?.id ?? null);
  const headCount = Number(form.values.headCount) || 1;
  const chosen = keyOf(form.values.when);
  const error = form.errorOf("when");
  const row = (when: NonNullable<When>, time: string, place: string, words: string, isDisabled = false) => (
    <label key={keyOf(when)} className="when-row" data-disabled={isDisabled || undefined}>
      <input
        type="radio"
        name="when"
        checked={chosen === keyOf(when)}
        disabled={isDisabled}
        aria-invalid={error ? true : undefined}
        onChange={() => {
          form.setFieldValue("when", when);
          form.clearFieldError("when");
        }}
        onKeyDown={(event) => {
          // Space and Enter both take the one that has the focus.
          if (event.key === "Enter" && !event.ctrlKey && !event.currentTarget.checked) event.currentTarget.click();
        }}
      />
      <span className="when-time">{time}</span>
      <span>{place}</span>
      <span className="when-places">{words}</span>
    </label>
  );
  const list = useRef<HTMLDivElement>(null);
  const isWaitedFor = useRef(false);
  const isThere = service !== undefined && answer.data !== undefined;
  useEffect(() => {
    if (!isThere || !isWaitedFor.current) return;
    isWaitedFor.current = false;
    list.current?.querySelector<HTMLElement>("input:enabled")?.focus();
  }, [isThere]);
  // An Enter that comes before the answer waits here, and goes on to the first that can be had.
  if (!service || !isThere)
    return (
      <Input.Wrapper label="什么时候" labelElement="div" required>
        <div className="when-list">
          <div className="when-row">
            <input
              type="radio"
              name="when"
              aria-label="时间"
              className="when-wait"
              onFocus={() => {
                isWaitedFor.current = true;
              }}
              onBlur={() => {
                isWaitedFor.current = false;
              }}
            />
            {service ? "正在找时间…" : "选好约什么，时间就列在这里。"}
          </div>
        </div>
      </Input.Wrapper>
    );
  return (
    <Input.Wrapper label="什么时候" labelElement="div" required error={error}>
      <div className="when-list" ref={list} role="radiogroup" aria-label="什么时候">
        {courses.map(({ planId, lessons }) => {
          const [first] = lessons;
          if (!first) return null;
          const left = Math.min(...lessons.map(freeCount));
          const isTaken = lessons.some((lesson) => isFull(lesson, headCount));
          return row(
            { kind: "course", id: planId },
            `报名 ${lessons.length} 节`,
            `${first.courseTitle} ${spanText(first, today)} 起`,
            isTaken ? "有一节已满" : `余 ${left} 个`,
            isTaken,
          );
        })}
        {coming
          .slice(0, mostShown)
          .map((session) =>
            row(
              { kind: "session", id: session.id },
              spanText(session, today),
              [session.lesson === null ? "" : `只来第 ${session.lesson} 节`, session.roomName, ...session.providerNames]
                .filter((part) => part !== "")
                .join(" · "),
              placesWords(session, headCount, service.hasWaitingList),
              isFull(session, headCount) && !service.hasWaitingList,
            ),
          )}
        {row({ kind: "own" }, "自定时间", service.mode === "deliver" ? "说好上门的时间" : "看这个时间哪里有空", "")}
      </div>
      {coming.length === 0 && (
        <Text size="sm" c="dimmed">
          这个项目还没有排好的场次，可以自定时间。
        </Text>
      )}
      {form.values.when?.kind === "own" && <OwnTime form={form} service={service} />}
    </Input.Wrapper>
  );
};
