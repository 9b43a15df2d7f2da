import type { CommandName, FailOf } from "#base/contract.ts";
import type { peopleContract } from "./contract.ts";
import type { gridPosts } from "./grid-contract.ts";
import type { organisationKinds } from "./organisation-contract.ts";
import type { audiences, genders, partyMemberKinds, residentFields } from "./resident-contract.ts";

type Fails = { [N in keyof typeof peopleContract]: FailOf<(typeof peopleContract)[N]> }[keyof typeof peopleContract];

export const peopleRefusals: Record<Fails, string> = {
  NameTaken: "没有保存：同一处已有这个名称，请换一个，或直接选用已有的。",
  PostNeedsPlaceAndHolder: "没有保存：请选好一处网格、楼栋或单元，再选一位任职的人。",
  PostDoesNotFitPlace: "没有保存：网格长、网格员属于网格，楼栋小组长属于楼栋，单元长属于单元。",
  PostAlreadyHeld: "没有保存：这个人已经担任这一职务。",
  PostEndsBeforeStart: "没有保存：卸任日期不能早于任职日期。",
  PostIsOver: "没有保存：这一任已经结束。",
  PersonStillNeeded: "还有事没有了结，现在不能抹去。",
};

export const genderWords: Record<(typeof genders)[number], string> = { male: "男", female: "女" };

/** 一老一小一困 */
export const audienceWords: Record<(typeof audiences)[number], string> = {
  elder: "老年人",
  child: "儿童",
  hardship: "困难群众",
};

export const partyMemberWords: Record<(typeof partyMemberKinds)[number], string> = {
  registered: "在册党员",
  workplace: "在职党员",
  newSector: "两新党员",
  mobile: "流动党员",
  partner: "共建单位党员",
};

export const organisationKindWords: Record<(typeof organisationKinds)[number], string> = {
  community: "社区",
  subdistrict: "街道",
  department: "部门",
  property: "物业",
  ownersCommittee: "业委会",
  partner: "共建/包联单位",
  merchant: "商户",
  social: "社会组织",
};

export const gridPostWords: Record<(typeof gridPosts)[number], string> = {
  gridLeader: "网格长",
  gridWorker: "网格员",
  buildingLeader: "楼栋小组长",
  unitLeader: "单元长",
};

export const residentFieldWords: Record<(typeof residentFields)[number], string> = {
  name: "姓名",
  gender: "性别",
  birthDate: "出生日期",
  phone: "电话",
  home: "住址",
  relation: "与户主关系",
  partyMember: "党员身份",
  audienceTags: "一老一小一困",
  note: "备注",
  movedOutDate: "迁出日期",
};

export const residentEventWords: Record<string, string> = {
  added: "登记",
  imported: "导入",
  changed: "修改",
  moved: "变更住址",
  movedOut: "迁出",
  erased: "抹去个人信息",
  movedBack: "撤销迁出",
};

export const gridSizeWords = {
  small: "不足 300 户",
  large: "超过 500 户",
} as const;

/** What a person did, as the audit log names it. */
export const peopleOperationWords: Record<CommandName<typeof peopleContract>, string> = {
  "people.addGrid": "添加网格",
  "people.changeGrid": "修改网格",
  "people.givePost": "任命网格岗位",
  "people.endPost": "结束网格岗位",
  "people.addOrganisation": "添加单位",
  "people.changeOrganisation": "修改单位",
  "people.addContact": "添加联系人",
  "people.changeContact": "修改联系人",
  "people.addEstate": "添加小区",
  "people.changeEstate": "修改小区",
  "people.addBuilding": "添加楼栋",
  "people.changeBuilding": "修改楼栋",
  "people.addUnit": "添加单元",
  "people.changeUnit": "修改单元",
  "people.addHousehold": "添加户",
  "people.changeHousehold": "修改户",
  "people.addPlace": "添加地址",
  "people.addResident": "登记居民",
  "people.changeResident": "修改居民",
  "people.revealPhone": "查看电话",
  "people.eraseResident": "抹去个人信息",
};
