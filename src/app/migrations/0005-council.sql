CREATE TABLE appeals (
  id TEXT PRIMARY KEY,
  -- 诉 for what came to the desk, 史 for imported history, so that 诉 stays gapless.
  series TEXT NOT NULL CHECK (series IN ('诉', '史')),
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  receivedAt TEXT NOT NULL,
  receivedBy TEXT REFERENCES accounts (id),
  channel TEXT NOT NULL CHECK (channel IN ('window', 'phone', 'visit', 'box', 'meeting', 'wechat', 'observer', 'snapshot', 'delegate', 'petition', 'superior', 'other')),
  nature TEXT NOT NULL CHECK (nature IN ('inquiry', 'help', 'complaint', 'report', 'suggestion', 'praise')),
  urgency TEXT NOT NULL CHECK (urgency IN ('urgent', 'utility', 'ordinary')),
  ownership TEXT NOT NULL CHECK (ownership IN ('own', 'assist', 'outside', 'assigned')),
  categoryCode TEXT REFERENCES categories (code),
  voice TEXT NOT NULL CHECK (voice IN ('self', 'onBehalf', 'anonymous')),
  reporterId TEXT REFERENCES residents (id),
  -- Only of somebody who is not on the register; a pseudonym stays here.
  reporterName TEXT NOT NULL,
  reporterPhone TEXT NOT NULL,
  behalfOf TEXT NOT NULL,
  behalfRelation TEXT NOT NULL,
  estateId TEXT REFERENCES estates (id),
  buildingId TEXT REFERENCES buildings (id),
  unitId TEXT REFERENCES units (id),
  householdId TEXT REFERENCES households (id),
  placeNote TEXT NOT NULL,
  gridId TEXT REFERENCES grids (id),
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  isConfidential INTEGER NOT NULL CHECK (isConfidential IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('received', 'accepted', 'answered', 'rejected', 'escalated')),
  -- A cache of stageOf(), written in the same transaction by one function.
  stage TEXT NOT NULL CHECK (stage IN ('received', 'accepted', 'answered', 'rejected', 'escalated', 'deliberating', 'acting', 'resolved', 'evaluated')),
  firstAnswerDueAt TEXT,
  firstAnswerWhy TEXT NOT NULL,
  isFirstAnswerEstimated INTEGER NOT NULL CHECK (isFirstAnswerEstimated IN (0, 1)),
  calendarVersion TEXT NOT NULL,
  firstAnsweredAt TEXT,
  answer TEXT NOT NULL,
  answeredAt TEXT,
  leadId TEXT REFERENCES appeals (id),
  sourceNumber TEXT NOT NULL,
  -- What makes an imported row the same row again.
  sourceKey TEXT UNIQUE,
  sourceDigest TEXT NOT NULL,
  isHistory INTEGER NOT NULL CHECK (isHistory IN (0, 1)),
  importId TEXT REFERENCES imports (id),
  version INTEGER NOT NULL,
  UNIQUE (series, year, number)
) STRICT;
CREATE INDEX appeals_by_time ON appeals (receivedAt, id);
CREATE INDEX appeals_by_stage ON appeals (stage, receivedAt, id);
CREATE INDEX appeals_by_grid ON appeals (gridId, receivedAt) WHERE gridId IS NOT NULL;
CREATE INDEX appeals_by_category ON appeals (categoryCode, receivedAt) WHERE categoryCode IS NOT NULL;
CREATE INDEX appeals_by_reporter ON appeals (reporterId, receivedAt) WHERE reporterId IS NOT NULL;
CREATE INDEX appeals_by_account ON appeals (receivedBy) WHERE receivedBy IS NOT NULL;
CREATE INDEX appeals_by_estate ON appeals (estateId) WHERE estateId IS NOT NULL;
CREATE INDEX appeals_by_building ON appeals (buildingId, receivedAt) WHERE buildingId IS NOT NULL;
CREATE INDEX appeals_by_unit ON appeals (unitId) WHERE unitId IS NOT NULL;
CREATE INDEX appeals_by_household ON appeals (householdId) WHERE householdId IS NOT NULL;
CREATE INDEX appeals_by_lead ON appeals (leadId) WHERE leadId IS NOT NULL;
CREATE INDEX appeals_by_import ON appeals (importId) WHERE importId IS NOT NULL;
-- The figures of 今日 are counted in it, and what is long over does not slow them.
CREATE INDEX appeals_counted ON appeals (stage, isConfidential, receivedBy) WHERE isHistory = 0 AND leadId IS NULL;
CREATE INDEX appeals_by_first_answer ON appeals (firstAnswerDueAt) WHERE firstAnsweredAt IS NULL AND firstAnswerDueAt IS NOT NULL;

-- 信访代办: somebody goes for the reporter, to an office above. The days are references for those who wait.
CREATE TABLE petitions (
  appealId TEXT PRIMARY KEY REFERENCES appeals (id),
  agentResidentId TEXT REFERENCES residents (id),
  agentContactId TEXT REFERENCES contacts (id),
  agentAccountId TEXT REFERENCES accounts (id),
  office TEXT NOT NULL CHECK (office <> ''),
  officeNumber TEXT NOT NULL,
  handedDate TEXT NOT NULL,
  -- Caches of what the steps say; no day where nothing is waited for of the office.
  referenceDate TEXT,
  isOver INTEGER NOT NULL CHECK (isOver IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK ((agentResidentId IS NOT NULL) + (agentContactId IS NOT NULL) + (agentAccountId IS NOT NULL) = 1)
) STRICT;
CREATE INDEX petitions_open ON petitions (referenceDate, appealId) WHERE isOver = 0;
CREATE INDEX petitions_by_resident ON petitions (agentResidentId) WHERE agentResidentId IS NOT NULL;
CREATE INDEX petitions_by_contact ON petitions (agentContactId) WHERE agentContactId IS NOT NULL;
CREATE INDEX petitions_by_account ON petitions (agentAccountId) WHERE agentAccountId IS NOT NULL;

CREATE TABLE petition_steps (
  id TEXT PRIMARY KEY,
  appealId TEXT NOT NULL REFERENCES petitions (appealId),
  kind TEXT NOT NULL CHECK (kind IN ('progress', 'accepted', 'refused', 'replied', 'told')),
  stepDate TEXT NOT NULL,
  words TEXT NOT NULL,
  recordedAt TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES accounts (id)
) STRICT;
CREATE INDEX petition_steps_by_appeal ON petition_steps (appealId, recordedAt);
CREATE INDEX petition_steps_by_account ON petition_steps (recordedBy);

-- 答复模板: texts of the house with {称呼} {事项} and the like in them.
CREATE TABLE reply_templates (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('answer', 'progress', 'finished', 'rejected')),
  title TEXT NOT NULL,
  nature TEXT CHECK (nature IN ('inquiry', 'help', 'complaint', 'report', 'suggestion', 'praise')),
  categoryCode TEXT REFERENCES categories (code),
  plain TEXT NOT NULL CHECK (plain <> ''),
  -- As people say it, at the desk or on the telephone.
  spoken TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX reply_templates_by_category ON reply_templates (categoryCode) WHERE categoryCode IS NOT NULL;
INSERT INTO reply_templates (id, kind, title, nature, plain, spoken, isRetired, version) VALUES
  ('reply-1', 'answer', '答复咨询', 'inquiry', '{称呼}您好：您咨询的“{事项}”（{编号}），现答复如下：＿＿＿＿。如仍有疑问，请联系{中心}，电话{电话}。', '{称呼}，“{事项}”这件事是这样的：＿＿＿＿。还有不清楚的，打{电话}找我们。', 0, 1),
  ('reply-2', 'answer', '感谢建议', 'suggestion', '{称呼}您好：您提出的“{事项}”（{编号}）已收悉，我们会在工作中研究采纳，感谢您对社区工作的支持。', '{称呼}，您提的{事项}我们记下了，会好好研究，谢谢您操心。', 0, 1),
  ('reply-3', 'answer', '感谢表扬', 'praise', '{称呼}您好：您的表扬（{编号}）已转达有关人员，感谢您的肯定。', '{称呼}，您的话我们带到了，谢谢您！', 0, 1),
  ('reply-4', 'progress', '已受理，正在安排', NULL, '{称呼}您好：您{登记日期}反映的“{事项}”（{编号}）已受理，正在联系办理，最晚{期限}前给您答复。', '{称呼}，您说的{事项}我们受理了，正在安排，最晚{期限}前给您回话。', 0, 1),
  ('reply-5', 'progress', '已派单', NULL, '{称呼}您好：您反映的“{事项}”（{编号}）已交{责任单位}办理，期限{期限}。', '{称呼}，您说的{事项}已经交给{责任单位}去办了，{期限}前办完。', 0, 1),
  ('reply-6', 'finished', '办结告知', NULL, '{责任单位}已办理完毕：＿＿＿＿。结果已告知{称呼}，{称呼}如不满意，可在回访时提出。', '{责任单位}给办好了：＿＿＿＿。已经跟{称呼}说了，过几天我们再回访。', 0, 1),
  ('reply-7', 'finished', '一时办不了，已说明', 'complaint', '{责任单位}已到现场核实，因＿＿＿＿暂不能彻底解决，已采取＿＿＿＿，并向{称呼}说明。', '{责任单位}去看过了，因为＿＿＿＿一下子解决不了，先＿＿＿＿，已经跟{称呼}说清楚了。', 0, 1),
  ('reply-8', 'rejected', '不归社区办', NULL, '{称呼}您好：您反映的“{事项}”（{编号}）不属于社区办理范围，请到＿＿＿＿办理，请携带＿＿＿＿。', '{称呼}，{事项}这件事社区办不了，您得去＿＿＿＿，带上＿＿＿＿。', 0, 1);

-- 议事规则: what this community has agreed on; one row.
CREATE TABLE council_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- 多人同诉 and 一人多诉: from how many on, and within how many days.
  manyReportersCount INTEGER NOT NULL CHECK (manyReportersCount >= 2),
  manyAppealsCount INTEGER NOT NULL CHECK (manyAppealsCount >= 2),
  lookBackDays INTEGER NOT NULL CHECK (lookBackDays >= 1),
  -- 书面委托: how many papers one person may hold in a meeting.
  maxProxiesPerHolder INTEGER NOT NULL CHECK (maxProxiesPerHolder >= 0),
  -- How many of the homes concerned are to be heard before 通过, of a hundred.
  minCoveragePercent INTEGER NOT NULL CHECK (minCoveragePercent BETWEEN 0 AND 100),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO council_settings (id, manyReportersCount, manyAppealsCount, lookBackDays, maxProxiesPerHolder, minCoveragePercent, version) VALUES (1, 3, 3, 30, 2, 50, 1);

-- By what a topic may be confirmed.
CREATE TABLE confirm_rules (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('joint', 'major', 'committees')),
  wording TEXT NOT NULL,
  minHouseholds INTEGER CHECK (minHouseholds >= 1),
  isActive INTEGER NOT NULL CHECK (isActive IN (0, 1)),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CHECK ((kind = 'joint') = (minHouseholds IS NOT NULL))
) STRICT;
INSERT INTO confirm_rules (id, kind, wording, minHouseholds, isActive, position, version) VALUES
  ('joint', 'joint', '10户以上居民联名提出', 10, 1, 1, 1),
  ('major', 'major', '涉及多数住户切身利益的重大事项', NULL, 1, 2, 1),
  ('committees', 'committees', '社区两委会议提名', NULL, 1, 3, 1);

-- 协商目录: matters that are deliberated on before anything is done. A list of the house, which it changes.
CREATE TABLE deliberation_matters (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  -- Words, and codes of categories, that name the matter, parted by 、
  keywords TEXT NOT NULL,
  categoryCodes TEXT NOT NULL,
  basis TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  importId TEXT REFERENCES imports (id),
  -- The import whose list took this one's place, to be undone with it.
  retiredByImportId TEXT REFERENCES imports (id),
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX deliberation_matters_by_number ON deliberation_matters (number) WHERE isRetired = 0;
CREATE INDEX deliberation_matters_by_import ON deliberation_matters (importId) WHERE importId IS NOT NULL;
CREATE INDEX deliberation_matters_by_retiring ON deliberation_matters (retiredByImportId) WHERE retiredByImportId IS NOT NULL;
INSERT INTO deliberation_matters (id, number, title, keywords, categoryCodes, basis, isRetired, version) VALUES
  ('matter-1', 1, '加装电梯', '加装电梯、装电梯、加梯', '', '', 0, 1),
  ('matter-2', 2, '小区停车和车位划分', '划车位、车位划线、停车管理、停车费、地锁', '', '', 0, 1),
  ('matter-3', 3, '动用住宅维修资金', '维修资金、维修基金', '', '', 0, 1),
  ('matter-4', 4, '物业服务和收费的变化', '物业费调整、涨物业费、换物业、选聘物业', '', '', 0, 1),
  ('matter-5', 5, '老旧小区改造的内容和次序', '小区改造、老旧改造、外墙保温、管网改造', '', '', 0, 1),
  ('matter-6', 6, '公共场地和绿地的用途', '公共场地、绿地改、建车棚、充电棚、占用绿地', '', '', 0, 1),
  ('matter-7', 7, '公共收益的使用', '公共收益、广告收入、场地出租', '', '', 0, 1),
  ('matter-8', 8, '居民公约：养犬、作息、楼道堆物', '养犬公约、广场舞时间、楼道清理、居民公约', '', '', 0, 1),
  ('matter-9', 9, '助餐、托管等公益服务点的设立', '助餐点、老年食堂、托管班、日间照料', '', '', 0, 1);

-- 社区事项清单 (own) and 去哪儿办 (elsewhere): lists of the house, which it changes or brings along as a file.
CREATE TABLE community_matters (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('own', 'elsewhere')),
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  -- Words, and codes of categories, that name the matter, parted by 、
  keywords TEXT NOT NULL,
  categoryCodes TEXT NOT NULL,
  basis TEXT NOT NULL,
  -- Where it is done, and with what papers.
  office TEXT NOT NULL,
  officeAddress TEXT NOT NULL,
  officePhone TEXT NOT NULL,
  papers TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  importId TEXT REFERENCES imports (id),
  -- The import whose list took this one's place, to be undone with it.
  retiredByImportId TEXT REFERENCES imports (id),
  version INTEGER NOT NULL,
  CHECK (kind = 'own' OR office <> '')
) STRICT;
CREATE UNIQUE INDEX community_matters_by_number ON community_matters (kind, number) WHERE isRetired = 0;
CREATE INDEX community_matters_by_import ON community_matters (importId) WHERE importId IS NOT NULL;
CREATE INDEX community_matters_by_retiring ON community_matters (retiredByImportId) WHERE retiredByImportId IS NOT NULL;
INSERT INTO community_matters (id, kind, number, title, keywords, categoryCodes, basis, office, officeAddress, officePhone, papers, isRetired, version) VALUES
  ('community-1', 'own', 1, '楼道堆物清理', '楼道堆物、楼道杂物、堵楼道、楼道里堆', 'S05-03', '', '', '', '', '', 0, 1),
  ('community-2', 'own', 2, '楼道灯和公共照明报修', '楼道灯、声控灯、路灯、不亮', 'S02-04、S04-07', '', '', '', '', '', 0, 1),
  ('community-3', 'own', 3, '环境卫生和垃圾投放点', '垃圾、保洁、卫生死角、异味、蚊子、老鼠、蟑螂', 'S05', '', '', '', '', '', 0, 1),
  ('community-4', 'own', 4, '停车秩序劝导', '乱停、占道、堵门、车位被占', 'S04-01、S04-02', '', '', '', '', '', 0, 1),
  ('community-5', 'own', 5, '电动自行车停放和充电劝导', '电动车、飞线、充电', 'S04-04、S04-05', '', '', '', '', '', 0, 1),
  ('community-6', 'own', 6, '邻里纠纷调解', '邻居、漏水到、楼上漏、纠纷、调解、吵架', 'S09', '', '', '', '', '', 0, 1),
  ('community-7', 'own', 7, '噪声扰民劝导', '广场舞、噪声、噪音、太吵、装修声', 'S07', '', '', '', '', '', 0, 1),
  ('community-8', 'own', 8, '文明养犬劝导', '遛狗、狗绳、犬吠、流浪狗、流浪猫', 'S08', '', '', '', '', '', 0, 1),
  ('community-9', 'own', 9, '督促物业履行合同', '物业、保安、电梯、门禁', 'S01、S02', '', '', '', '', '', 0, 1),
  ('community-10', 'own', 10, '绿化和公共场地', '绿地、树枝、修剪、毁绿、花坛', 'S06', '', '', '', '', '', 0, 1),
  ('community-11', 'own', 11, '探访关爱老人和困难居民', '独居、助餐、送餐、探访、行动不便', 'S11', '', '', '', '', '', 0, 1),
  ('community-12', 'own', 12, '文体活动和活动场地', '活动室、合唱、舞蹈、书法、志愿', 'S13', '', '', '', '', '', 0, 1),
  ('community-13', 'own', 13, '安全隐患劝导和上报', '高空抛物、消防通道、安全隐患、防诈骗', 'S10', '', '', '', '', '', 0, 1),
  ('community-15', 'own', 15, '协调水电气热报修', '停水、停电、暖气、燃气、室温、电压', 'S03', '', '', '', '', '', 0, 1),
  ('community-14', 'own', 14, '政策咨询和代办', '怎么申请、需要什么材料、代办、政策', '', '', '', '', '', '', 0, 1),
  ('elsewhere-1', 'elsewhere', 1, '社会保障卡申领、挂失、补换', '社保卡、社会保障卡', '', '', '社保服务窗口', '', '', '本人身份证；代办的，再带代办人身份证', 0, 1),
  ('elsewhere-2', 'elsewhere', 2, '居住证、户口登记和迁移', '居住证、户口迁、落户、上户口', '', '', '辖区派出所', '', '', '身份证、户口簿；按窗口一次性告知单准备', 0, 1),
  ('elsewhere-3', 'elsewhere', 3, '不动产登记', '房产证、不动产证、过户', '', '', '不动产登记大厅', '', '', '身份证、购房或继承的材料；先打电话问清楚', 0, 1),
  ('elsewhere-4', 'elsewhere', 4, '劳动争议：欠薪、工伤、辞退', '欠薪、拖欠工资、工伤、劳动仲裁、辞退', '', '', '劳动人事争议仲裁委员会', '', '', '身份证、劳动合同或工资、考勤记录', 0, 1),
  ('elsewhere-5', 'elsewhere', 5, '诉讼、执行和已判决的纠纷', '法院、判决、起诉、强制执行', '', '', '人民法院诉讼服务中心', '', '', '身份证、起诉状和证据材料', 0, 1),
  ('elsewhere-6', 'elsewhere', 6, '公证、法律援助', '公证、法律援助、请律师', '', '', '公共法律服务中心', '', '', '身份证；申请援助的带经济困难说明', 0, 1),
  ('elsewhere-7', 'elsewhere', 7, '学籍、招生', '学籍、招生、转学、片区划分', '', '', '教育主管部门', '', '', '户口簿、房屋证明、预防接种证', 0, 1),
  ('elsewhere-8', 'elsewhere', 8, '报警、盗窃、诈骗立案', '报警、立案、被偷、被骗', '', '', '辖区派出所', '', '', '身份证、转账或通话记录；紧急的先打110', 0, 1);

CREATE TABLE topics (
  id TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('appeals', 'residents', 'committees', 'superior', 'followUp', 'other')),
  proposerName TEXT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'internal', 'confidential')),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'scheduled', 'discussed', 'settled', 'declined')),
  confirmRule TEXT CHECK (confirmRule IN ('joint', 'major', 'committees')),
  -- The rule as it read on that day.
  confirmWording TEXT NOT NULL,
  confirmNote TEXT NOT NULL,
  jointHouseholdCount INTEGER,
  declineReason TEXT NOT NULL,
  -- 暂缓: not before this day; no state of its own, since nothing is decided by it.
  postponedUntil TEXT,
  postponeReason TEXT NOT NULL,
  proposedAt TEXT NOT NULL,
  proposedBy TEXT NOT NULL REFERENCES accounts (id),
  version INTEGER NOT NULL,
  UNIQUE (year, number)
) STRICT;
CREATE INDEX topics_by_state ON topics (state, proposedAt, id);
CREATE INDEX topics_by_time ON topics (proposedAt, id);
CREATE INDEX topics_by_account ON topics (proposedBy);

-- 联名: who signs for a topic, on the register or by name and door.
CREATE TABLE topic_signers (
  id TEXT PRIMARY KEY,
  topicId TEXT NOT NULL REFERENCES topics (id),
  residentId TEXT REFERENCES residents (id),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  -- The home as it was when the person signed.
  householdId TEXT REFERENCES households (id),
  signedAt TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES accounts (id),
  withdrawnAt TEXT,
  CHECK ((residentId IS NULL) = (name <> ''))
) STRICT;
CREATE INDEX topic_signers_by_topic ON topic_signers (topicId, signedAt);
CREATE UNIQUE INDEX topic_signers_once ON topic_signers (topicId, residentId) WHERE residentId IS NOT NULL AND withdrawnAt IS NULL;
CREATE INDEX topic_signers_by_resident ON topic_signers (residentId) WHERE residentId IS NOT NULL;
CREATE INDEX topic_signers_by_household ON topic_signers (householdId) WHERE householdId IS NOT NULL;
CREATE INDEX topic_signers_by_account ON topic_signers (recordedBy);

-- Whom a topic concerns: places of the register, or a number of homes with what it is known by.
CREATE TABLE topic_scopes (
  topicId TEXT PRIMARY KEY REFERENCES topics (id),
  typedCount INTEGER CHECK (typedCount >= 1),
  reason TEXT NOT NULL,
  writtenAt TEXT NOT NULL,
  writtenBy TEXT NOT NULL REFERENCES accounts (id),
  version INTEGER NOT NULL,
  CHECK (typedCount IS NULL OR reason <> '')
) STRICT;
CREATE INDEX topic_scopes_by_account ON topic_scopes (writtenBy);

CREATE TABLE topic_scope_places (
  id TEXT PRIMARY KEY,
  topicId TEXT NOT NULL REFERENCES topic_scopes (topicId),
  buildingId TEXT REFERENCES buildings (id),
  unitId TEXT REFERENCES units (id),
  CHECK ((buildingId IS NULL) <> (unitId IS NULL))
) STRICT;
CREATE INDEX topic_scope_places_by_topic ON topic_scope_places (topicId);
CREATE INDEX topic_scope_places_by_building ON topic_scope_places (buildingId) WHERE buildingId IS NOT NULL;
CREATE INDEX topic_scope_places_by_unit ON topic_scope_places (unitId) WHERE unitId IS NOT NULL;

-- 入户征求意见: what a home said at its door.
CREATE TABLE opinions (
  id TEXT PRIMARY KEY,
  topicId TEXT NOT NULL REFERENCES topics (id),
  householdId TEXT REFERENCES households (id),
  -- Of a home that is on no register.
  address TEXT NOT NULL,
  attitude TEXT NOT NULL CHECK (attitude IN ('for', 'conditional', 'against', 'neutral')),
  words TEXT NOT NULL,
  heardDate TEXT NOT NULL,
  heardBy TEXT NOT NULL,
  recordedAt TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES accounts (id),
  withdrawnAt TEXT,
  CHECK ((householdId IS NULL) = (address <> ''))
) STRICT;
CREATE INDEX opinions_by_topic ON opinions (topicId, recordedAt);
CREATE UNIQUE INDEX opinions_once ON opinions (topicId, householdId) WHERE householdId IS NOT NULL AND withdrawnAt IS NULL;
CREATE INDEX opinions_by_household ON opinions (householdId) WHERE householdId IS NOT NULL;
CREATE INDEX opinions_by_account ON opinions (recordedBy);

-- 议前调研
CREATE TABLE topic_researches (
  id TEXT PRIMARY KEY,
  topicId TEXT NOT NULL REFERENCES topics (id),
  doneDate TEXT NOT NULL,
  doneBy TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('visit', 'talk', 'site', 'survey', 'papers')),
  householdCount INTEGER NOT NULL CHECK (householdCount >= 0),
  findings TEXT NOT NULL,
  recordedAt TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES accounts (id),
  withdrawnAt TEXT
) STRICT;
CREATE INDEX topic_researches_by_topic ON topic_researches (topicId, doneDate);
CREATE INDEX topic_researches_by_account ON topic_researches (recordedBy);

-- A step of 1+6+N that was passed over, with the written reason.
CREATE TABLE topic_step_skips (
  topicId TEXT NOT NULL REFERENCES topics (id),
  step TEXT NOT NULL CHECK (step IN ('research', 'deliberate')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  at TEXT NOT NULL,
  writtenBy TEXT NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (topicId, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_step_skips_by_account ON topic_step_skips (writtenBy);

CREATE TABLE topic_appeals (
  topicId TEXT NOT NULL REFERENCES topics (id),
  appealId TEXT NOT NULL REFERENCES appeals (id),
  linkedAt TEXT NOT NULL,
  -- Set when the topic gave the appeal back; the row stays for the trace.
  returnedAt TEXT,
  PRIMARY KEY (topicId, appealId)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_appeals_by_appeal ON topic_appeals (appealId);

-- What a meeting is planned from. Standing items, groups and people are JSON: they are read and written as a whole.
-- 常设机构: 大党委, 大工委 and the like, with their members through the years.
CREATE TABLE bodies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('partyCommittee', 'workCommittee', 'council', 'redOwners', 'other')),
  note TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE body_members (
  id TEXT PRIMARY KEY,
  bodyId TEXT NOT NULL REFERENCES bodies (id),
  residentId TEXT REFERENCES residents (id),
  contactId TEXT REFERENCES contacts (id),
  -- Only of somebody who is on no register.
  name TEXT NOT NULL,
  -- 书记、兼职委员
  post TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('host', 'recorder', 'representative', 'committee', 'partyBranch', 'ownersCommittee', 'property', 'partner', 'subdistrict', 'party', 'professional', 'guest')),
  isEntitled INTEGER NOT NULL CHECK (isEntitled IN (0, 1)),
  termFrom TEXT NOT NULL,
  -- The last day; absent while the person serves.
  termTo TEXT,
  CHECK ((residentId IS NOT NULL) + (contactId IS NOT NULL) + (name <> '') = 1),
  CHECK (termTo IS NULL OR termTo >= termFrom)
) STRICT;
CREATE INDEX body_members_by_body ON body_members (bodyId, termFrom);
CREATE INDEX body_members_by_resident ON body_members (residentId) WHERE residentId IS NOT NULL;
CREATE INDEX body_members_by_contact ON body_members (contactId) WHERE contactId IS NOT NULL;

CREATE TABLE meeting_templates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('council', 'mediation', 'partyCommittee', 'fourParty')),
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  hostName TEXT NOT NULL,
  entitledBy TEXT NOT NULL CHECK (entitledBy IN ('person', 'household')),
  plannedMinutes INTEGER CHECK (plannedMinutes > 0),
  startTime TEXT NOT NULL,
  recurrence TEXT NOT NULL,
  standingItems TEXT NOT NULL,
  quotas TEXT NOT NULL,
  invitees TEXT NOT NULL,
  -- The body whose members of the day are asked, besides the invitees.
  bodyId TEXT REFERENCES bodies (id),
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_templates_by_body ON meeting_templates (bodyId) WHERE bodyId IS NOT NULL;
-- House templates, to be changed by the centre.
INSERT INTO meeting_templates (id, name, kind, title, place, hostName, entitledBy, plannedMinutes, startTime, recurrence, standingItems, quotas, invitees, isRetired, version) VALUES
  ('00000000-0000-7000-8000-000000000001', '小板凳议事会（每月）', 'council', '{年}年{月}月小板凳议事会', '', '', 'person', 90, '14:30', '', '[{"title":"上月诉求办理情况通报","plannedMinutes":10,"visibility":"public"}]', '[{"role":"representative","count":15},{"role":"ownersCommittee","count":2},{"role":"property","count":2}]', '[]', 0, 1),
  ('00000000-0000-7000-8000-000000000002', '一户一票议事会', 'council', '{年}年{月}月{日}日议事会', '', '', 'household', 90, '19:00', '', '[]', '[]', '[]', 0, 1),
  ('00000000-0000-7000-8000-000000000003', '邻里调解', 'mediation', '{年}年{月}月{日}日邻里调解会', '', '', 'person', 60, '14:30', '', '[]', '[{"role":"party","count":2},{"role":"professional","count":1}]', '[]', 0, 1),
  ('00000000-0000-7000-8000-000000000004', '大党委联席会议', 'partyCommittee', '{年}年{月}月社区大党委联席会议', '', '', 'person', 90, '09:30', '', '[{"title":"共建单位认领事项进展","plannedMinutes":20,"visibility":"public"},{"title":"下一步工作安排","plannedMinutes":20,"visibility":"internal"}]', '[{"role":"committee","count":3},{"role":"partner","count":6}]', '[]', 0, 1),
  ('00000000-0000-7000-8000-000000000005', '三委+物业联动会', 'fourParty', '{年}年{月}月“三委+物业”联动会', '', '', 'person', 60, '09:30', '', '[{"title":"物业服务情况通报","plannedMinutes":15,"visibility":"public"}]', '[{"role":"committee","count":1},{"role":"partyBranch","count":1},{"role":"ownersCommittee","count":1},{"role":"property","count":1}]', '[]', 0, 1);

CREATE TABLE meetings (
  id TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('council', 'mediation', 'partyCommittee', 'fourParty')),
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  hostName TEXT NOT NULL,
  plannedAt TEXT NOT NULL,
  -- How long it is to take; null where nobody said.
  plannedMinutes INTEGER CHECK (plannedMinutes > 0),
  state TEXT NOT NULL CHECK (state IN ('preparing', 'notified', 'inSession', 'ended', 'minuted', 'cancelled')),
  -- 应到 as it was typed; a list that names entitled people counts instead.
  entitledCount INTEGER NOT NULL CHECK (entitledCount >= 0),
  entitledBy TEXT NOT NULL CHECK (entitledBy IN ('person', 'household')),
  templateId TEXT REFERENCES meeting_templates (id),
  notifiedAt TEXT,
  startedAt TEXT,
  endedAt TEXT,
  minutedAt TEXT,
  version INTEGER NOT NULL,
  UNIQUE (year, number)
) STRICT;
CREATE INDEX meetings_by_time ON meetings (plannedAt, id);
CREATE INDEX meetings_by_state ON meetings (state, endedAt);
CREATE INDEX meetings_by_kind ON meetings (kind, plannedAt);
CREATE INDEX meetings_by_template ON meetings (templateId, plannedAt) WHERE templateId IS NOT NULL;

-- Which bodies were asked to a meeting as a whole, whoever served in them then.
CREATE TABLE meeting_bodies (
  bodyId TEXT NOT NULL REFERENCES bodies (id),
  meetingId TEXT NOT NULL REFERENCES meetings (id),
  PRIMARY KEY (bodyId, meetingId)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_bodies_by_meeting ON meeting_bodies (meetingId);

CREATE TABLE agenda_items (
  id TEXT PRIMARY KEY,
  meetingId TEXT NOT NULL REFERENCES meetings (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('topic', 'review', 'report')),
  topicId TEXT REFERENCES topics (id),
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  -- Two levels: 一、 and under it （一）.
  parentId TEXT REFERENCES agenda_items (id),
  plannedMinutes INTEGER CHECK (plannedMinutes > 0),
  responsibleName TEXT NOT NULL,
  -- Of a report; a topic brings its own.
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'internal', 'confidential')),
  CHECK ((kind = 'topic') = (topicId IS NOT NULL))
) STRICT;
CREATE INDEX agenda_items_by_meeting ON agenda_items (meetingId, position);
CREATE INDEX agenda_items_by_parent ON agenda_items (parentId) WHERE parentId IS NOT NULL;
CREATE INDEX agenda_items_by_topic ON agenda_items (topicId) WHERE topicId IS NOT NULL;

CREATE TABLE attendances (
  id TEXT PRIMARY KEY,
  meetingId TEXT NOT NULL REFERENCES meetings (id),
  residentId TEXT REFERENCES residents (id),
  contactId TEXT REFERENCES contacts (id),
  -- Only of somebody who is on no register.
  name TEXT NOT NULL,
  presence TEXT NOT NULL CHECK (presence IN ('invited', 'present', 'leave', 'absent', 'observer')),
  role TEXT NOT NULL CHECK (role IN ('host', 'recorder', 'representative', 'committee', 'partyBranch', 'ownersCommittee', 'property', 'partner', 'subdistrict', 'party', 'professional', 'guest')),
  isEntitled INTEGER NOT NULL CHECK (isEntitled IN (0, 1)),
  reply TEXT NOT NULL CHECK (reply IN ('none', 'coming', 'notComing')),
  -- The home that the person speaks for, as it was when the person was put on the list.
  householdId TEXT REFERENCES households (id),
  -- The same of somebody whose home is on no register.
  address TEXT NOT NULL,
  arrivedAt TEXT,
  leftAt TEXT,
  householdCount INTEGER NOT NULL CHECK (householdCount >= 0),
  position INTEGER NOT NULL,
  CHECK ((residentId IS NOT NULL) + (contactId IS NOT NULL) + (name <> '') = 1)
) STRICT;
CREATE INDEX attendances_by_meeting ON attendances (meetingId, position);
CREATE INDEX attendances_by_household ON attendances (householdId) WHERE householdId IS NOT NULL;
CREATE UNIQUE INDEX attendances_once_by_resident ON attendances (residentId, meetingId) WHERE residentId IS NOT NULL;
CREATE UNIQUE INDEX attendances_once_by_contact ON attendances (contactId, meetingId) WHERE contactId IS NOT NULL;

-- 书面委托: the vote of one on the list in the hands of another.
CREATE TABLE proxies (
  id TEXT PRIMARY KEY,
  meetingId TEXT NOT NULL REFERENCES meetings (id),
  giverId TEXT NOT NULL UNIQUE REFERENCES attendances (id),
  holderId TEXT NOT NULL REFERENCES attendances (id),
  -- The day on the paper.
  writtenDate TEXT NOT NULL,
  CHECK (giverId <> holderId)
) STRICT;
CREATE INDEX proxies_by_meeting ON proxies (meetingId);
CREATE INDEX proxies_by_holder ON proxies (holderId);

-- 调解: the agreement of a mediation. A new wording is a new row; the signatures stand under one wording.
CREATE TABLE agreements (
  id TEXT PRIMARY KEY,
  meetingId TEXT NOT NULL REFERENCES meetings (id),
  edition INTEGER NOT NULL CHECK (edition >= 1),
  dispute TEXT NOT NULL,
  terms TEXT NOT NULL,
  performBy TEXT,
  writtenAt TEXT NOT NULL,
  writtenBy TEXT NOT NULL REFERENCES accounts (id),
  UNIQUE (meetingId, edition)
) STRICT;
CREATE INDEX agreements_by_account ON agreements (writtenBy);

CREATE TABLE agreement_signatures (
  agreementId TEXT NOT NULL REFERENCES agreements (id),
  attendanceId TEXT NOT NULL REFERENCES attendances (id),
  signedDate TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('inPerson', 'fingerprint', 'agent')),
  PRIMARY KEY (agreementId, attendanceId)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_signatures_by_attendance ON agreement_signatures (attendanceId);

CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  itemId TEXT NOT NULL REFERENCES agenda_items (id),
  attendanceId TEXT NOT NULL REFERENCES attendances (id),
  attitude TEXT NOT NULL CHECK (attitude IN ('for', 'conditional', 'against', 'neutral')),
  words TEXT NOT NULL,
  at TEXT NOT NULL,
  withdrawnAt TEXT
) STRICT;
CREATE INDEX statements_by_item ON statements (itemId, at);
CREATE INDEX statements_by_attendance ON statements (attendanceId);

-- 表决: a matter put to the vote, with what it is counted by from then on. Nothing of it is written over.
CREATE TABLE votes (
  id TEXT PRIMARY KEY,
  itemId TEXT NOT NULL REFERENCES agenda_items (id),
  question TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('hands', 'paper', 'signature')),
  base TEXT NOT NULL CHECK (base IN ('present', 'entitled', 'cast')),
  state TEXT NOT NULL CHECK (state IN ('open', 'counted', 'calledOff')),
  openedAt TEXT NOT NULL,
  callOffReason TEXT NOT NULL,
  -- From the first count on: by whom there were votes, and how many of them the list made.
  entitledBy TEXT CHECK (entitledBy IN ('person', 'household')),
  entitledCount INTEGER CHECK (entitledCount >= 0),
  version INTEGER NOT NULL,
  CHECK ((state = 'counted') = (entitledCount IS NOT NULL)),
  CHECK ((entitledBy IS NULL) = (entitledCount IS NULL)),
  CHECK ((state = 'calledOff') = (callOffReason <> ''))
) STRICT;
CREATE INDEX votes_by_item ON votes (itemId, openedAt, id);
CREATE UNIQUE INDEX votes_open ON votes (itemId) WHERE state = 'open';

-- One count of a vote; a recount is the next edition, the last one holds.
CREATE TABLE vote_counts (
  voteId TEXT NOT NULL REFERENCES votes (id),
  edition INTEGER NOT NULL CHECK (edition >= 1),
  forCount INTEGER NOT NULL CHECK (forCount >= 0),
  againstCount INTEGER NOT NULL CHECK (againstCount >= 0),
  abstainCount INTEGER NOT NULL CHECK (abstainCount >= 0),
  invalidCount INTEGER NOT NULL CHECK (invalidCount >= 0),
  handedOutCount INTEGER CHECK (handedOutCount >= 0),
  returnedCount INTEGER CHECK (returnedCount <= handedOutCount),
  isPassed INTEGER NOT NULL CHECK (isPassed IN (0, 1)),
  sheetCode TEXT NOT NULL,
  reason TEXT NOT NULL,
  countedBy TEXT NOT NULL,
  watchedBy TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (voteId, edition),
  CHECK (edition = 1 OR reason <> ''),
  CHECK ((handedOutCount IS NULL) = (returnedCount IS NULL)),
  CHECK (returnedCount IS NULL OR returnedCount = forCount + againstCount + abstainCount + invalidCount)
) STRICT, WITHOUT ROWID;

-- Who was entitled when a vote was counted, and who cast each vote. Names and homes as they were: what becomes of the
-- list or of a person later changes nothing here.
CREATE TABLE vote_seats (
  voteId TEXT NOT NULL REFERENCES votes (id),
  position INTEGER NOT NULL,
  attendanceId TEXT NOT NULL,
  householdId TEXT REFERENCES households (id),
  name TEXT NOT NULL,
  home TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('self', 'household', 'proxy', 'empty')),
  castByName TEXT NOT NULL,
  PRIMARY KEY (voteId, position),
  CHECK ((way = 'empty') = (castByName = ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_seats_by_household ON vote_seats (householdId) WHERE householdId IS NOT NULL;

-- Of a vote by signature: what each seat signed for, of every count.
CREATE TABLE vote_choices (
  voteId TEXT NOT NULL,
  edition INTEGER NOT NULL,
  position INTEGER NOT NULL,
  choice TEXT NOT NULL CHECK (choice IN ('for', 'against', 'abstain')),
  PRIMARY KEY (voteId, edition, position),
  FOREIGN KEY (voteId, edition) REFERENCES vote_counts (voteId, edition),
  FOREIGN KEY (voteId, position) REFERENCES vote_seats (voteId, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_choices_by_seat ON vote_choices (voteId, position);

-- Paper ballots, numbered on from print to print. The number stands on the stub alone.
CREATE TABLE ballot_prints (
  code TEXT PRIMARY KEY REFERENCES printed_sheets (code),
  voteId TEXT NOT NULL REFERENCES votes (id),
  firstNumber INTEGER NOT NULL CHECK (firstNumber >= 1),
  ballotCount INTEGER NOT NULL CHECK (ballotCount >= 1)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ballot_prints_by_vote ON ballot_prints (voteId, firstNumber);

CREATE TABLE resolutions (
  id TEXT PRIMARY KEY,
  itemId TEXT NOT NULL UNIQUE REFERENCES agenda_items (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'deferred', 'rejected', 'noted')),
  wording TEXT NOT NULL,
  noTaskReason TEXT NOT NULL,
  -- Who had been heard when it was decided, and why that was enough where the house wants more.
  coverage TEXT NOT NULL,
  coverageReason TEXT NOT NULL,
  at TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  measure TEXT NOT NULL,
  -- Written for residents; paper and screens for the public use this and never the words of an appeal.
  publicWording TEXT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'internal', 'confidential')),
  track TEXT NOT NULL CHECK (track IN ('immediate', 'online', 'consult')),
  urgency TEXT NOT NULL CHECK (urgency IN ('urgent', 'utility', 'ordinary')),
  leadOrganisationId TEXT NOT NULL REFERENCES organisations (id),
  responsibleId TEXT NOT NULL REFERENCES contacts (id),
  gridId TEXT REFERENCES grids (id),
  resolutionId TEXT REFERENCES resolutions (id),
  -- 归口: what is not own or assigned is never counted as the community's.
  ownership TEXT NOT NULL CHECK (ownership IN ('own', 'assist', 'outside', 'assigned')),
  onlinePlatform TEXT NOT NULL,
  onlineNumber TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('drafted', 'dispatched', 'accepted', 'finished', 'closed', 'parked', 'cancelled')),
  round INTEGER NOT NULL CHECK (round >= 1),
  returnCount INTEGER NOT NULL,
  urgeCount INTEGER NOT NULL,
  superviseCount INTEGER NOT NULL,
  -- 首接: who took the matter down first.
  firstReceivedBy TEXT NOT NULL REFERENCES accounts (id),
  nextVisitDate TEXT,
  clockStartAt TEXT NOT NULL,
  ruleCount INTEGER NOT NULL,
  ruleUnit TEXT NOT NULL CHECK (ruleUnit IN ('hours', 'days', 'workdays', 'date')),
  -- The day that was agreed, where the limit is one.
  agreedDate TEXT CHECK ((ruleUnit = 'date') = (agreedDate IS NOT NULL)),
  dueAt TEXT NOT NULL,
  dueWhy TEXT NOT NULL,
  isDueEstimated INTEGER NOT NULL CHECK (isDueEstimated IN (0, 1)),
  calendarVersion TEXT NOT NULL,
  -- The holiday list moved the limit, and the resident was told another day.
  isToBeRetold INTEGER NOT NULL CHECK (isToBeRetold IN (0, 1)),
  -- 网格派单: the grid whose people may take it.
  offeredGridId TEXT REFERENCES grids (id),
  offeredAt TEXT CHECK ((offeredAt IS NULL) = (offeredGridId IS NULL)),
  dispatchedAt TEXT,
  acceptedAt TEXT,
  finishedAt TEXT,
  closedAt TEXT,
  result TEXT NOT NULL,
  closeClass TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  createdBy TEXT NOT NULL REFERENCES accounts (id),
  version INTEGER NOT NULL,
  UNIQUE (year, number),
  CHECK (offeredGridId IS NULL OR state <> 'drafted')
) STRICT;
CREATE INDEX tasks_by_state ON tasks (state, dueAt, id);
CREATE INDEX tasks_by_limit ON tasks (dueAt, id);
CREATE INDEX tasks_by_organisation ON tasks (leadOrganisationId, state);
CREATE INDEX tasks_by_responsible ON tasks (responsibleId, state);
CREATE INDEX tasks_by_grid ON tasks (gridId) WHERE gridId IS NOT NULL;
CREATE INDEX tasks_by_offered_grid ON tasks (offeredGridId) WHERE offeredGridId IS NOT NULL;
CREATE INDEX tasks_by_resolution ON tasks (resolutionId) WHERE resolutionId IS NOT NULL;
CREATE INDEX tasks_by_finish ON tasks (finishedAt) WHERE finishedAt IS NOT NULL;
CREATE INDEX tasks_by_close ON tasks (closedAt) WHERE closedAt IS NOT NULL;
CREATE INDEX tasks_by_account ON tasks (createdBy);
CREATE INDEX tasks_by_first_receiver ON tasks (firstReceivedBy);
CREATE INDEX tasks_by_next_visit ON tasks (nextVisitDate) WHERE nextVisitDate IS NOT NULL;
CREATE INDEX tasks_sent_back ON tasks (dueAt, id) WHERE returnCount >= 2;
CREATE INDEX tasks_by_estimate ON tasks (dueAt) WHERE isDueEstimated = 1;
CREATE INDEX tasks_to_be_retold ON tasks (dueAt) WHERE isToBeRetold = 1;

CREATE TABLE task_appeals (
  taskId TEXT NOT NULL REFERENCES tasks (id),
  appealId TEXT NOT NULL REFERENCES appeals (id),
  PRIMARY KEY (taskId, appealId)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_appeals_by_appeal ON task_appeals (appealId);

-- 依据 of what was handed down, with the limit that was set above.
CREATE TABLE task_bases (
  taskId TEXT PRIMARY KEY REFERENCES tasks (id),
  document TEXT NOT NULL CHECK (document <> ''),
  fromWhom TEXT NOT NULL CHECK (fromWhom <> ''),
  receivedDate TEXT NOT NULL,
  upstreamDueDate TEXT
) STRICT, WITHOUT ROWID;

-- A round that is over: 重办 opens the next one and leaves this as it was.
CREATE TABLE task_rounds (
  taskId TEXT NOT NULL REFERENCES tasks (id),
  round INTEGER NOT NULL,
  clockStartAt TEXT NOT NULL,
  dueAt TEXT NOT NULL,
  finishedAt TEXT NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (taskId, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_extensions (
  id TEXT PRIMARY KEY,
  taskId TEXT NOT NULL REFERENCES tasks (id),
  round INTEGER NOT NULL,
  newDueDate TEXT NOT NULL,
  reason TEXT NOT NULL,
  askedAt TEXT NOT NULL,
  askedBy TEXT NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused')),
  decidedAt TEXT,
  decidedBy TEXT REFERENCES accounts (id),
  decisionNote TEXT NOT NULL
) STRICT;
CREATE INDEX task_extensions_by_task ON task_extensions (taskId, askedAt);
CREATE INDEX task_extensions_by_state ON task_extensions (state, askedAt);
CREATE INDEX task_extensions_by_asker ON task_extensions (askedBy);
CREATE INDEX task_extensions_by_decider ON task_extensions (decidedBy) WHERE decidedBy IS NOT NULL;

-- 挂账: the clock stands from its beginning to its end.
CREATE TABLE task_parkings (
  id TEXT PRIMARY KEY,
  taskId TEXT NOT NULL REFERENCES tasks (id),
  round INTEGER NOT NULL,
  reason TEXT NOT NULL,
  fromAt TEXT NOT NULL,
  -- When it is to be taken up again.
  resumeDate TEXT NOT NULL,
  approvedBy TEXT NOT NULL REFERENCES accounts (id),
  toAt TEXT
) STRICT;
CREATE INDEX task_parkings_by_task ON task_parkings (taskId, fromAt);
CREATE UNIQUE INDEX task_parkings_open_once ON task_parkings (taskId) WHERE toAt IS NULL;
CREATE INDEX task_parkings_open ON task_parkings (resumeDate, id) WHERE toAt IS NULL;
CREATE INDEX task_parkings_by_time ON task_parkings (fromAt, id);
CREATE INDEX task_parkings_by_account ON task_parkings (approvedBy);

-- 协办: the clock runs on the lead.
CREATE TABLE task_helpers (
  id TEXT PRIMARY KEY,
  taskId TEXT NOT NULL REFERENCES tasks (id),
  organisationId TEXT NOT NULL REFERENCES organisations (id),
  contactId TEXT REFERENCES contacts (id),
  part TEXT NOT NULL,
  UNIQUE (taskId, organisationId)
) STRICT;
CREATE INDEX task_helpers_by_organisation ON task_helpers (organisationId);
CREATE INDEX task_helpers_by_contact ON task_helpers (contactId) WHERE contactId IS NOT NULL;

-- 党员接单: who of the grid takes a task that was offered there.
CREATE TABLE task_takers (
  id TEXT PRIMARY KEY,
  taskId TEXT NOT NULL REFERENCES tasks (id),
  kind TEXT NOT NULL CHECK (kind IN ('partyMember', 'volunteer', 'merchant', 'neighbour')),
  residentId TEXT REFERENCES residents (id),
  organisationId TEXT REFERENCES organisations (id),
  contactId TEXT REFERENCES contacts (id),
  takenAt TEXT NOT NULL,
  note TEXT NOT NULL,
  recordedAt TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES accounts (id),
  withdrawnAt TEXT,
  withdrawnBy TEXT REFERENCES accounts (id),
  withdrawReason TEXT NOT NULL,
  CHECK ((residentId IS NULL) <> (organisationId IS NULL)),
  CHECK (contactId IS NULL OR organisationId IS NOT NULL),
  CHECK ((withdrawnAt IS NULL) = (withdrawnBy IS NULL))
) STRICT;
CREATE INDEX task_takers_by_task ON task_takers (taskId, takenAt, id);
CREATE UNIQUE INDEX task_takers_once ON task_takers (taskId, coalesce(residentId, contactId, organisationId))
  WHERE withdrawnAt IS NULL;
CREATE INDEX task_takers_by_resident ON task_takers (residentId, takenAt, id) WHERE residentId IS NOT NULL;
CREATE INDEX task_takers_by_organisation ON task_takers (organisationId, takenAt, id) WHERE organisationId IS NOT NULL;
CREATE INDEX task_takers_by_contact ON task_takers (contactId) WHERE contactId IS NOT NULL;
CREATE INDEX task_takers_by_account ON task_takers (recordedBy);
CREATE INDEX task_takers_by_withdrawer ON task_takers (withdrawnBy) WHERE withdrawnBy IS NOT NULL;

-- A step of a task with its own person and date.
CREATE TABLE task_milestones (
  id TEXT PRIMARY KEY,
  taskId TEXT NOT NULL REFERENCES tasks (id),
  title TEXT NOT NULL,
  responsibleId TEXT NOT NULL REFERENCES contacts (id),
  dueDate TEXT NOT NULL,
  doneAt TEXT,
  evidence TEXT NOT NULL
) STRICT;
CREATE INDEX task_milestones_by_task ON task_milestones (taskId, dueDate);
CREATE INDEX task_milestones_by_person ON task_milestones (responsibleId);
CREATE INDEX task_milestones_open ON task_milestones (dueDate, taskId) WHERE doneAt IS NULL;

-- 三上门
CREATE TABLE task_visits (
  id TEXT PRIMARY KEY,
  taskId TEXT NOT NULL REFERENCES tasks (id),
  visitDate TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('do', 'talk', 'persuade')),
  visitor TEXT NOT NULL,
  companion TEXT NOT NULL,
  outcome TEXT NOT NULL,
  nextVisitDate TEXT,
  recordedAt TEXT NOT NULL
) STRICT;
CREATE INDEX task_visits_by_date ON task_visits (visitDate, taskId);
CREATE INDEX task_visits_by_task ON task_visits (taskId, visitDate);

-- 催办单, 督办函, 吹哨单 and 清单外事项报到退回单
CREATE TABLE task_letters (
  id TEXT PRIMARY KEY,
  taskId TEXT NOT NULL REFERENCES tasks (id),
  round INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('urge', 'supervise', 'whistle', 'refer')),
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  way TEXT CHECK (way IN ('written', 'meeting', 'talk', 'onSite', 'regular')),
  toWhom TEXT NOT NULL,
  words TEXT NOT NULL,
  replyBy TEXT,
  issuedAt TEXT NOT NULL,
  issuedBy TEXT NOT NULL REFERENCES accounts (id),
  arrivedAt TEXT,
  repliedAt TEXT,
  reply TEXT NOT NULL,
  UNIQUE (kind, year, number),
  CHECK ((kind = 'supervise') = (way IS NOT NULL)),
  CHECK (arrivedAt IS NULL OR kind IN ('whistle', 'refer'))
) STRICT;
CREATE INDEX task_letters_by_task ON task_letters (taskId, issuedAt);
CREATE INDEX task_letters_by_account ON task_letters (issuedBy);

-- 上期任务回头看: what a meeting looked back on, each task once.
CREATE TABLE reviewed_tasks (
  itemId TEXT NOT NULL REFERENCES agenda_items (id),
  taskId TEXT NOT NULL REFERENCES tasks (id),
  position INTEGER NOT NULL,
  taskState TEXT NOT NULL,
  attitude TEXT CHECK (attitude IN ('for', 'conditional', 'against', 'neutral')),
  words TEXT NOT NULL,
  PRIMARY KEY (itemId, taskId)
) STRICT, WITHOUT ROWID;
CREATE INDEX reviewed_tasks_by_task ON reviewed_tasks (taskId);

CREATE TABLE follow_ups (
  id TEXT PRIMARY KEY,
  taskId TEXT NOT NULL REFERENCES tasks (id),
  round INTEGER NOT NULL,
  appealId TEXT NOT NULL REFERENCES appeals (id),
  state TEXT NOT NULL CHECK (state IN ('open', 'evaluated', 'unreachable', 'superseded')),
  tryCount INTEGER NOT NULL,
  openedAt TEXT NOT NULL,
  endedAt TEXT,
  isSolved INTEGER CHECK (isSolved IN (0, 1)),
  satisfaction TEXT CHECK (satisfaction IN ('satisfied', 'fairly', 'unsatisfied')),
  level TEXT CHECK (level IN ('very', 'satisfied', 'fairly', 'unsatisfied', 'veryUnsatisfied')),
  -- How the five answers became the three, under the name of that time.
  levelMapping TEXT NOT NULL,
  words TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (taskId, round, appealId)
) STRICT;
CREATE INDEX follow_ups_by_state ON follow_ups (state, openedAt, id);
CREATE INDEX follow_ups_by_appeal ON follow_ups (appealId);

CREATE TABLE follow_up_tries (
  id TEXT PRIMARY KEY,
  followUpId TEXT NOT NULL REFERENCES follow_ups (id),
  at TEXT NOT NULL,
  triedBy TEXT NOT NULL REFERENCES accounts (id),
  way TEXT NOT NULL CHECK (way IN ('phone', 'visit', 'desk')),
  isReached INTEGER NOT NULL CHECK (isReached IN (0, 1)),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX follow_up_tries_by_follow_up ON follow_up_tries (followUpId, at);
CREATE INDEX follow_up_tries_by_account ON follow_up_tries (triedBy);

-- 走访单: what somebody carries on a walk, kept with its rows so that it is keyed back by their numbers.
CREATE TABLE walk_sheets (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  gridId TEXT REFERENCES grids (id),
  buildingId TEXT REFERENCES buildings (id),
  leftOutCount INTEGER NOT NULL,
  printedAt TEXT NOT NULL,
  printedBy TEXT NOT NULL REFERENCES accounts (id)
) STRICT;
CREATE INDEX walk_sheets_by_time ON walk_sheets (printedAt, id);
CREATE INDEX walk_sheets_by_grid ON walk_sheets (gridId) WHERE gridId IS NOT NULL;
CREATE INDEX walk_sheets_by_building ON walk_sheets (buildingId) WHERE buildingId IS NOT NULL;
CREATE INDEX walk_sheets_by_account ON walk_sheets (printedBy);

CREATE TABLE walk_rows (
  sheetId TEXT NOT NULL REFERENCES walk_sheets (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('home', 'appeal', 'task', 'blank')),
  householdId TEXT REFERENCES households (id),
  -- The appeal that the row is of, or that was made of it.
  appealId TEXT REFERENCES appeals (id),
  taskId TEXT REFERENCES tasks (id),
  words TEXT NOT NULL,
  keyedAt TEXT,
  keyedBy TEXT REFERENCES accounts (id),
  PRIMARY KEY (sheetId, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX walk_rows_by_household ON walk_rows (householdId) WHERE householdId IS NOT NULL;
CREATE INDEX walk_rows_by_appeal ON walk_rows (appealId) WHERE appealId IS NOT NULL;
CREATE INDEX walk_rows_by_task ON walk_rows (taskId) WHERE taskId IS NOT NULL;
CREATE INDEX walk_rows_by_account ON walk_rows (keyedBy) WHERE keyedBy IS NOT NULL;
