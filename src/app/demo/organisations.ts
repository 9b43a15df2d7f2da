import { communityName, estatePlans, subdistrictName } from "./town.ts";

/** Who can be made responsible, by a short key that the stories use. */
export const organisationKeys = [
  "community",
  "office",
  "enforcement",
  "police",
  "traffic",
  "fire",
  "power",
  "water",
  "gas",
  "heat",
  "municipal",
  "greening",
  "sanitation",
  "market",
  "health",
  "insurance",
  "design",
  "school",
  "canteen",
  "repair",
  "volunteers",
  "socialWork",
  "mediation",
] as const;
export type OrganisationKey = (typeof organisationKeys)[number] | `property:${string}` | `owners:${string}`;

export type OrganisationKind =
  | "community"
  | "subdistrict"
  | "department"
  | "property"
  | "ownersCommittee"
  | "partner"
  | "merchant"
  | "social";

export type OrganisationPlan = {
  key: OrganisationKey;
  kind: OrganisationKind;
  name: string;
  address: string;
  posts: readonly string[];
  note?: string;
};

const gridWorkers = ["一", "二", "三", "四", "五", "六", "七", "八"].map((numeral) => `第${numeral}网格网格员`);

const community: OrganisationPlan = {
  key: "community",
  kind: "community",
  name: `${communityName}居民委员会`,
  address: "青禾路 1 号",
  posts: ["社区党委副书记", "社区居委会副主任", "民政委员", "综治委员", ...gridWorkers],
};

const others: readonly OrganisationPlan[] = [
  {
    key: "office",
    kind: "subdistrict",
    name: `${subdistrictName}办事处`,
    address: "云溪大街 18 号",
    posts: ["公共服务办公室主任", "城市更新办公室科员", "社区建设办公室科员"],
  },
  {
    key: "enforcement",
    kind: "subdistrict",
    name: `${subdistrictName}综合行政执法队`,
    address: "云溪大街 18 号",
    posts: ["副队长", "社区联络员"],
  },
  { key: "police", kind: "department", name: "云溪派出所", address: "云溪大街 22 号", posts: ["社区民警", "内勤"] },
  { key: "traffic", kind: "department", name: "区交警大队三中队", address: "环城路 60 号", posts: ["社区联络警官"] },
  { key: "fire", kind: "department", name: "云溪消防救援站", address: "环城路 72 号", posts: ["防火参谋"] },
  {
    key: "power",
    kind: "department",
    name: "供电公司云溪供电所",
    address: "云溪大街 40 号",
    posts: ["台区经理", "抢修班长"],
  },
  {
    key: "water",
    kind: "department",
    name: "自来水公司云溪营业所",
    address: "云溪大街 35 号",
    posts: ["片区经理", "维修班长"],
  },
  { key: "gas", kind: "department", name: "燃气公司云溪服务站", address: "云溪大街 37 号", posts: ["安检员", "站长"] },
  { key: "heat", kind: "department", name: "供热公司第四换热站", address: "青禾路 30 号", posts: ["站长", "维修班长"] },
  {
    key: "municipal",
    kind: "department",
    name: "区市政养护所",
    address: "环城路 8 号",
    posts: ["养护班长", "路灯管理员"],
  },
  { key: "greening", kind: "department", name: "区园林绿化所", address: "环城路 10 号", posts: ["片区养护员"] },
  { key: "sanitation", kind: "department", name: "区环卫所云溪分所", address: "环城路 12 号", posts: ["片区主管"] },
  { key: "market", kind: "department", name: "云溪市场监督管理所", address: "云溪大街 26 号", posts: ["网格监管员"] },
  {
    key: "health",
    kind: "department",
    name: "云溪社区卫生服务中心",
    address: "青禾路 15 号",
    posts: ["公共卫生科科长", "家庭医生团队长"],
  },
  {
    key: "insurance",
    kind: "department",
    name: "云溪便民服务中心",
    address: "云溪大街 20 号",
    posts: ["医保社保窗口负责人"],
  },
  {
    key: "design",
    kind: "partner",
    name: "市第二建筑设计院党支部",
    address: "环城路 100 号",
    posts: ["支部书记"],
    note: "包联单位",
  },
  {
    key: "school",
    kind: "partner",
    name: "云溪小学党支部",
    address: "青禾路 9 号",
    posts: ["支部委员"],
    note: "共建单位",
  },
  { key: "canteen", kind: "merchant", name: "青禾助餐点", address: "青禾路 3 号", posts: ["负责人"] },
  { key: "repair", kind: "merchant", name: "邻里便民维修铺", address: "青禾路 5 号", posts: ["店主"] },
  { key: "volunteers", kind: "social", name: "夕阳红志愿服务队", address: "青禾路 1 号", posts: ["队长"] },
  {
    key: "socialWork",
    kind: "social",
    name: "同行社会工作服务站",
    address: "青禾路 1 号",
    posts: ["站长", "驻点社工"],
  },
  { key: "mediation", kind: "social", name: "乐邻调解工作室", address: "青禾路 1 号", posts: ["人民调解员"] },
];

const properties: readonly OrganisationPlan[] = [...new Set(estatePlans.map(({ property }) => property))].map(
  (name) => ({
    key: `property:${name}`,
    kind: "property",
    name,
    address: "",
    posts: ["项目经理", "工程主管", "客服主管"],
  }),
);

/** The old estate is looked after by the community itself and has no committee of owners. */
const ownersCommittees: readonly OrganisationPlan[] = estatePlans
  .filter(({ name }) => name !== "机械厂家属院")
  .map(({ name }) => ({
    key: `owners:${name}`,
    kind: "ownersCommittee",
    name: `${name}业主委员会`,
    address: name,
    posts: ["业委会主任", "业委会委员"],
  }));

export const organisationPlans: readonly OrganisationPlan[] = [
  community,
  ...others,
  ...properties,
  ...ownersCommittees,
];
