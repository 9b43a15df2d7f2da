import type { CommandName } from "#base/contract.ts";
import type { Words } from "#base/words-of.ts";
import type { lotStates, stockKinds, supplyContract } from "./supply-contract.ts";

export const stockKindWords: Words<typeof stockKinds> = {
  refill: "补充",
  use: "领用",
  discard: "报废",
  count: "盘点",
  undo: "撤回",
};

export const lotStateWords: Words<typeof lotStates> = { fine: "", soon: "快到期", expired: "已过期" };

export const supplyRefusals = {
  SupplyNameTaken: "这个站点已有同名的物资，停用了的可以重新启用。",
  SupplyRetired: "这种物资已经停用，不能再补充。",
  UnitInUse: "已经有进出记录，单位不能再改；换了单位请另建一种物资。",
  StockNotEmpty: "账上还有，先领用、报废或盘点成零再停用。",
  NotEnoughStock: "账上没有这么多，没有登记。实物如果真有，请先盘点。",
  NotEnoughThen: "按那一天算，当时账上没有这么多，请看看日期。",
  OnlyExpiredLeft: "没过期的不够了，过期的不能领用，请先报废。",
  LotNotThere: "这个有效期的没有这么多，请看看有效期。",
  CountedSince: "之后已经盘点过，以盘点的数为准，不能再补记或撤回。",
  StockMoved: "同事刚刚记了一笔，账上的数变了，请看过再盘点。",
  DifferenceNeedsReason: "盘到的数和账上不一样，请写明原因。",
  AlreadyUndone: "这一笔已经撤回了。",
  UndoStands: "撤回本身不能再撤回，请重新登记一笔。",
  UsedSince: "这一批后来已经用掉，撤回会不够，请用盘点来改。",
};

export const supplyEventWords: Record<string, string> = {
  supplyAdded: "增加物资",
  supplyChanged: "修改物资",
};

export const supplyOperationWords: Record<CommandName<typeof supplyContract>, string> = {
  "stations.addSupply": "增加驿站物资",
  "stations.changeSupply": "修改驿站物资",
  "stations.refill": "补充物资",
  "stations.takeOut": "领用物资",
  "stations.discard": "报废物资",
  "stations.countStock": "盘点物资",
  "stations.undoStock": "撤回一笔物资",
};
