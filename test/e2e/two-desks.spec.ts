import { expect, type Page } from "@playwright/test";
import { expectPageSound } from "./sound.ts";
import { journey, type Stage } from "./support.ts";

const enter = async (page: Page, role: "button" | "link", name: string | RegExp) => {
  await page
    .getByRole(role, { name, exact: typeof name === "string" })
    .first()
    .focus();
  await page.keyboard.press("Enter");
};

const record = (page: Page) => page.getByRole("region", { name: "打开的记录" });

const openFirst = async (page: Page, list: string | RegExp) => {
  await enter(page, "link", list);
  await page.locator("tr[data-id]").first().focus();
  await page.keyboard.press("Enter");
};

const chooseMore = async (page: Page, item: string) => {
  await enter(page, "button", "更多");
  await page.getByRole("menuitem", { name: item }).click();
};

/** The words that ux.md promises, in the dialog, with all that was typed. */
const expectTold = async (dialog: ReturnType<Page["getByRole"]>) => {
  await expect(dialog.getByRole("alert")).toContainText("没有保存：另一位同事刚改过这条记录");
  await expect(dialog.getByRole("alert")).toContainText("您写的还在");
};

const registered = ({ ask }: Stage) =>
  ask("clerk", "council.registerAppeal", {
    voice: "anonymous",
    channel: "box",
    nature: "complaint",
    title: "垃圾没人清",
    content: "垃圾没人清",
  });

journey("a correction never undoes what a colleague saved meanwhile", { as: "director" }, async (stage) => {
  const { page, ask } = stage;
  const { id } = await registered(stage);
  await openFirst(page, /^说事/);
  await chooseMore(page, "修改");
  const dialog = page.getByRole("dialog", { name: /^修改/ });
  await dialog.getByLabel("标题").fill("3号楼垃圾没人清");
  await dialog.getByLabel("地点补充").fill("东门旁");
  await ask("secretary", "council.changeAppeal", {
    id,
    version: 1,
    voice: "anonymous",
    channel: "box",
    nature: "complaint",
    title: "厨余垃圾没人清",
    content: "厨余垃圾堆了三天",
  });
  await expect(record(page)).toContainText("厨余垃圾堆了三天");
  await page.keyboard.press("Control+Enter");
  await expectTold(dialog);
  await expect(dialog.getByLabel("标题")).toHaveValue("3号楼垃圾没人清");
  await expectPageSound(page);

  await enter(page, "button", "重新载入");
  // What the colleague wrote elsewhere is there; what both wrote is named, and the clerk's own words stay.
  await expect(dialog.getByLabel("诉求内容")).toHaveValue("厨余垃圾堆了三天");
  await expect(dialog.getByLabel("标题")).toHaveValue("3号楼垃圾没人清");
  await expect(dialog.getByText("同事刚改成“厨余垃圾没人清”")).toBeVisible();
  await expect(dialog.getByRole("region", { name: "经过" })).toContainText("修改");
  await expectPageSound(page);
  await enter(page, "button", "看同事改的");
  await expect(dialog.getByLabel("标题")).toHaveValue("厨余垃圾没人清");
  await enter(page, "button", "用回我写的");
  await expect(dialog.getByLabel("标题")).toHaveValue("3号楼垃圾没人清");
  // Looking at the colleague's words loses none of one's own.
  await enter(page, "button", "看同事改的");
  await expect(dialog.getByLabel("标题")).toHaveValue("厨余垃圾没人清");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await chooseMore(page, "修改");
  await expect(dialog.getByLabel("标题")).toHaveValue("3号楼垃圾没人清");
  await expect(dialog.getByLabel("诉求内容")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  expect(await ask("clerk", "council.appeal", { id })).toMatchObject({
    title: "3号楼垃圾没人清",
    content: "厨余垃圾堆了三天",
    placeNote: "东门旁",
  });
});

journey("an answer to an appeal that a colleague moved meanwhile is not given", { as: "clerk" }, async (stage) => {
  const { page, ask } = stage;
  const { id } = await registered(stage);
  await openFirst(page, /^说事/);
  await enter(page, "button", "答复");
  const dialog = page.getByRole("dialog", { name: "答复诉求人" });
  await dialog.getByLabel("答复内容").fill("今天下午就清");
  await ask("director", "council.changeOwnership", { id, version: 1, ownership: "outside", reason: "不归本社区" });
  await expect(record(page)).toContainText("不归本社区");
  await page.keyboard.press("Control+Enter");
  await expectTold(dialog);
  await enter(page, "button", "重新载入");
  await expect(dialog.getByRole("region", { name: "经过" })).toContainText("不归本社区");
  await expect(dialog.getByLabel("答复内容")).toHaveValue("今天下午就清");
  expect((await ask("clerk", "council.appeal", { id })).answer).toBe("");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  expect((await ask("clerk", "council.appeal", { id })).answer).toBe("今天下午就清");
});

journey("a step that a colleague has taken already is told as theirs", { as: "clerk" }, async (stage) => {
  const { page, ask } = stage;
  const { id } = await registered(stage);
  await openFirst(page, /^说事/);
  await enter(page, "button", "受理");
  const dialog = page.getByRole("dialog", { name: "受理" });
  await dialog.getByLabel("说明").fill("已联系保洁");
  await ask("secretary", "council.acceptAppeal", { id, version: 1, isResidentTold: true, note: "" });
  await expect(record(page).getByText("受理").first()).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expectTold(dialog);
  await expect(dialog.getByLabel("说明")).toHaveValue("已联系保洁");
});

journey("a task made internal stays internal, and a topic keeps its summary", { as: "director" }, async (stage) => {
  const { page, ask } = stage;
  const unit = await ask("clerk", "people.addOrganisation", { kind: "property", name: "安居物业" });
  const contact = await ask("clerk", "people.addContact", { organisationId: unit.id, name: "刘建设" });
  const appeal = await registered(stage);
  const task = await ask("clerk", "council.addDirectTask", {
    title: "清垃圾",
    publicWording: "清运垃圾",
    track: "immediate",
    limit: { unit: "workdays", count: 1 },
    appealIds: [appeal.id],
    leadOrganisationId: unit.id,
    responsibleId: contact.id,
  });
  const seen = await ask("clerk", "council.task", { id: task.id });
  await openFirst(page, /^办事/);
  await chooseMore(page, "修改");
  const change = page.getByRole("dialog", { name: /^修改/ });
  await change.getByLabel("办理措施").fill("增加清运车次");
  await ask("secretary", "council.changeTask", {
    id: task.id,
    version: seen.version,
    title: "清垃圾",
    publicWording: "清运垃圾",
    track: "immediate",
    visibility: "internal",
  });
  await expect(record(page)).toContainText("内部");
  await page.keyboard.press("Control+Enter");
  await expectTold(change);
  await enter(page, "button", "重新载入");
  await expect(change.getByRole("radio", { name: "内部" })).toBeChecked();
  await page.keyboard.press("Control+Enter");
  await expect(change).toBeHidden();
  expect(await ask("clerk", "council.task", { id: task.id })).toMatchObject({
    visibility: "internal",
    measure: "增加清运车次",
  });

  const topic = await ask("secretary", "council.proposeTopic", {
    title: "垃圾分类",
    summary: "",
    visibility: "public",
  });
  await openFirst(page, "议题");
  await enter(page, "button", "修改");
  const dialog = page.getByRole("dialog", { name: /^修改/ });
  await dialog.getByLabel("议题").fill("垃圾分类怎么办");
  await ask("secretary", "council.changeTopic", {
    id: topic.id,
    version: 1,
    title: "垃圾分类",
    summary: "先问三个单元",
    visibility: "internal",
    source: "residents",
  });
  await expect(record(page)).toContainText("先问三个单元");
  await page.keyboard.press("Control+Enter");
  await expectTold(dialog);
  expect(await ask("clerk", "council.topic", { id: topic.id })).toMatchObject({
    title: "垃圾分类",
    visibility: "internal",
  });
});

journey("a result of the meeting is not written over another's", { as: "secretary" }, async (stage) => {
  const { page, ask } = stage;
  const topic = await ask("secretary", "council.proposeTopic", { title: "停车", summary: "", visibility: "public" });
  await ask("director", "council.confirmTopic", { id: topic.id, version: 1, ruleId: "committees" });
  await ask("secretary", "council.skipStep", { id: topic.id, step: "research", reason: "已在楼道看过" });
  const meeting = await ask("secretary", "council.planMeeting", {
    kind: "council",
    title: "议事会",
    place: "一楼",
    plannedAt: "2026-11-20T02:00:00.000Z",
    entitledCount: 1,
    topicIds: [topic.id],
  });
  const { id } = meeting;
  await openFirst(page, "会议");
  await enter(page, "button", "修改");
  const frame = page.getByRole("dialog", { name: /^修改/ });
  await frame.getByLabel("主持人").fill("赵主任");
  const planned = await ask("clerk", "council.meeting", { id });
  await ask("director", "council.changeMeeting", {
    id,
    version: planned.version,
    kind: "council",
    title: "议事会",
    place: "二楼大厅",
    plannedAt: "2026-11-20T02:00:00.000Z",
    entitledCount: 1,
  });
  await expect(record(page)).toContainText("二楼大厅");
  await page.keyboard.press("Control+Enter");
  await expectTold(frame);
  await enter(page, "button", "重新载入");
  await expect(frame.getByLabel("地点")).toHaveValue("二楼大厅");
  await page.keyboard.press("Control+Enter");
  await expect(frame).toBeHidden();

  await enter(page, "button", "开会");
  await expect(page.getByText("会议开始")).toBeVisible();
  await ask("secretary", "council.addAttendance", { id, name: "代表甲", presence: "present" });
  const item = (await ask("clerk", "council.meeting", { id })).items.find(({ kind }) => kind === "topic");
  await enter(page, "button", "表决");
  await expect(page.getByRole("dialog", { name: /^表决/ })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  const count = page.getByRole("dialog", { name: /^计票/ });
  await count.getByLabel("赞成", { exact: true }).fill("1");
  const [vote] = (await ask("clerk", "council.meeting", { id })).items.flatMap(({ votes }) => votes);
  const counts = { voteId: vote?.id ?? "", version: 1, forCount: 0, againstCount: 1, abstainCount: 0 };
  await ask("director", "council.countVote", { id, ...counts });
  await expect(record(page)).toContainText("反对1");
  await page.keyboard.press("Control+Enter");
  await expectTold(count);
  await page.keyboard.press("Escape");
  await expect(count).toBeHidden();

  await enter(page, "button", "定结果");
  const outcome = page.getByRole("dialog", { name: /^结果/ });
  await outcome.getByText("暂缓再议", { exact: true }).click();
  await ask("director", "council.decideItem", { id, itemId: item?.id ?? "", outcome: "rejected", wording: "不再议" });
  await expect(record(page)).toContainText("不再议");
  await page.keyboard.press("Control+Enter");
  await expectTold(outcome);
});

journey("what the resident said on the telephone is kept apart from another's call", { as: "clerk" }, async (stage) => {
  const { page, ask } = stage;
  const unit = await ask("clerk", "people.addOrganisation", { kind: "property", name: "安居物业" });
  const contact = await ask("clerk", "people.addContact", { organisationId: unit.id, name: "刘建设" });
  const appeal = await ask("clerk", "council.registerAppeal", {
    voice: "self",
    reporterName: "张晓梅",
    channel: "phone",
    nature: "help",
    content: "垃圾没人清",
  });
  const task = await ask("clerk", "council.addDirectTask", {
    title: "清垃圾",
    publicWording: "清运垃圾",
    track: "immediate",
    limit: { unit: "workdays", count: 1 },
    appealIds: [appeal.id],
    leadOrganisationId: unit.id,
    responsibleId: contact.id,
  });
  const step = async () => ({ id: task.id, version: (await ask("clerk", "council.task", { id: task.id })).version });
  await ask("clerk", "council.acceptTask", { ...(await step()), actor: "" });
  await ask("clerk", "council.finishTask", {
    ...(await step()),
    actor: "",
    result: "清了",
    evidence: "看过",
    isResidentTold: true,
    onlineNumber: "",
  });
  await openFirst(page, /^评事/);
  await page.getByText("联系上了", { exact: true }).click();
  await page.getByText("已解决", { exact: true }).click();
  await page.getByText("满意", { exact: true }).click();
  await page.getByLabel("居民原话").fill("干净多了");
  const [open] = (await ask("clerk", "council.listFollowUps", { states: ["open"] })).followUps;
  await ask("secretary", "council.recordTry", {
    id: open?.id ?? "",
    version: open?.version ?? 0,
    way: "phone",
    isReached: false,
    isSolved: null,
    satisfaction: null,
    words: "",
    note: "没人接",
  });
  await expect(record(page)).toContainText("没人接");
  await page.keyboard.press("Control+Enter");
  await expectTold(page.getByRole("form", { name: "记录回访" }));
  await expect(page.getByLabel("居民原话")).toHaveValue("干净多了");
  await enter(page, "button", "重新载入");
  await expect(page.getByText("已换成最新内容，您写的还在")).toBeVisible();
  await expect(page.getByLabel("居民原话")).toHaveValue("干净多了");
  await page.getByLabel("居民原话").focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("回访完毕，任务已销号")).toBeVisible();
});

journey("two at the settings, one account and one unit", { as: "first" }, async (stage) => {
  const { page, ask } = stage;
  await enter(page, "link", "社区与中心");
  const settings = page.getByRole("form", { name: "社区与中心" });
  await settings.getByLabel("开放时间").fill("周一至周五 9:00—17:00");
  const before = await ask("admin", "system.settings", {});
  await ask("admin", "system.changeSettings", { ...before, centreAddress: "和平路 1 号" });
  await page.keyboard.press("Control+Enter");
  await expectTold(settings);
  await enter(page, "button", "重新载入");
  await expect(settings.getByLabel("中心地址")).toHaveValue("和平路 1 号");
  await expect(settings.getByLabel("开放时间")).toHaveValue("周一至周五 9:00—17:00");
  await settings.getByLabel("开放时间").focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("已保存", { exact: true })).toBeVisible();

  const { id } = await ask("admin", "system.addAccount", { name: "周文书", post: "", roles: ["clerk"], pin: "4321" });
  await enter(page, "link", "账号");
  await page.getByRole("row", { name: /周文书/ }).focus();
  await page.keyboard.press("Enter");
  const account = page.getByRole("form", { name: "修改账号" });
  await account.getByLabel("职务").fill("前台");
  await ask("admin", "system.changeAccount", {
    id,
    version: 1,
    name: "周文",
    post: "",
    roles: ["clerk"],
    isActive: true,
  });
  await expect(page.getByRole("row", { name: /周文/ })).not.toContainText("周文书");
  await expect(account.getByLabel("职务")).toHaveValue("前台");
  await account.getByLabel("职务").focus();
  await page.keyboard.press("Control+Enter");
  await expectTold(account);
  await enter(page, "button", "重新载入");
  await expect(account.getByLabel("姓名")).toHaveValue("周文");
  await expect(account.getByLabel("职务")).toHaveValue("前台");

  await page.keyboard.press("Escape");
  const unit = await ask("clerk", "people.addOrganisation", { kind: "property", name: "安居物业" });
  await openFirst(page, "单位");
  await enter(page, "button", /^修改/);
  const dialog = page.getByRole("dialog", { name: /^修改/ });
  await dialog.getByLabel("备注").fill("夜里有人值班");
  await ask("secretary", "people.changeOrganisation", {
    id: unit.id,
    version: 1,
    name: "安居物业",
    kind: "property",
    address: "东门",
    note: "",
    isRetired: false,
  });
  await expect(record(page)).toContainText("东门");
  await page.keyboard.press("Control+Enter");
  await expectTold(dialog);
  await enter(page, "button", "重新载入");
  await expect(dialog.getByLabel("地址")).toHaveValue("东门");
  await expect(dialog.getByLabel("备注")).toHaveValue("夜里有人值班");
});
