import { describe, expect, test } from "vitest";
import type { Track } from "./task-contract.ts";
import { proposeTrack, type SorterRule, type TrackHistory, usualTrack } from "./track-sorter.ts";

const noHistory: TrackHistory = { immediate: 0, online: 0, consult: 0 };
const propose = (text: string, more: Partial<Parameters<typeof proposeTrack>[0]> = {}) =>
  proposeTrack({ text, history: noHistory, householdCount: 1, isFromMeeting: false, ...more });

// As a clerk would sort them.
const labelled: readonly [string, Track, SorterRule][] = [
  ["3号楼楼道灯不亮，老人晚上不敢下楼", "immediate", "ownHands"],
  ["西门口路灯坏了三盏", "immediate", "ownHands"],
  ["单元门锁坏了关不上", "immediate", "ownHands"],
  ["下水道堵了，污水往外冒", "immediate", "ownHands"],
  ["楼顶漏雨，屋里墙皮都湿了", "immediate", "ownHands"],
  ["垃圾没人清，夏天味道大", "immediate", "ownHands"],
  ["院里雪没扫，容易滑倒", "immediate", "nothing"],
  ["大门口结冰，请安排铲冰", "immediate", "ownHands"],
  ["健身器材松动，怕摔着孩子", "immediate", "ownHands"],
  ["树枝挡住窗户，请修剪", "immediate", "ownHands"],
  ["暖气不热，屋里只有十五度", "immediate", "ownHands"],
  ["五楼水压太小，洗不了澡", "immediate", "ownHands"],
  ["电梯故障，停了两天", "immediate", "ownHands"],
  ["楼门口小广告太多", "immediate", "ownHands"],
  ["监控坏了，丢了电瓶查不到", "immediate", "ownHands"],
  ["门禁打不开，要等人带才能进", "immediate", "ownHands"],
  ["独居老人摔伤，想请人上门理发", "immediate", "ownHands"],
  ["地下室有老鼠，请灭鼠", "immediate", "ownHands"],
  ["坡道没有扶手，加扶手方便轮椅", "immediate", "ownHands"],
  ["停水通知没贴，居民不知道", "immediate", "ownHands"],
  ["厨房有燃气味，不敢开火", "immediate", "danger"],
  ["电线断了掉在路上", "immediate", "danger"],
  ["老人困在电梯里", "immediate", "danger"],
  ["外墙掉瓷砖，差点砸到人", "immediate", "danger"],
  ["井盖丢了，晚上看不见", "immediate", "danger"],
  ["水管爆了，水淹到一楼", "immediate", "danger"],
  ["邻居家里冒烟", "immediate", "danger"],
  ["奶奶早上出门走失了", "immediate", "danger"],
  ["停车位不够，晚上回来没地方停", "consult", "manyParties"],
  ["停车收费怎么定", "consult", "manyParties"],
  ["想动用维修资金修屋顶", "consult", "manyParties"],
  ["公共收益怎么用，要公开", "consult", "manyParties"],
  ["五单元想加装电梯，一楼不同意", "consult", "manyParties"],
  ["物业费涨价没跟大家商量", "consult", "manyParties"],
  ["更换物业的事要不要开会", "consult", "manyParties"],
  ["广场舞音乐太大，学生写不了作业", "consult", "manyParties"],
  ["楼上半夜噪音，两家吵了几次", "consult", "manyParties"],
  ["楼下饭店油烟直往家里灌", "consult", "manyParties"],
  ["有人在绿地种菜，毁绿", "consult", "manyParties"],
  ["楼道堆物多年，谁也不让谁", "consult", "manyParties"],
  ["充电棚建在哪里，大家意见不一", "consult", "manyParties"],
  ["垃圾桶移到我家窗下，不同意这个位置", "consult", "manyParties"],
  ["邻里因为晾衣架吵架", "consult", "manyParties"],
  ["遛狗不牵绳，孩子害怕", "consult", "manyParties"],
  ["业委会换届怎么选", "consult", "manyParties"],
  ["楼顶有人私搭棚子", "consult", "manyParties"],
  ["小区要不要封闭管理", "consult", "manyParties"],
  ["漏水修了，费用几家怎么分摊", "consult", "manyParties"],
  ["老人不会用手机，帮着做养老资格认证", "online", "platform"],
  ["孩子的医保怎么交", "online", "platform"],
  ["想办居住证", "online", "platform"],
  ["老年证丢了要补", "online", "platform"],
  ["残疾证年审", "online", "platform"],
  ["申请低保要交什么材料", "online", "platform"],
  ["高龄津贴没有到账", "online", "platform"],
  ["代缴电费，老人不会用手机", "online", "platform"],
  ["生育登记在哪里办", "online", "platform"],
  ["公租房申请进度查不到", "online", "platform"],
  ["门诊费用报销", "online", "platform"],
  ["小程序里提交失业金申请", "online", "platform"],
];

describe("the proposal", () => {
  test("knows sixty matters", () => {
    expect(labelled).toHaveLength(60);
    expect(new Set(labelled.map(([text]) => text)).size).toBe(60);
  });

  test.each(labelled)("%s", (text, track, rule) => {
    const proposal = propose(text);
    expect(proposal).toMatchObject({ track, rule });
    // What is said to have been mentioned stands in the matter.
    for (const word of proposal.mentioned) expect(text).toContain(word);
    if (rule !== "nothing") expect(proposal.mentioned).not.toEqual([]);
  });

  test("raises what endangers people to the shortest limit, and nothing else", () => {
    expect(propose("厨房有燃气味").urgency).toBe("urgent");
    expect(propose("路灯坏了").urgency).toBeNull();
  });

  test.each([
    [{ immediate: 2, online: 0, consult: 0 }, null],
    [{ immediate: 0, online: 2, consult: 1 }, "online"],
    [{ immediate: 3, online: 3, consult: 0 }, null],
    [{ immediate: 1, online: 0, consult: 5 }, "consult"],
  ] as const)("of what was usual in %j is %s", (history, track) => {
    expect(usualTrack(history, 3)).toBe(track);
    const words = "请社区关心一下这件事";
    expect(propose(words, { history })).toMatchObject(
      track ? { track, rule: "sameKind" } : { track: "immediate", rule: "nothing" },
    );
  });

  test("follows a custom of twenty and more before a word, but not before danger or what several have to settle", () => {
    const history = { immediate: 4, online: 18, consult: 0 };
    expect(propose("暖气不热", { history })).toMatchObject({ track: "online", rule: "sameKind" });
    expect(propose("暖气不热", { history: { ...history, online: 12 } })).toMatchObject({ rule: "ownHands" });
    expect(propose("暖气管爆管", { history })).toMatchObject({ rule: "danger" });
    expect(propose("暖气费用怎么分摊", { history })).toMatchObject({ rule: "manyParties" });
  });

  test("without a telling word goes by how many homes brought it, then by where it comes from", () => {
    const words = "请社区关心一下这件事";
    expect(propose(words, { householdCount: 3 })).toMatchObject({ track: "consult", rule: "several" });
    expect(propose(words, { isFromMeeting: true })).toMatchObject({ track: "consult", rule: "nothing" });
    expect(propose(words)).toMatchObject({ track: "immediate", rule: "nothing" });
  });
});
