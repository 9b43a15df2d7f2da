import { Alert, Button, Loader, NumberInput, Select, SimpleGrid, Text, Textarea, TextInput } from "@mantine/core";
import { useCallback, useRef, useState } from "react";
import { z } from "zod";
import type { Reply } from "#base/contract.ts";
import { useAnswer as useResident } from "#features/people/ui/door.ts";
import { useAddress } from "#ui/address.ts";
import { DraftOffer } from "#ui/draft-offer.tsx";
import { FormFrame, useEntryForm } from "#ui/form.tsx";
import { useFormDraft } from "#ui/form-draft.ts";
import { useMoment } from "#ui/moment.tsx";
import { Page } from "#ui/page.tsx";
import { useQuickAddAgain } from "#ui/quick-add.ts";
import { type BookingState, bookingChannels, type Objection } from "../booking-contract.ts";
import { bookingChannelWords } from "../booking-words.ts";
import { conflictWordsIn, objectionsIn } from "../refused.ts";
import type { ServiceLine } from "../service-contract.ts";
import { priceKindWords } from "../service-words.ts";
import { spanText } from "../times.ts";
import {
  BookForm,
  type BookValues,
  bookingForSame,
  emptyBooking,
  nameOf,
  ownSpan,
  sentBooking,
  sentParty,
  sentWanted,
} from "./book-form.ts";
import { BookWhen, isFull, type Span, useComing } from "./book-when.tsx";
import { BookWho } from "./book-who.tsx";
import { type Booked, BookedPanel } from "./booked-panel.tsx";
import { useCommand } from "./door.ts";
import { JudgementPanel, useJudgement } from "./judgement-panel.tsx";
import { ServicePicker, useServices } from "./service-picker.tsx";

const channelOptions = bookingChannels.map((value) => ({ value, label: bookingChannelWords[value] }));

/** What the time that is chosen means: from when to when, where, and whether one would wait. */
const useChosen = (values: BookValues, service: ServiceLine | undefined) => {
  const { coming, courses } = useComing(service?.id ?? null);
  const { when } = values;
  const course = when?.kind === "course" ? courses.find(({ planId }) => planId === when.id) : undefined;
  const session = when?.kind === "session" ? coming.find(({ id }) => id === when.id) : course?.lessons[0];
  const span: Span | null =
    session ?? (when?.kind === "own" && service ? ownSpan(values, service.durationMinutes) : null);
  const isWaiting = when?.kind === "session" && session !== undefined && isFull(session, Number(values.headCount) || 1);
  return { session, course, span, isWaiting };
};

/** Why it was refused, as long as the same is asked for. */
type Refusal = { of: string; objections: Objection[]; conflicts: string[] };
/** Where somebody else may have to be called: a trip, a child. */
const awayCategories: readonly ServiceLine["category"][] = ["activity", "childCare"];

const nothingRefused: Refusal = { of: "", objections: [], conflicts: [] };

const differing = (objections: readonly Objection[]): Objection[] => [
  ...new Map(objections.map((one) => [`${one.kind} ${one.words}`, one])).values(),
];

const headlineOf = (state: BookingState, waitingPlace: number | null): string =>
  state === "waiting" ? `排在候补第 ${waitingPlace ?? 1} 位` : "已约";

const BookingForm = (props: { initial: BookValues; onBooked(booked: Booked, values: BookValues): void }) => {
  const { initial } = props;
  const form = useEntryForm<BookValues>(initial, BookForm);
  const draft = useFormDraft("booking.book", form, initial);
  const book = useCommand("booking.book");
  const enrol = useCommand("booking.enrol");
  const services = useServices();
  const { today } = useMoment();
  const section = useRef<HTMLElement>(null);
  const [lastRefused, setRefused] = useState<Refusal | null>(null);
  const { values } = form;
  const service = services.find(({ id }) => id === values.service?.id);
  const chosen = useChosen(values, service);
  const judgement = useJudgement(values, service, chosen.span);
  const isAsked = chosen.span !== null && nameOf(values).trim() !== "";
  const asked = JSON.stringify([
    sentParty(values),
    values.service?.id,
    values.when,
    chosen.span,
    values.ownRoomId,
    values.ownProviderIds,
  ]);
  const refused = lastRefused?.of === asked ? lastRefused : nothingRefused;
  // What was refused may lie in a later lesson, which nobody judged beforehand.
  const objections = isAsked ? differing([...(judgement.data?.objections ?? []), ...refused.objections]) : [];

  useQuickAddAgain(
    "F3",
    useCallback(() => section.current?.querySelector<HTMLElement>("[data-first-field] input")?.focus(), []),
  );

  const chooseService = (next: ServiceLine | null) => {
    const isOwnAlways = next?.category === "room" || next?.category === "errand";
    form.setValues({
      service: next && { id: next.id, label: next.name },
      when: isOwnAlways ? { kind: "own" } : null,
      ownRoomId: next?.roomId ?? null,
      ownProviderIds: next?.providerIds ?? [],
    });
    form.clearFieldError("service");
    form.clearFieldError("when");
  };

  const takeRefusal = (reply: { code: string; details?: unknown }) => {
    setRefused({ of: asked, objections: objectionsIn(reply.details), conflicts: conflictWordsIn(reply.details) });
    if (reply.code === "NeedsOverruling")
      requestAnimationFrame(() => section.current?.querySelector<HTMLElement>("[data-overrule] input")?.focus());
  };

  const save = async (): Promise<Reply<unknown>> => {
    const { session, course, span, isWaiting } = chosen;
    if (!service || !span) {
      form.setFieldError(values.when?.kind === "own" ? "ownTo" : "when", "请核对时间");
      return { ok: false, code: "InvalidInput", fields: [] };
    }
    if (objections.length > 0 && values.overruleReason.trim() === "") {
      const fields = [{ path: "overruleReason", message: "要破例请写明理由" }];
      return { ok: false, code: "InvalidInput", fields };
    }
    const common = {
      name: nameOf(values),
      serviceName: service.name,
      bring: service.bring,
      price: [priceKindWords[service.priceKind], service.price].filter((part) => part !== "").join(" "),
      placeText: service.mode === "deliver" ? "上门" : (session?.roomName ?? ""),
    };
    if (course) {
      const reply = await enrol.run({ ...sentWanted(values), planId: course.planId });
      if (!reply.ok) takeRefusal(reply);
      else {
        draft.drop();
        const { id, lessonCount } = reply.value;
        const timeText = `${course.lessons[0]?.courseTitle ?? ""} 共 ${lessonCount} 节，${spanText(span, today)} 起`;
        props.onBooked({ ...common, id, headline: "已报名", timeText }, values);
      }
      return reply;
    }
    const sent = sentBooking(values, service, isWaiting);
    if (!sent) return { ok: false, code: "InvalidInput", fields: [] };
    const reply = await book.run(sent);
    if (!reply.ok) takeRefusal(reply);
    else {
      draft.drop();
      const { id, state, waitingPlace } = reply.value;
      const headline = headlineOf(state, waitingPlace);
      props.onBooked({ ...common, id, headline, timeText: spanText(span, today) }, values);
    }
    return reply;
  };

  const asksContact =
    values.whoKind === "resident" &&
    (values.contactName !== "" ||
      (service !== undefined && (awayCategories.includes(service.category) || service.mode === "deliver")));
  const action = chosen.course ? `报名 ${chosen.course.lessons.length} 节` : chosen.isWaiting ? "排候补" : "预约";
  const hasHeads = values.whoKind === "group" || (service !== undefined && service.maxHeadCount > 1);
  return (
    <div className="form-with-side">
      <section className="panel" ref={section}>
        <FormFrame
          form={form}
          label="约服务"
          onSave={save}
          saveButton={
            <Button type="submit" loading={book.isRunning || enrol.isRunning} rightSection={<kbd>Ctrl Enter</kbd>}>
              {action}
            </Button>
          }
        >
          <DraftOffer draft={draft} />
          <BookWho form={form} isOpening={nameOf(initial) === ""}>
            <ServicePicker
              autoFocus={nameOf(initial) !== ""}
              value={values.service}
              onChange={chooseService}
              error={form.errorOf("service")}
            />
          </BookWho>
          <div style={{ marginTop: "0.5rem" }}>
            <BookWhen form={form} service={service} />
          </div>
          {objections.length > 0 && (
            <div data-overrule style={{ marginTop: "0.5rem" }}>
              <TextInput
                label="破例的理由"
                required
                description={objections.map(({ words }) => words).join("；")}
                {...form.getInputProps("overruleReason")}
              />
            </div>
          )}
          {refused.conflicts.length > 0 && (
            <Alert color="red" mt="sm" title="这个时间占不到">
              {refused.conflicts.map((words) => (
                <Text size="sm" key={words}>
                  {words}
                </Text>
              ))}
            </Alert>
          )}
          <SimpleGrid cols={hasHeads ? 3 : 2} spacing="sm" verticalSpacing="xs" mt="xs">
            {hasHeads && <NumberInput label="来几个人" min={1} max={2000} {...form.getInputProps("headCount")} />}
            <Select label="怎么约的" data={channelOptions} allowDeselect={false} {...form.getInputProps("channel")} />
            {(values.whoKind === "group" || service?.category === "room") && (
              <TextInput label="用途" {...form.getInputProps("purpose")} />
            )}
            {asksContact && (
              <>
                <TextInput
                  label="联系人"
                  placeholder="本人联系不上时找谁，如 女儿小芳"
                  autoComplete="off"
                  {...form.getInputProps("contactName")}
                />
                <TextInput label="联系人电话" inputMode="tel" autoComplete="off" {...form.getInputProps("phone")} />
              </>
            )}
            <Textarea label="备注" rows={1} autosize maxRows={4} {...form.getInputProps("note")} />
          </SimpleGrid>
        </FormFrame>
      </section>
      <section className="panel" aria-label="核对">
        <JudgementPanel
          values={values}
          service={service}
          judgement={judgement}
          isAsked={isAsked}
          objections={objections}
        />
      </section>
    </div>
  );
};

const Address = z.object({ residentId: z.string().nullable().catch(null).default(null) });

/** Begins with whoever the address names: from a list of people somebody is booked for straight away. */
const useNamed = () => {
  const [{ residentId }, setAddress] = useAddress(Address);
  const resident = useResident("people.resident", { id: residentId ?? "" }, { isEnabled: residentId !== null });
  const { name, place } = resident.data ?? {};
  const named =
    residentId !== null && name !== undefined ? { id: residentId, label: name, detail: place?.label ?? "" } : null;
  return {
    key: residentId ?? "",
    isReading: residentId !== null && resident.isPending,
    values: named === null ? emptyBooking : { ...emptyBooking, resident: named },
    forget: useCallback(() => setAddress({ residentId: null }, { replaces: true }), [setAddress]),
  };
};

/** F3: somebody stands at the desk or is on the phone and wants to come. */
export const BookPage = () => {
  const named = useNamed();
  return <Booking key={named.key} named={named} />;
};

const Booking = ({ named }: { named: ReturnType<typeof useNamed> }) => {
  const [booked, setBooked] = useState<{ booked: Booked; values: BookValues } | null>(null);
  const [initial, setInitial] = useState<{ values: BookValues | null; round: number }>({ values: null, round: 0 });
  const begin = useCallback((values: BookValues) => {
    setBooked(null);
    setInitial(({ round }) => ({ values, round: round + 1 }));
  }, []);
  const { forget } = named;
  const onNext = useCallback(() => {
    begin(emptyBooking);
    forget();
  }, [begin, forget]);
  return (
    <Page title={booked === null ? "约服务" : "约好了"}>
      {booked === null && named.isReading ? (
        <Loader aria-label="正在读取" />
      ) : booked === null ? (
        <BookingForm
          key={initial.round}
          initial={initial.values ?? named.values}
          onBooked={(done, values) => setBooked({ booked: done, values })}
        />
      ) : (
        <BookedPanel booked={booked.booked} onNext={onNext} onSame={() => begin(bookingForSame(booked.values))} />
      )}
    </Page>
  );
};
