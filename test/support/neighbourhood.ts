import type { Desk } from "./test-core.ts";

/** Made-up people of a small estate, entered through the operations. */
export const addNeighbourhood = (desk: Desk) => {
  const gridId = desk.ok("people.addGrid", { name: "第一网格" }).id;
  const estateId = desk.ok("people.addEstate", { name: "幸福小区" }).id;
  const buildingId = desk.ok("people.addBuilding", { estateId, gridId, name: "3", unitCount: 2 }).id;
  const { units } = desk.ok("people.listPlaces", {});
  const unitId = units.find((unit) => unit.buildingId === buildingId && unit.name === "2单元")?.id ?? "";
  const householdId = desk.ok("people.addHousehold", { unitId, room: "501" }).id;
  const otherHouseholdId = desk.ok("people.addHousehold", { unitId, room: "1001" }).id;
  const zhangId = desk.ok("people.addResident", {
    name: "张晓梅",
    gender: "female",
    birthDate: "1958-03-08",
    phone: "138 1234 1234",
    householdId,
    relation: "户主",
    partyMember: "registered",
    audienceTags: [{ audience: "elder", source: "户籍", sinceDate: "2018-03-08" }],
  }).id;
  const liId = desk.ok("people.addResident", {
    name: "李建军",
    gender: "male",
    birthDate: "1956-06-01",
    phone: "13900005678",
    householdId,
    relation: "配偶",
  }).id;
  const organisationId = desk.ok("people.addOrganisation", {
    kind: "property",
    name: "安居物业",
    phone: "13700001111",
  }).id;
  const contactId = desk.ok("people.addContact", {
    organisationId,
    name: "王强",
    post: "项目经理",
    phone: "13600002222",
  }).id;
  return {
    gridId,
    estateId,
    buildingId,
    unitId,
    householdId,
    otherHouseholdId,
    zhangId,
    liId,
    organisationId,
    contactId,
  };
};
