/** What a made-up estate is like; decides who lives there and what goes wrong. */
export type Trait = "old" | "lift" | "modern";

export type EstatePlan = {
  name: string;
  traits: readonly Trait[];
  buildingCount: number;
  unitCount: number;
  floorCount: number;
  homesPerFloor: number;
  /** Into how many grids its buildings are divided. */
  gridCount: number;
  property: string;
};

export const communityName = "青禾社区";
export const subdistrictName = "云溪街道";

export const estatePlans: readonly EstatePlan[] = [
  {
    name: "机械厂家属院",
    traits: ["old"],
    buildingCount: 12,
    unitCount: 3,
    floorCount: 6,
    homesPerFloor: 2,
    gridCount: 1,
    property: "青禾社区物业服务站",
  },
  {
    name: "春晖小区",
    traits: ["old"],
    buildingCount: 16,
    unitCount: 4,
    floorCount: 6,
    homesPerFloor: 2,
    gridCount: 2,
    property: "春晖物业服务公司",
  },
  {
    name: "梧桐苑",
    traits: ["lift"],
    buildingCount: 14,
    unitCount: 2,
    floorCount: 11,
    homesPerFloor: 2,
    gridCount: 2,
    property: "和畅物业服务公司",
  },
  {
    name: "锦绣花园",
    traits: ["lift", "modern"],
    buildingCount: 8,
    unitCount: 2,
    floorCount: 20,
    homesPerFloor: 2,
    gridCount: 2,
    property: "锦绣物业服务公司",
  },
  {
    name: "书香里",
    traits: ["modern"],
    buildingCount: 8,
    unitCount: 5,
    floorCount: 6,
    homesPerFloor: 2,
    gridCount: 1,
    property: "和畅物业服务公司",
  },
];

export const gridNumerals = ["一", "二", "三", "四", "五", "六", "七", "八"] as const;

/** How much of the community is built: everything, or a corner of it for a quick look. */
export type DemoSize = { share: number; months: number };

export const wholeSize: DemoSize = { share: 1, months: 24 };

export const buildingCountOf = (plan: EstatePlan, { share }: DemoSize): number =>
  Math.max(1, Math.round(plan.buildingCount * share));

export const floorCountOf = (plan: EstatePlan, { share }: DemoSize): number =>
  share < 0.2 ? Math.min(plan.floorCount, 2) : plan.floorCount;
