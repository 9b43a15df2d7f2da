import type { urgencies } from "./appeal-contract.ts";
import type { Track } from "./task-contract.ts";

type Urgency = (typeof urgencies)[number];

export const sorterRules = ["danger", "manyParties", "platform", "ownHands", "sameKind", "several", "nothing"] as const;
export type SorterRule = (typeof sorterRules)[number];

/** Why a rule points where it points, for whoever reads the proposal. */
export const sorterRuleWords: Record<SorterRule, string> = {
  danger: "危及人身和财产安全，马上到场",
  manyParties: "要花大家的钱、用公共空间，或牵涉几方，须先议",
  platform: "要到办事平台上替居民办",
  ownHands: "一个单位自己就能动手",
  sameKind: "同一类以前多半这样办",
  several: "好几户反映同一件事，先议清楚",
  nothing: "没有说到能判断的话，按来处",
};

export type Proposal = {
  track: Track;
  rule: SorterRule;
  /** The words of the matter that the rule went by. */
  mentioned: string[];
  urgency: Urgency | null;
};

/** What was done with matters of the same category, by the track of their tasks. */
export type TrackHistory = Readonly<Record<Track, number>>;

/*
 * House lists of words, kept in the order in which they are asked. A word stands in the first list in which it
 * decides; what two lists claim (a lift that is stuck, a lift that is to be built) is told apart by the longer word.
 */
const danger =
  /(?:燃气|煤气|天然气)(?:泄漏|漏气|味)|漏电|触电|电线(?:掉|断|裸露)|着火|起火|冒烟|火灾|困(?:在)?电梯|电梯(?:困人|坠)|坍塌|要塌|倒塌|掉砖|外墙(?:脱落|掉)|(?:瓷砖|墙皮|玻璃|招牌|广告牌)(?:要)?(?:脱落|掉下来|坠落)|井盖(?:丢|没|缺|掉)|路面塌陷|爆管|水管爆|轻生|走失/gu;
const manyParties =
  /维修资金|公共收益|物业费|收费标准|停车|车位(?:分配|不够|紧张|划|增加|改造)|(?:加装|增设|新装)电梯|充电(?:桩|棚|车棚)|车棚|(?:选聘|更换|换|解聘)物业|业(?:主)?委会(?:换届|选举|成立)|公共(?:区域|空间|部位|场地)|改造(?:方案|意见)|广场舞|噪音|噪声|扰民|油烟|邻里|纠纷|矛盾|占(?:用)?(?:道|绿地|楼道|公共)|毁绿|种菜|养(?:犬|狗|鸽|鸡)|遛狗|分摊|摊派|集资|筹资|表决|征求意见|协商|公约|门禁(?:方案|系统改造|安装)|封闭管理|健身器材(?:选址|加装|增设)|垃圾(?:桶|站|房|分类点)(?:选址|位置|迁|移|设)|私搭|违建|晾(?:晒|衣)(?:架|区|场)|楼道堆/gu;
const platform =
  /医保|社保|养老(?:金|保险|认证|待遇)|资格认证|居住证|户口|身份证(?:办理|补办|换)|老年(?:证|卡|优待)|残疾(?:人)?证|低保|特困|临时救助|救助(?:金|申请)|公积金|生育(?:登记|津贴|服务)|(?:高龄|护理|育儿|困难|残疾人)(?:津贴|补贴|补助)|退休(?:手续|金)|就业(?:登记|补贴)|失业(?:金|登记|保险)|灵活就业|网上(?:办|申请|申报|提交|缴)|小程序|APP|公众号|政务(?:服务)?(?:网|平台)|平台(?:申请|上报|申报)|线上|代缴|缴(?:纳)?(?:水|电|气|暖|热|燃气|医保|社保|话)费|报销|开(?:具)?证明|预约挂号|学籍|入学(?:登记|报名)|公租房|廉租房|保障房/gu;
const ownHands =
  /维修|抢修|修(?:好|理|补|复|缮|一下|一修)|没(?:人)?修|来修|换(?:灯|锁|管|掉|新|个)|清(?:理|运|扫|掏|洗|除)|疏通|堵(?:了|塞|住)?|漏(?:水|雨)|不亮|坏(?:了|掉)|损坏|破损|松动|掉(?:漆|了)|路灯|楼道灯|灯(?:不|坏)|下水|污水|积水|除雪|扫雪|铲(?:雪|冰)|消(?:杀|毒)|灭(?:鼠|蟑|蚊)|修剪|补(?:种|栽|漆|坑)|加装?扶手|标(?:识|牌|线)|粉刷|更换|安装|调试|巡查|垃圾(?:没|不|满|多|堆|清)|小广告|僵尸车|停水|停电|停气|暖气|不热|温度|水压|锁|门禁(?:坏|失灵|打不开|不)|电梯(?:坏|故障|停|抖|异响|维修)|监控(?:坏|维修|不)|健身器材(?:坏|松|损|维修)|上门|看望|送(?:餐|医|药)|理发/gu;

/** A long letter names every danger there is; what is urgent is said at once. */
const saidAtOnce = 150;

const wordsIn = (text: string, pattern: RegExp): string[] => [...new Set(text.match(pattern) ?? [])].slice(0, 4);

const tracks: readonly Track[] = ["immediate", "online", "consult"];

/** The track that at least two thirds of so many matters of a kind took, or null. */
export const usualTrack = (history: TrackHistory, atLeast: number): Track | null => {
  const all = tracks.reduce((sum, track) => sum + history[track], 0);
  return all < atLeast ? null : (tracks.find((track) => history[track] * 3 >= all * 2) ?? null);
};

/** So many that they say more than a word does. */
const custom = 20;
const fewest = 3;

/**
 * Which of the three tracks a matter looks like, and by which rule. Danger goes first; then what needs several
 * parties, because a matter that touches everybody's money is not repaired quickly by anybody; then a custom of the
 * category that is well founded; then platforms; then what hands can do. Where no word tells, what was usual in the
 * category decides, then where the matter comes from.
 */
export const proposeTrack = (matter: {
  text: string;
  history: TrackHistory;
  householdCount: number;
  isFromMeeting: boolean;
}): Proposal => {
  const plain = { urgency: null };
  const dangers = wordsIn(matter.text.slice(0, saidAtOnce), danger);
  if (dangers.length > 0) return { track: "immediate", rule: "danger", mentioned: dangers, urgency: "urgent" };
  const parties = wordsIn(matter.text, manyParties);
  if (parties.length > 0) return { track: "consult", rule: "manyParties", mentioned: parties, ...plain };
  const settled = usualTrack(matter.history, custom);
  if (settled) return { track: settled, rule: "sameKind", mentioned: [], ...plain };
  const platforms = wordsIn(matter.text, platform);
  if (platforms.length > 0) return { track: "online", rule: "platform", mentioned: platforms, ...plain };
  const hands = wordsIn(matter.text, ownHands);
  if (hands.length > 0) return { track: "immediate", rule: "ownHands", mentioned: hands, ...plain };
  const usual = usualTrack(matter.history, fewest);
  if (usual) return { track: usual, rule: "sameKind", mentioned: [], ...plain };
  if (matter.householdCount >= 3) return { track: "consult", rule: "several", mentioned: [], ...plain };
  return { track: matter.isFromMeeting ? "consult" : "immediate", rule: "nothing", mentioned: [], ...plain };
};
