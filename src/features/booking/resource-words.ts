import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { providerKinds, resourceContract, resourceKinds } from "./resource-contract.ts";

export const resourceKindWords: Words<typeof resourceKinds> = {
  room: "功能室",
  equipment: "设备",
  provider: "服务提供者",
};

export const providerKindWords: Words<typeof providerKinds> = {
  unit: "单位",
  contact: "单位的人",
  resident: "居民",
  named: "其他",
};

export const resourceRefusals = {
  RoomNameTaken: "已有同名的功能室。",
  EquipmentNameTaken: "已有同名的设备。",
  ProviderNeedsOne: "请在单位、单位的人、居民、姓名里选填一项。",
  ProviderKnown: "这位已经在名单里，停用了的可以重新启用。",
};

export const resourceOperationWords: Record<CommandName<typeof resourceContract>, string> = {
  "booking.addRoom": "增加功能室",
  "booking.changeRoom": "修改功能室",
  "booking.addEquipment": "增加设备",
  "booking.changeEquipment": "修改设备",
  "booking.addProvider": "增加服务提供者",
  "booking.changeProvider": "修改服务提供者",
};
