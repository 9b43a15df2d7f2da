import { describe, expect, test } from "vitest";
import { contract } from "#app/contract.ts";
import { peopleContract } from "#features/people/contract.ts";
import { knownNames } from "#features/people/core/names.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";
import { openTestCore } from "../support/test-core.ts";

const start = () => {
  const core = openTestCore();
  const clerk = core.as("clerk");
  return { core, clerk, ids: addNeighbourhood(clerk) };
};

/** What the screen sends back when a person is changed: everything but the phone. */
const zhang = (ids: { zhangId: string; householdId: string }) => ({
  id: ids.zhangId,
  version: 1,
  name: "张晓梅",
  gender: "female" as const,
  birthDate: "1958-03-08",
  householdId: ids.householdId as string | null,
  relation: "户主",
  partyMember: "registered" as const,
  note: "",
  audienceTags: [{ audience: "elder" as const, source: "户籍", sinceDate: "2018-03-08" }],
});

describe("a resident", () => {
  test("stands with age, home and grid, the phone masked", () => {
    const { clerk, ids } = start();
    expect(clerk.ok("people.resident", { id: ids.zhangId })).toEqual({
      id: ids.zhangId,
      name: "张晓梅",
      gender: "female",
      birthDate: "1958-03-08",
      age: 68,
      maskedPhone: "138****1234",
      householdId: ids.householdId,
      place: expect.objectContaining({ label: "幸福小区3号楼2单元501室", gridId: ids.gridId }),
      gridName: "第一网格",
      relation: "户主",
      partyMember: "registered",
      note: "",
      movedOutDate: null,
      audienceTags: [{ audience: "elder", source: "户籍", sinceDate: "2018-03-08" }],
      isImporting: false,
      isErased: false,
      createdAt: "2026-11-20T01:00:00.000Z",
      version: 1,
    });
    expect(clerk.code("people.resident", { id: "x" })).toBe("NotFound");
    expect(
      clerk
        .ok("people.listHouseholdMembers", { householdId: ids.householdId })
        .residents.map((member) => [member.name, member.relation]),
    ).toEqual([
      ["张晓梅", "户主"],
      ["李建军", "配偶"],
    ]);
  });

  test("an unlikely day, an unknown home, a tag given twice and an ID number are refused beside their fields", () => {
    const { clerk, core } = start();
    const tag = { audience: "elder" as const, source: "户籍", sinceDate: "2026-11-20" };
    const fieldsOf = (input: object) => {
      const reply = clerk.raw("people.addResident", { name: "甲", ...input });
      return reply.ok ? "ok" : reply.fields?.map(({ path }) => path);
    };
    const rows = core.auditOf(() => {
      expect(fieldsOf({ birthDate: "2026-11-21" })).toEqual(["birthDate"]);
      expect(fieldsOf({ householdId: "x" })).toEqual(["householdId"]);
      expect(fieldsOf({ audienceTags: [tag, tag] })).toEqual(["audienceTags"]);
      expect(fieldsOf({ audienceTags: [{ ...tag, sinceDate: "2026-12-01" }] })).toEqual(["audienceTags.0.sinceDate"]);
      expect(fieldsOf({ note: "证件 11010519491231002X" })).toEqual(["note"]);
      expect(fieldsOf({ phone: "12345" })).toEqual(["phone"]);
      expect(fieldsOf({ name: "　" })).toEqual(["name"]);
    });
    expect(rows).toEqual([]);
  });

  test("a change keeps the phone that the form never saw, and says in words what changed", () => {
    const { clerk, core, ids } = start();
    core.advance({ minutes: 5 });
    expect(clerk.ok("people.changeResident", { ...zhang(ids), partyMember: "mobile", note: "常住女儿家" })).toEqual({
      id: ids.zhangId,
      version: 2,
    });
    expect(clerk.ok("people.revealPhone", { id: ids.zhangId, of: "resident" }).phone).toBe("13812341234");
    clerk.ok("people.changeResident", {
      ...zhang(ids),
      partyMember: "mobile",
      note: "常住女儿家",
      version: 2,
      phone: "13812345678",
    });
    expect(clerk.ok("people.revealPhone", { id: ids.zhangId, of: "resident" }).phone).toBe("13812345678");
    expect(clerk.ok("people.residentTimeline", { id: ids.zhangId }).events).toMatchObject([
      { kind: "added", recordedByName: "李秀英", changes: [] },
      {
        kind: "changed",
        changes: [
          { field: "partyMember", before: "在册党员", after: "流动党员" },
          { field: "note", before: "", after: "常住女儿家" },
        ],
      },
      { kind: "changed", changes: [{ field: "phone", before: "", after: "" }] },
    ]);
  });

  test("moving, moving out and taking that back stand in the timeline", () => {
    const { clerk, ids } = start();
    const person = { ...zhang(ids), householdId: ids.otherHouseholdId };
    clerk.ok("people.changeResident", person);
    clerk.ok("people.changeResident", { ...person, version: 2, movedOutDate: "2026-11-01" });
    const names = () => clerk.ok("people.listResidents", {}).residents.map(({ name }) => name);
    expect(names()).toEqual(["李建军"]);
    expect(clerk.ok("people.listResidents", { withMovedOut: true }).residents).toMatchObject([
      { name: "李建军", isMovedOut: false },
      { name: "张晓梅", isMovedOut: true },
    ]);
    expect(clerk.ok("people.listHouseholdMembers", { householdId: ids.otherHouseholdId }).residents).toEqual([]);
    clerk.ok("people.changeResident", { ...person, version: 3 });
    expect(names()).toEqual(["李建军", "张晓梅"]);
    const { events } = clerk.ok("people.residentTimeline", { id: ids.zhangId });
    expect(events.map(({ kind }) => kind)).toEqual(["added", "moved", "movedOut", "movedBack"]);
    expect(events[1]?.changes).toEqual([
      { field: "home", before: "幸福小区3号楼2单元501室", after: "幸福小区3号楼2单元1001室" },
    ]);
  });

  test("a save that changes nothing adds nothing to the timeline; a stale one is a conflict", () => {
    const { clerk, ids } = start();
    clerk.ok("people.changeResident", zhang(ids));
    expect(clerk.ok("people.residentTimeline", { id: ids.zhangId }).events).toHaveLength(1);
    expect(clerk.code("people.changeResident", zhang(ids))).toBe("Conflict");
    expect(clerk.code("people.changeResident", { ...zhang(ids), id: "x" })).toBe("NotFound");
    expect(clerk("people.changeResident", { ...zhang(ids), version: 2, householdId: "x" })).toMatchObject({
      code: "InvalidInput",
      fields: [{ path: "householdId" }],
    });
    expect(clerk("people.changeResident", { ...zhang(ids), version: 2, movedOutDate: "2026-12-01" })).toMatchObject({
      code: "InvalidInput",
      fields: [{ path: "movedOutDate" }],
    });
  });

  test("who looks like the same person is shown before saving", () => {
    const { clerk, ids } = start();
    const same = (name: string, phone: string, householdId: string | null) =>
      clerk.ok("people.findSameResidents", { name, phone, householdId }).residents.map((resident) => resident.name);
    expect(same("张晓梅", "", ids.householdId)).toEqual(["张晓梅"]);
    expect(same("张晓梅", "", null)).toEqual(["张晓梅"]);
    expect(same("张晓梅", "", ids.otherHouseholdId)).toEqual([]);
    expect(same("章小妹", "138-1234-1234", null)).toEqual(["张晓梅"]);
    expect(same("章小妹", "138", null)).toEqual([]);
  });
});

describe("people.listResidents", () => {
  test("pages by name and by address, each person once", () => {
    const { clerk, ids } = start();
    for (const [name, householdId] of [
      ["赵一", null],
      ["安二", ids.otherHouseholdId],
      ["安二", ids.householdId],
      ["钱三", null],
    ] as const)
      clerk.ok("people.addResident", { name, householdId });
    const pages = (order: "name" | "place") => {
      const seen: string[] = [];
      let after: { key: string; id: string } | null = null;
      do {
        const page: ReturnType<typeof ask> = ask(order, after);
        expect(page.residents.length).toBeLessThanOrEqual(2);
        seen.push(...page.residents.map(({ name, placeLabel }) => `${name} ${placeLabel.slice(-6)}`.trim()));
        after = page.nextAfter;
      } while (after);
      return seen;
    };
    const ask = (order: "name" | "place", after: { key: string; id: string } | null) =>
      clerk.ok("people.listResidents", { order, after, limit: 2 });
    expect(pages("name")).toEqual([
      "安二 元1001室",
      "安二 单元501室",
      "李建军 单元501室",
      "钱三",
      "张晓梅 单元501室",
      "赵一",
    ]);
    expect(pages("place").map((line) => line.split(" ")[0])).toEqual([
      "张晓梅",
      "李建军",
      "安二",
      "安二",
      "赵一",
      "钱三",
    ]);
  });

  test("filters by grid, building, group, party and what is typed", () => {
    const { clerk, ids } = start();
    clerk.ok("people.addResident", { name: "张三", phone: "13600004321" });
    const names = (filter: object) => clerk.ok("people.listResidents", filter).residents.map(({ name }) => name);
    expect(names({ gridId: ids.gridId })).toEqual(["李建军", "张晓梅"]);
    expect(names({ gridId: "x" })).toEqual([]);
    expect(names({ buildingId: ids.buildingId })).toEqual(["李建军", "张晓梅"]);
    expect(names({ buildingId: ids.buildingId, gridId: "x" })).toEqual([]);
    expect(names({ audience: "elder" })).toEqual(["张晓梅"]);
    expect(names({ partyMember: "registered" })).toEqual(["张晓梅"]);
    expect(names({ typed: "张" })).toEqual(["张三", "张晓梅"]);
    expect(names({ typed: "zxm" })).toEqual(["张晓梅"]);
    expect(names({ typed: "3-2-501" })).toEqual(["李建军", "张晓梅"]);
    expect(names({ typed: "4321" })).toEqual(["张三"]);
    expect(names({ typed: "张", gridId: ids.gridId })).toEqual(["张晓梅"]);
  });
});

describe("search", () => {
  test.each(["张晓", "zxm", "zhangxiaomei", "1234", "13812341234", "晓梅 3-2-501"])(
    "finds a resident by %s",
    (typed) => {
      const { clerk, ids } = start();
      expect(clerk.ok("people.findResidents", { typed }).choices).toMatchObject([
        {
          id: ids.zhangId,
          label: "张晓梅",
          detail: "幸福小区3号楼2单元501室 · 138****1234",
          maskedPhone: "138****1234",
          place: { householdId: ids.householdId },
        },
      ]);
    },
  );

  test("nothing typed offers nobody; an old name and an old phone no longer find", () => {
    const { clerk, ids } = start();
    expect(clerk.ok("people.findResidents", { typed: "" }).choices).toEqual([]);
    clerk.ok("people.changeResident", { ...zhang(ids), name: "张小梅", phone: "13512340000" });
    const found = (typed: string) => clerk.ok("people.findResidents", { typed }).choices.length;
    expect([found("张晓梅"), found("1234"), found("张小梅"), found("0000")]).toEqual([0, 0, 1, 1]);
  });

  test("the one search finds residents, organisations and contacts for a clerk, and nobody for a viewer", () => {
    const { clerk, core, ids } = start();
    const hits = (typed: string) => clerk.ok("system.search", { typed }).hits;
    expect(hits("lijianjun")).toEqual([
      { kind: "resident", id: ids.liId, title: "李建军", detail: "幸福小区3号楼2单元501室 · 139****5678" },
    ]);
    expect(hits("安居")).toEqual([
      { kind: "organisation", id: ids.organisationId, title: "安居物业", detail: "物业 · 137****1111" },
      { kind: "contact", id: ids.contactId, title: "王强", detail: "项目经理 · 安居物业 · 136****2222" },
    ]);
    expect(core.as("viewer").ok("system.search", { typed: "张晓梅" }).hits).toEqual([]);
  });
});

describe("privacy", () => {
  test("a phone leaves the core only by a command, which is logged", () => {
    const { clerk, core, ids } = start();
    let phone = "";
    const rows = core.auditOf(() => {
      phone = clerk.ok("people.revealPhone", { id: ids.liId, of: "resident" }).phone;
    });
    expect(phone).toBe("13900005678");
    expect(rows).toMatchObject([
      { operation: "people.revealPhone", accountId: core.accountIds.clerk, payload: { id: ids.liId, of: "resident" } },
    ]);
    expect(clerk.ok("people.revealPhone", { id: ids.contactId, of: "contact" }).phone).toBe("13600002222");
    expect(clerk.ok("people.revealPhone", { id: ids.organisationId, of: "organisation" }).phone).toBe("13700001111");
    expect(clerk.code("people.revealPhone", { id: ids.contactId, of: "resident" })).toBe("NotFound");
  });

  test("no other reply holds a whole number", () => {
    const { clerk, core, ids } = start();
    clerk.ok("people.changeResident", { ...zhang(ids), phone: "13812349999" });
    const secretary = core.as("secretary");
    secretary.ok("people.givePost", {
      post: "gridWorker",
      gridId: ids.gridId,
      residentId: ids.liId,
      fromDate: "2026-01-01",
    });
    const asked: Record<string, object> = {
      "people.listHouseholds": { unitId: ids.unitId },
      "people.findPlaces": { typed: "幸福" },
      "people.listGridPosts": { gridId: ids.gridId },
      "people.findResidents": { typed: "张" },
      "people.resident": { id: ids.zhangId },
      "people.listHouseholdMembers": { householdId: ids.householdId },
      "people.residentTimeline": { id: ids.zhangId },
      "people.findSameResidents": { name: "张晓梅", phone: "13812349999" },
      "people.findOrganisations": { typed: "" },
      "people.listContacts": { organisationId: ids.organisationId },
      "people.contact": { id: ids.contactId },
      "people.findContacts": { typed: "" },
      "people.eraseCheck": { id: ids.liId },
      "system.search": { typed: "张晓梅" },
    };
    const queries = Object.entries(peopleContract).filter(([, operation]) => operation.kind === "query");
    for (const [name] of [...queries, ["system.search"]]) {
      const desk = name === "people.eraseCheck" ? core.as("director") : secretary;
      const reply = desk.raw(String(name), asked[String(name)] ?? {});
      expect(reply.ok, String(name)).toBe(true);
      expect(JSON.stringify(reply), String(name)).not.toMatch(/(?<![\d-])\d{11}(?!\d)/);
      expect(JSON.stringify(reply).length, String(name)).toBeGreaterThan(60);
    }
  });

  test("whoever may only look sees the grids, and no person", () => {
    const { core } = start();
    const viewer = core.as("viewer");
    const open = ["people.listGrids"];
    for (const [name, operation] of Object.entries(peopleContract)) {
      const reply = viewer.raw(name, {});
      expect(reply.ok ? "ok" : reply.code, name).toBe(open.includes(name) ? "ok" : "NotAllowed");
      expect(contract[name as keyof typeof contract], name).toBe(operation);
    }
    expect(core.as("clerk").code("people.givePost", { post: "gridLeader", fromDate: "2026-01-01" })).toBe("NotAllowed");
    expect(core.as("clerk").code("people.endPost", { id: "x", version: 1, toDate: "2026-01-01" })).toBe("NotAllowed");
    expect(core.as("admin").code("people.listResidents", {})).toBe("NotAllowed");
  });

  test("the names that no public paper may show are those of residents and contacts", () => {
    const { core } = start();
    expect(knownNames(core.db)).toEqual(["张晓梅", "李建军", "王强"]);
  });
});
