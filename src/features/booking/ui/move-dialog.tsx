import { Alert, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { addDays } from "#base/dates.ts";
import { useMoment } from "#ui/moment.tsx";
import { RecordContext } from "#ui/record-context.ts";
import { StepDialog } from "#ui/step-dialog.tsx";
import type { Booking, Objection, SessionWithPlaces } from "../booking-contract.ts";
import { bookingsContract } from "../booking-contract.ts";
import { objectionsIn } from "../refused.ts";
import { spanText } from "../times.ts";
import { useAnswer, useCommand } from "./door.ts";

const daysAhead = 180;
const mostShown = 30;

type Values = { sessionId: string | null; reason: string; overruleReason: string };

const schemaOf = (hasObjections: boolean) =>
  z.custom<Values>().superRefine(({ sessionId, overruleReason }, context) => {
    const add = (path: keyof Values, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (sessionId === null) add("sessionId", "请选择改到哪一场");
    if (hasObjections && overruleReason.trim() === "") add("overruleReason", "要破例请写明理由");
  });

/** 改期: to another session of the same service that has a place. */
export const MoveBookingDialog = (props: { booking: Booking; serviceId: string; onClose(): void }) => {
  const { booking, serviceId, onClose } = props;
  const { today, now } = useMoment();
  const move = useCommand("booking.moveBooking");
  const [objections, setObjections] = useState<Objection[]>([]);
  const answer = useAnswer("booking.findPlaces", { serviceId, fromDay: today, toDay: addDays(today, daysAhead) });
  const freeOf = ({ placeCount, takenCount }: SessionWithPlaces) => placeCount - takenCount;
  const coming = (answer.data?.sessions ?? []).filter(
    ({ id, kind, startAt }) => id !== booking.sessionId && kind === "planned" && startAt > now,
  );
  // Opens once the sessions are there, so that the first of them has the focus.
  if (!answer.data) return null;
  return (
    <RecordContext.Provider value={{ version: booking.version, timeline: undefined }}>
      <StepDialog<Values>
        isOpen
        size="42rem"
        onClose={onClose}
        title={`${booking.name} 改期`}
        action="改期"
        draft={null}
        done="已改期"
        empty={{ sessionId: null, reason: "", overruleReason: "" }}
        schema={schemaOf(objections.length > 0)}
        save={async ({ sessionId, reason, overruleReason }) => {
          if (sessionId === null) return { ok: false, code: "InvalidInput" };
          const reply = await move.run({ id: booking.id, version: booking.version, sessionId, reason, overruleReason });
          if (!reply.ok) setObjections(objectionsIn(reply.details));
          return reply;
        }}
      >
        {(form) => (
          <>
            <Text size="sm" c="dimmed">
              现在是 {spanText(booking, today)}。选一场，↑↓ 换。
            </Text>
            <div className="when-list" role="radiogroup" aria-label="改到哪一场">
              {coming.slice(0, mostShown).map((session) => {
                const isFull = freeOf(session) < booking.headCount;
                return (
                  <label key={session.id} className="when-row" data-disabled={isFull || undefined}>
                    <input
                      type="radio"
                      name="move-to"
                      disabled={isFull}
                      checked={form.values.sessionId === session.id}
                      aria-invalid={form.errors.sessionId ? true : undefined}
                      onChange={() => {
                        form.setFieldValue("sessionId", session.id);
                        setObjections([]);
                      }}
                    />
                    <span className="when-time">{spanText(session, today)}</span>
                    <span>
                      {[session.lesson === null ? "" : `第 ${session.lesson} 节`, session.roomName]
                        .filter((part) => part !== "")
                        .join(" · ")}
                    </span>
                    <span className="when-places">{isFull ? "已满" : `余 ${freeOf(session)} 个`}</span>
                  </label>
                );
              })}
            </div>
            {coming.length === 0 && <Text>这个项目没有别的场次可改，可以取消以后另约。</Text>}
            {form.errors.sessionId && (
              <Text size="sm" c="red.9">
                {form.errors.sessionId}
              </Text>
            )}
            <TextInput label="为什么改" {...form.getInputProps("reason")} />
            {objections.length > 0 && (
              <Alert color="yellow" title="有不符合规定的地方">
                {objections.map(({ words }) => (
                  <Text size="sm" key={words}>
                    {words}
                  </Text>
                ))}
                <TextInput label="破例的理由" required {...form.getInputProps("overruleReason")} />
              </Alert>
            )}
          </>
        )}
      </StepDialog>
    </RecordContext.Provider>
  );
};

/** 退课: every lesson that is still to come. */
export const LeaveCourseDialog = (props: { booking: Booking; enrolmentId: string; onClose(): void }) => {
  const { booking, enrolmentId, onClose } = props;
  const leave = useCommand("booking.leaveCourse");
  return (
    <StepDialog
      isOpen
      onClose={onClose}
      title={`${booking.name} 退课`}
      action="退课"
      draft={null}
      done="已退课，还没上的课都取消了"
      empty={{ reason: "" }}
      schema={bookingsContract["booking.leaveCourse"].input.pick({ reason: true })}
      save={({ reason }) => leave.run({ enrolmentId, reason })}
    >
      {(form) => (
        <>
          <Text size="sm" c="dimmed">
            还没上的每一节都取消；只是这一节不来，请用“取消”。
          </Text>
          <TextInput label="为什么退课" required data-autofocus {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};
