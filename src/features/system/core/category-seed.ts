import type { WritableDatabase } from "#core/database.ts";
import { insertCategory } from "./category-store.ts";

/** What a community hears, in two levels: a list to begin with, until the centre brings its own. */
export const seedCategories: readonly (readonly [string, readonly string[]])[] = [
  ["物业服务", ["保洁保安", "收费与公示", "装修管理", "维修不及时", "维修资金", "物业选聘与业委会"]],
  ["房屋设施", ["电梯", "渗漏", "下水管道", "楼道灯", "门禁对讲", "无障碍与扶手", "加装电梯", "老旧小区改造"]],
  ["水电气热", ["供水", "供电", "燃气", "供暖", "通信网络"]],
  ["停车与交通", ["乱停占道", "停车位", "消防通道", "电动自行车", "充电桩", "道路坑洼", "路灯", "公交出行"]],
  ["环境卫生", ["垃圾清运", "分类投放点", "楼道堆物", "蚊虫鼠害", "污水异味", "其他环境问题"]],
  ["园林绿化", ["树木修剪", "毁绿种菜", "绿地补种", "花坛与景观"]],
  ["噪声扰民", ["广场舞", "装修噪声", "邻里噪声", "商铺与施工", "设备噪声"]],
  ["文明养宠", ["遛狗不牵绳", "犬吠与流浪动物", "粪便清理", "办证与免疫"]],
  ["邻里与家庭", ["楼上漏水", "公共空间争议", "家庭矛盾", "租房纠纷", "其他邻里纠纷"]],
  ["安全与治安", ["消防隐患", "高空抛物", "监控与巡逻", "防诈骗", "违法建设", "电动车与盗窃", "流动人口"]],
  ["为老助残", ["居家养老", "助餐", "津贴与证件", "适老化改造", "残疾人服务", "探访关爱"]],
  ["民生保障", ["低保救助", "医保社保", "就业", "证明办理", "入学与托管", "住房保障", "食品与消费"]],
  ["社区活动", ["活动场地", "志愿与党群", "文体活动", "表扬感谢", "社区工作建议"]],
];

const twoDigits = (index: number) => String(index + 1).padStart(2, "0");

/** The letter keeps these codes apart from those of an official list that comes later. */
export const addSeedCategories = (db: WritableDatabase): void => {
  seedCategories.forEach(([top, names], at) => {
    const parentCode = `S${twoDigits(at)}`;
    insertCategory(db, { code: parentCode, parentCode: null, level: 1, name: top, path: top, importId: null });
    names.forEach((name, place) => {
      const code = `${parentCode}-${twoDigits(place)}`;
      insertCategory(db, { code, parentCode, level: 2, name, path: `${top} / ${name}`, importId: null });
    });
  });
};
