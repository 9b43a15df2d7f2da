import type { CommandName } from "#base/contract.ts";
import type { dinerContract } from "./diner-contract.ts";

export const dinerRefusals = {
  DinerKnown: "这位居民已经在订餐人里，停订了的可以恢复。",
  MealBasisNeeded: "这个类别要先写明凭什么，比如看过什么证明。",
  MealClassRetired: "这个补助类别已经停用，请选别的。",
  MealRetired: "这个餐次已经停用。",
  DinerEnded: "这位已经停订。要再订，请先恢复。",
  OrdersMeet: "和这位同一餐的另一条长期订餐碰到了同一天。请先结束那一条，或改周几、改日期。",
  OrderOver: "这条长期订餐在那一天之前已经结束。",
  PauseInPast: "暂停只能从今天或以后开始。",
  PauseOver: "这次暂停在那一天之前已经结束。",
};

export const dinerEventWords: Record<string, string> = {
  dinerAdded: "登记订餐人",
  dinerChanged: "修改订餐人",
  dinerMoved: "换补助类别",
  dinerEnded: "停订",
  dinerBack: "恢复订餐",
  orderAdded: "长期订餐",
  orderEnded: "结束长期订餐",
  paused: "暂停",
  pauseEnded: "结束暂停",
  dayChanged: "单日加退",
  lateChange: "截止后加退",
  phoneRevealed: "查看电话",
};

export const dinerOperationWords: Record<CommandName<typeof dinerContract>, string> = {
  "meals.addDiner": "登记订餐人",
  "meals.changeDiner": "修改订餐人",
  "meals.endDiner": "停订",
  "meals.takeDinerBack": "恢复订餐",
  "meals.addOrder": "登记长期订餐",
  "meals.endOrder": "结束长期订餐",
  "meals.addPause": "暂停订餐",
  "meals.endPause": "结束暂停",
};
