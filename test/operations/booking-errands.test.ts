import { describe, expect, test } from "vitest";
import { errandContract } from "#features/booking/errand-contract.ts";
import { addProvider, addResident, addService, openBooking, spanOn } from "../support/booking.ts";
import { auditedBy, closedTo, commandsOf, fieldsOf, namesByNeed, refusalOf } from "../support/council.ts";

const codeOf = (...asked: Parameters<typeof refusalOf>) => refusalOf(...asked).code;

const openErrand = () => {
  const centre = openBooking();
  const { clerk, secretary } = centre;
  const goer = addProvider(secretary, "小周", "帮办代办");
  const serviceId = addService(secretary, { name: "代办医保", category: "errand", placeCount: 1 });
  const own = {
    serviceId,
    ...spanOn("2026-11-24", "09:00", "11:00"),
    roomId: null,
    providerIds: [goer],
    equipment: [],
  };
  const residentId = addResident(clerk, "赵大妈");
  const { id: bookingId } = clerk.ok("booking.book", { own, residentId });
  return { ...centre, bookingId, serviceId };
};
type Opened = ReturnType<typeof openErrand>;
const errandOf = ({ clerk, bookingId }: Opened) => clerk.ok("booking.errand", { bookingId });
const listed = ({ clerk }: Opened, isOver = false) => clerk.ok("booking.listErrands", { isOver });

describe("an errand", () => {
  test("says what is done for whom, where, and who goes", () => {
    const opened = openErrand();
    const { clerk, bookingId } = opened;
    expect(errandOf(opened)).toMatchObject({
      version: 0,
      name: "赵大妈",
      detail: "70 岁",
      providerNames: ["小周"],
      matter: "",
      heldCount: 0,
    });
    const said = { bookingId, matter: "城乡居民医保续费", office: "区医保大厅" };
    clerk.ok("booking.describeErrand", { ...said, version: 0 });
    expect(codeOf(clerk, "booking.describeErrand", { ...said, version: 0 })).toBe("Conflict");
    expect(fieldsOf(clerk, "booking.describeErrand", { ...said, version: 1, matter: " " })).toEqual(["matter"]);
    expect(errandOf(opened)).toMatchObject({ version: 1, matter: "城乡居民医保续费", office: "区医保大厅" });
    expect(listed(opened)).toMatchObject({ errands: [{ bookingId }], heldCount: 0, isCut: false });
    expect(listed(opened, true).errands).toEqual([]);
  });

  test("keeps count of each paper until it is back, even after it is done", () => {
    const opened = openErrand();
    const { clerk, bookingId, test: core } = opened;
    clerk.ok("booking.receiveDocuments", { bookingId, names: ["医保卡", "户口本"] });
    const [card, book] = errandOf(opened).documents;
    expect(errandOf(opened)).toMatchObject({
      heldCount: 2,
      documents: [{ name: "医保卡", returnedAt: null }, { name: "户口本" }],
    });
    core.advance({ days: 5 });
    const arrived = clerk.ok("booking.checkIn", { id: bookingId, version: 1 });
    clerk.ok("booking.markServed", { id: arrived.id, version: arrived.version });
    clerk.ok("booking.returnDocuments", { bookingId, documentIds: [card?.id ?? ""] });
    expect(codeOf(clerk, "booking.returnDocuments", { bookingId, documentIds: [card?.id] })).toBe("DocumentNotHere");
    expect(listed(opened)).toMatchObject({ errands: [{ state: "served", heldCount: 1 }], heldCount: 1 });
    clerk.ok("booking.returnDocuments", { bookingId, documentIds: [book?.id ?? ""], returnedTo: "女儿" });
    expect(listed(opened)).toMatchObject({ errands: [], heldCount: 0 });
    expect(listed(opened, true).errands).toMatchObject([{ documents: [{}, { returnedTo: "女儿" }] }]);
    expect(clerk.ok("booking.booking", { id: bookingId }).events.at(-1)).toMatchObject({
      kind: "documentsReturned",
      reason: "户口本，女儿取走",
    });
  });

  test("that is called off still gives the papers back, and takes no more", () => {
    const opened = openErrand();
    const { clerk, bookingId } = opened;
    clerk.ok("booking.receiveDocuments", { bookingId, names: ["医保卡"] });
    clerk.ok("booking.cancelBooking", { id: bookingId, version: 1, reason: "自己去办了" });
    expect(codeOf(clerk, "booking.receiveDocuments", { bookingId, names: ["户口本"] })).toBe("NotAnErrand");
    expect(codeOf(clerk, "booking.describeErrand", { bookingId, version: 0, matter: "续费" })).toBe("NotAnErrand");
    expect(listed(opened).errands).toMatchObject([{ state: "cancelled", heldCount: 1 }]);
    clerk.ok("booking.returnDocuments", { bookingId, documentIds: [errandOf(opened).documents[0]?.id ?? ""] });
    expect(listed(opened).errands).toEqual([]);
  });

  test("is authorised on paper once it says what for", () => {
    const opened = openErrand();
    const { clerk, bookingId } = opened;
    expect(codeOf(clerk, "booking.printAuthorisation", { bookingId })).toBe("ErrandNeedsMatter");
    clerk.ok("booking.describeErrand", { bookingId, version: 0, matter: "续费" });
    expect(clerk.ok("booking.printAuthorisation", { bookingId }).code).toMatch(/^[2-9A-Z]{5}$/);
  });

  test("is a booking of such a service, and no other", () => {
    const opened = openErrand();
    const { clerk, secretary } = opened;
    const other = addService(secretary, { name: "量血压", category: "health" });
    const session = clerk.ok("booking.addSession", {
      serviceId: other,
      ...spanOn("2026-11-24", "14:00", "15:00"),
      placeCount: 1,
    });
    const { id: bookingId } = clerk.ok("booking.book", { sessionId: session.id, name: "李女士" });
    expect(codeOf(clerk, "booking.errand", { bookingId })).toBe("NotFound");
    expect(codeOf(clerk, "booking.describeErrand", { bookingId, version: 0, matter: "x" })).toBe("NotAnErrand");
    expect(codeOf(clerk, "booking.describeErrand", { bookingId: "x", version: 0, matter: "x" })).toBe("NotFound");
    expect(listed(opened).errands).toHaveLength(1);
  });
});

test("who may, and every command is in the books", () => {
  expect(Object.keys(namesByNeed(errandContract))).toEqual(["clerk"]);
  const opened = openErrand();
  expect(closedTo(opened, errandContract)).toMatchObject({ viewer: 6, clerk: 0 });
  const audited = auditedBy(opened, errandContract, () => {
    const { clerk, bookingId } = opened;
    clerk.ok("booking.describeErrand", { bookingId, version: 0, matter: "续费" });
    clerk.ok("booking.receiveDocuments", { bookingId, names: ["医保卡"] });
    clerk.ok("booking.returnDocuments", { bookingId, documentIds: [errandOf(opened).documents[0]?.id ?? ""] });
    clerk.ok("booking.printAuthorisation", { bookingId });
  });
  expect(audited).toEqual(commandsOf(errandContract));
});
