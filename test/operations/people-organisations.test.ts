import { describe, expect, test } from "vitest";
import { contactsById, organisationsById } from "#features/people/core/organisation-store.ts";
import { addNeighbourhood } from "../support/neighbourhood.ts";
import { openTestCore } from "../support/test-core.ts";

const start = () => {
  const core = openTestCore();
  const clerk = core.as("clerk");
  return { core, clerk, secretary: core.as("secretary"), ids: addNeighbourhood(clerk) };
};

describe("an organisation", () => {
  test("is listed with how many contacts it has", () => {
    const { clerk, ids } = start();
    expect(clerk.ok("people.listOrganisations", {}).organisations).toEqual([
      {
        id: ids.organisationId,
        kind: "property",
        name: "安居物业",
        maskedPhone: "137****1111",
        address: "",
        note: "",
        isRetired: false,
        version: 1,
        contactCount: 1,
      },
    ]);
  });

  test("changes without its phone, and is found by its new name, as are its people", () => {
    const { clerk, ids } = start();
    const change = {
      id: ids.organisationId,
      kind: "property" as const,
      name: "和美物业",
      isRetired: false,
      version: 1,
    };
    expect(clerk.ok("people.changeOrganisation", change)).toEqual({ id: ids.organisationId, version: 2 });
    expect(clerk.ok("people.revealPhone", { id: ids.organisationId, of: "organisation" }).phone).toBe("13700001111");
    expect(clerk.ok("people.findOrganisations", { typed: "hmwy" }).choices).toEqual([
      { id: ids.organisationId, label: "和美物业", detail: "物业" },
    ]);
    expect(clerk.ok("people.findContacts", { typed: "和美" }).choices).toMatchObject([{ label: "王强" }]);
    expect(clerk.ok("people.findContacts", { typed: "安居" }).choices).toEqual([]);
    expect(clerk.code("people.changeOrganisation", change)).toBe("Conflict");
    expect(clerk.code("people.changeOrganisation", { ...change, id: "x", name: "甲" })).toBe("NotFound");
  });

  test("has a name of its own", () => {
    const { clerk } = start();
    expect(clerk.code("people.addOrganisation", { kind: "merchant", name: "安居物业" })).toBe("NameTaken");
    const id = clerk.ok("people.addOrganisation", { kind: "merchant", name: "早点铺" }).id;
    const change = { id, kind: "merchant" as const, name: "安居物业", isRetired: false, version: 1 };
    expect(clerk.code("people.changeOrganisation", change)).toBe("NameTaken");
  });

  test("a retired one is no longer offered, and stays in the records", () => {
    const { clerk, core, ids } = start();
    const change = { id: ids.organisationId, kind: "property" as const, name: "安居物业", isRetired: true, version: 1 };
    clerk.ok("people.changeOrganisation", change);
    expect(clerk.ok("people.findOrganisations", { typed: "" }).choices).toEqual([]);
    expect(clerk.ok("people.findOrganisations", { typed: "安居" }).choices).toEqual([]);
    expect(clerk.ok("people.findContacts", { typed: "" }).choices).toEqual([]);
    expect(clerk.ok("people.findContacts", { typed: "王强" }).choices).toEqual([]);
    expect(clerk.ok("people.listOrganisations", {}).organisations).toEqual([]);
    expect(clerk.ok("people.listOrganisations", { withRetired: true }).organisations).toHaveLength(1);
    expect([...organisationsById(core.db, [ids.organisationId]).values()]).toEqual([
      { id: ids.organisationId, name: "安居物业", kind: "property" },
    ]);
  });
});

describe("a contact", () => {
  test("who is a resident as well is called on the resident's phone", () => {
    const { clerk, core, ids } = start();
    const id = clerk.ok("people.addContact", {
      organisationId: ids.organisationId,
      residentId: ids.liId,
      name: "李建军",
      post: "楼长",
    }).id;
    expect(clerk.ok("people.contact", { id })).toMatchObject({
      residentName: "李建军",
      organisationName: "安居物业",
      maskedPhone: "139****5678",
    });
    expect(contactsById(core.db, [id]).get(id)).toMatchObject({ phone: "13900005678", organisationName: "安居物业" });
    clerk.ok("people.changeContact", { id, residentId: null, name: "李建军", isRetired: false, version: 1 });
    expect(clerk.ok("people.contact", { id })).toMatchObject({ residentName: "", maskedPhone: "" });
  });

  test("is offered by the organisation, by name and by post", () => {
    const { clerk, ids } = start();
    const other = clerk.ok("people.addOrganisation", { kind: "department", name: "环卫所" }).id;
    clerk.ok("people.addContact", { organisationId: other, name: "王芳", post: "班长" });
    const names = (input: { typed?: string; organisationId?: string }) =>
      clerk.ok("people.findContacts", input).choices.map(({ label }) => label);
    expect(names({})).toEqual(["王强", "王芳"]);
    expect(names({ organisationId: other })).toEqual(["王芳"]);
    expect(names({ typed: "王", organisationId: other })).toEqual(["王芳"]);
    expect(names({ typed: "wq" })).toEqual(["王强"]);
    expect(names({ typed: "班长" })).toEqual(["王芳"]);
    expect(clerk.ok("people.findContacts", { typed: "王强" }).choices).toEqual([
      {
        id: ids.contactId,
        label: "王强",
        detail: "项目经理 · 安居物业",
        organisationId: ids.organisationId,
        organisationName: "安居物业",
        post: "项目经理",
      },
    ]);
  });

  test("keeps a phone that the form never saw, and leaves when retired", () => {
    const { clerk, ids } = start();
    const change = { id: ids.contactId, residentId: null, name: "王强", post: "副经理", isRetired: true, version: 1 };
    expect(clerk.ok("people.changeContact", change)).toEqual({ id: ids.contactId, version: 2 });
    expect(clerk.ok("people.revealPhone", { id: ids.contactId, of: "contact" }).phone).toBe("13600002222");
    expect(clerk.ok("people.listContacts", { organisationId: ids.organisationId }).contacts).toEqual([]);
    expect(
      clerk.ok("people.listContacts", { organisationId: ids.organisationId, withRetired: true }).contacts,
    ).toMatchObject([{ post: "副经理", isRetired: true }]);
    expect(clerk.code("people.changeContact", change)).toBe("Conflict");
    expect(clerk.code("people.changeContact", { ...change, id: "x" })).toBe("NotFound");
    expect(clerk.code("people.contact", { id: "x" })).toBe("NotFound");
  });

  test("belongs to an organisation that exists, and is a resident that exists", () => {
    const { clerk, ids } = start();
    const contact = { organisationId: ids.organisationId, name: "甲" };
    expect(clerk("people.addContact", { ...contact, organisationId: "x" })).toMatchObject({
      code: "InvalidInput",
      fields: [{ path: "organisationId" }],
    });
    const fields = [{ path: "residentId" }];
    expect(clerk("people.addContact", { ...contact, residentId: "x" })).toMatchObject({ fields });
    const change = { id: ids.contactId, residentId: "x", name: "王强", isRetired: false, version: 1 };
    expect(clerk("people.changeContact", change)).toMatchObject({ fields });
  });
});

describe("a grid", () => {
  test("is listed with its size and its people of today", () => {
    const { core, clerk, secretary, ids } = start();
    secretary.ok("people.givePost", {
      post: "gridLeader",
      gridId: ids.gridId,
      contactId: ids.contactId,
      fromDate: "2026-01-01",
    });
    const worker = { post: "gridWorker" as const, gridId: ids.gridId, residentId: ids.liId, fromDate: "2026-11-21" };
    const postId = secretary.ok("people.givePost", worker).id;
    const grid = { id: ids.gridId, householdCount: 2, residentCount: 2, buildingCount: 1, leaderNames: ["王强"] };
    expect(clerk.ok("people.listGrids", {}).grids).toMatchObject([{ ...grid, workerNames: [] }]);
    core.advance({ days: 1 });
    expect(core.as("clerk").ok("people.listGrids", {}).grids).toMatchObject([{ ...grid, workerNames: ["李建军"] }]);
    core.as("secretary").ok("people.endPost", { id: postId, version: 1, toDate: "2026-11-21" });
    expect(core.as("clerk").ok("people.listGrids", {}).grids).toMatchObject([{ workerNames: ["李建军"] }]);
    core.advance({ days: 1 });
    expect(core.as("clerk").ok("people.listGrids", {}).grids).toMatchObject([{ workerNames: [] }]);
  });

  test("its posts stand with those of its buildings and units, ended ones when asked", () => {
    const { secretary, ids } = start();
    const give = (post: "gridLeader" | "buildingLeader" | "unitLeader", at: object) =>
      secretary.ok("people.givePost", { post, residentId: ids.liId, fromDate: "2026-01-01", ...at }).id;
    const leader = give("gridLeader", { gridId: ids.gridId });
    give("buildingLeader", { buildingId: ids.buildingId });
    give("unitLeader", { unitId: ids.unitId });
    secretary.ok("people.endPost", { id: leader, version: 1, toDate: "2026-06-30" });
    const posts = (input: object) =>
      secretary.ok("people.listGridPosts", input).posts.map(({ post, placeLabel }) => `${post} ${placeLabel}`);
    const below = ["buildingLeader 幸福小区3号楼", "unitLeader 幸福小区3号楼2单元"];
    expect(posts({ gridId: ids.gridId })).toEqual(below);
    expect(posts({ buildingId: ids.buildingId })).toEqual(below);
    expect(posts({ gridId: ids.gridId, withEnded: true })).toEqual([...below, "gridLeader 第一网格"]);
    expect(secretary.ok("people.listGridPosts", { buildingId: ids.buildingId }).posts[0]).toMatchObject({
      holderName: "李建军",
      holderDetail: "幸福小区3号楼2单元501室",
      fromDate: "2026-01-01",
      toDate: null,
    });
  });

  test("a post is refused for what it lacks", () => {
    const { secretary, ids } = start();
    const post = { post: "gridLeader" as const, gridId: ids.gridId, residentId: ids.liId, fromDate: "2026-01-01" };
    expect(secretary.code("people.givePost", { ...post, residentId: null })).toBe("PostNeedsPlaceAndHolder");
    expect(secretary.code("people.givePost", { ...post, post: "unitLeader" })).toBe("PostDoesNotFitPlace");
    expect(secretary.code("people.givePost", { ...post, residentId: "x" })).toBe("NotFound");
    expect(secretary.code("people.givePost", { ...post, gridId: "x" })).toBe("NotFound");
    const id = secretary.ok("people.givePost", post).id;
    expect(secretary.code("people.givePost", post)).toBe("PostAlreadyHeld");
    expect(secretary.code("people.endPost", { id, version: 1, toDate: "2025-12-31" })).toBe("PostEndsBeforeStart");
    expect(secretary.code("people.endPost", { id, version: 7, toDate: "2026-06-30" })).toBe("Conflict");
    expect(secretary.code("people.endPost", { id: "x", version: 1, toDate: "2026-06-30" })).toBe("NotFound");
    secretary.ok("people.endPost", { id, version: 1, toDate: "2026-06-30" });
    expect(secretary.code("people.endPost", { id, version: 2, toDate: "2026-07-30" })).toBe("PostIsOver");
    expect(secretary.code("people.givePost", { ...post, fromDate: "2026-07-01" })).toBe("ok");
  });

  test("has a name of its own", () => {
    const { clerk, ids } = start();
    expect(clerk.code("people.addGrid", { name: "第一网格" })).toBe("NameTaken");
    const id = clerk.ok("people.addGrid", { name: "第二网格" }).id;
    expect(clerk.code("people.changeGrid", { id, name: "第一网格", version: 1 })).toBe("NameTaken");
    expect(clerk.ok("people.changeGrid", { id, name: "红心网格", version: 1 }).version).toBe(2);
    expect(clerk.code("people.changeGrid", { id, name: "红心网格", version: 1 })).toBe("Conflict");
    expect(clerk.code("people.changeGrid", { id: "x", name: "甲", version: 1 })).toBe("NotFound");
    expect(clerk.ok("people.listGrids", {}).grids.map(({ name }) => name)).toEqual(["第一网格", "红心网格"]);
    expect(ids.gridId).not.toBe(id);
  });
});
