CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  accountId TEXT,
  operation TEXT NOT NULL,
  subjectId TEXT,
  requestId TEXT UNIQUE,
  payloadHash TEXT NOT NULL,
  previousHash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE INDEX audit_log_by_subject ON audit_log (subjectId, id) WHERE subjectId IS NOT NULL;

CREATE TRIGGER audit_log_keeps_rows BEFORE DELETE ON audit_log BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_log_keeps_values BEFORE UPDATE ON audit_log BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TABLE audit_payloads (
  auditId INTEGER PRIMARY KEY REFERENCES audit_log (id),
  salt TEXT,
  payload TEXT,
  reply TEXT,
  -- The audit row of the erasing that emptied this one.
  erasedBy INTEGER REFERENCES audit_log (id)
) STRICT;

CREATE INDEX audit_payloads_by_erasing ON audit_payloads (erasedBy) WHERE erasedBy IS NOT NULL;

CREATE TRIGGER audit_payloads_keep_rows BEFORE DELETE ON audit_payloads BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_payloads_only_emptied BEFORE UPDATE ON audit_payloads
WHEN NEW.auditId <> OLD.auditId OR NEW.salt IS NOT NULL OR NEW.payload IS NOT NULL OR NEW.reply IS NOT NULL OR NEW.erasedBy IS NULL
BEGIN
  SELECT RAISE(ABORT, 'a payload can only be emptied, by an erasing that is itself audited');
END;

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  subjectKind TEXT NOT NULL,
  subjectId TEXT NOT NULL,
  kind TEXT NOT NULL,
  fromState TEXT,
  toState TEXT,
  at TEXT NOT NULL,
  recordedBy TEXT,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;

CREATE INDEX events_by_subject ON events (subjectKind, subjectId, id);

CREATE TABLE counters (
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  value INTEGER NOT NULL CHECK (value > 0),
  PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE void_numbers (
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  fromValue INTEGER NOT NULL,
  toValue INTEGER NOT NULL CHECK (toValue >= fromValue),
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (series, year, fromValue)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  accountId TEXT NOT NULL,
  form TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  updatedAt TEXT NOT NULL,
  PRIMARY KEY (accountId, form)
) STRICT, WITHOUT ROWID;

CREATE TABLE stored_files (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  byteCount INTEGER NOT NULL,
  addedAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE search_entries (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subjectId TEXT NOT NULL UNIQUE,
  sortAt TEXT NOT NULL,
  isConfidential INTEGER NOT NULL CHECK (isConfidential IN (0, 1))
) STRICT;

CREATE VIRTUAL TABLE search_pieces USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61');

CREATE TABLE pending_jobs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  accountId TEXT,
  subjectId TEXT,
  place TEXT NOT NULL CHECK (json_valid(place)),
  startedAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE community (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  subdistrict TEXT NOT NULL,
  centreName TEXT NOT NULL,
  centreAddress TEXT NOT NULL,
  centrePhone TEXT NOT NULL,
  openingHours TEXT NOT NULL,
  idleMinutes INTEGER NOT NULL CHECK (idleMinutes BETWEEN 1 AND 120),
  isDemo INTEGER NOT NULL CHECK (isDemo IN (0, 1)),
  setUpAt TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  post TEXT NOT NULL,
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  pinSalt TEXT NOT NULL,
  pinHash TEXT NOT NULL,
  -- Cost of the hash, so that it can be raised for new PINs.
  pinCost INTEGER NOT NULL,
  isActive INTEGER NOT NULL CHECK (isActive IN (0, 1)),
  wrongPinCount INTEGER NOT NULL,
  waitUntil TEXT,
  createdAt TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX accounts_by_name ON accounts (name) WHERE isActive = 1;

CREATE TABLE categories (
  code TEXT PRIMARY KEY,
  parentCode TEXT REFERENCES categories (code),
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
  name TEXT NOT NULL,
  -- 物业管理 / 物业服务 / 电梯维修, so that a list need not walk the tree.
  path TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  importId TEXT,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX categories_by_parent ON categories (parentCode);

CREATE UNIQUE INDEX categories_by_path ON categories (path);

CREATE TABLE calendar_years (
  year INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  version INTEGER NOT NULL,
  importedAt TEXT NOT NULL
) STRICT;

CREATE TABLE calendar_days (
  day TEXT PRIMARY KEY,
  year INTEGER NOT NULL REFERENCES calendar_years (year),
  isWorkday INTEGER NOT NULL CHECK (isWorkday IN (0, 1)),
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX calendar_days_by_year ON calendar_days (year);

CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  fileName TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES stored_files (sha256),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'takingBack', 'takenBack')),
  choices TEXT NOT NULL CHECK (json_valid(choices)),
  readCount INTEGER NOT NULL,
  takenCount INTEGER NOT NULL,
  knownCount INTEGER NOT NULL,
  refusedCount INTEGER NOT NULL,
  refusedSha256 TEXT REFERENCES stored_files (sha256),
  startedAt TEXT NOT NULL,
  startedBy TEXT NOT NULL REFERENCES accounts (id),
  endedAt TEXT
) STRICT;

CREATE INDEX imports_by_start ON imports (startedAt);

CREATE INDEX imports_by_file ON imports (sha256);

CREATE INDEX imports_by_refused_file ON imports (refusedSha256) WHERE refusedSha256 IS NOT NULL;

CREATE INDEX imports_by_account ON imports (startedBy);

CREATE TABLE grids (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL,
  -- The import that made it, here and below, so that cancelling takes back no more than that.
  importId TEXT,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE estates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL,
  importId TEXT,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE buildings (
  id TEXT PRIMARY KEY,
  estateId TEXT NOT NULL REFERENCES estates (id),
  gridId TEXT REFERENCES grids (id),
  name TEXT NOT NULL,
  importId TEXT,
  -- The import that put it into its grid; empty as soon as a person saves it.
  gridImportId TEXT,
  version INTEGER NOT NULL,
  UNIQUE (estateId, name)
) STRICT;

CREATE INDEX buildings_by_grid ON buildings (gridId) WHERE gridId IS NOT NULL;

CREATE TABLE units (
  id TEXT PRIMARY KEY,
  buildingId TEXT NOT NULL REFERENCES buildings (id),
  -- Empty where a building has no units.
  name TEXT NOT NULL,
  importId TEXT,
  version INTEGER NOT NULL,
  UNIQUE (buildingId, name)
) STRICT;

CREATE TABLE households (
  id TEXT PRIMARY KEY,
  unitId TEXT NOT NULL REFERENCES units (id),
  room TEXT NOT NULL,
  note TEXT NOT NULL,
  importId TEXT,
  version INTEGER NOT NULL,
  UNIQUE (unitId, room)
) STRICT;

CREATE INDEX households_by_import ON households (importId) WHERE importId IS NOT NULL;

CREATE TABLE residents (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- The name's pinyin, so that lists stand in the order of a dictionary.
  nameKey TEXT NOT NULL,
  gender TEXT CHECK (gender IN ('male', 'female')),
  birthDate TEXT,
  phone TEXT NOT NULL,
  householdId TEXT REFERENCES households (id),
  -- The address as a sort key: 2号楼 before 10号楼, whoever has no home known last.
  placeKey TEXT NOT NULL,
  -- 户主、配偶、子女 …, as the household book words it.
  relation TEXT NOT NULL,
  partyMember TEXT CHECK (partyMember IN ('registered', 'workplace', 'newSector', 'mobile', 'partner')),
  note TEXT NOT NULL,
  movedOutDate TEXT,
  mergedInto TEXT REFERENCES residents (id),
  -- From then on nothing of the person stands here; the row remains for what is counted.
  erasedAt TEXT,
  importId TEXT,
  createdAt TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX residents_by_household ON residents (householdId) WHERE householdId IS NOT NULL;

CREATE INDEX residents_by_name ON residents (nameKey, id);

CREATE INDEX residents_by_place ON residents (placeKey, id);

CREATE INDEX residents_by_party ON residents (partyMember, nameKey, id) WHERE partyMember IS NOT NULL;

CREATE INDEX residents_by_phone ON residents (phone) WHERE phone <> '';

CREATE INDEX residents_by_merge ON residents (mergedInto) WHERE mergedInto IS NOT NULL;

CREATE INDEX residents_by_import ON residents (importId) WHERE importId IS NOT NULL;

CREATE TABLE resident_audiences (
  residentId TEXT NOT NULL REFERENCES residents (id),
  audience TEXT NOT NULL CHECK (audience IN ('elder', 'child', 'hardship')),
  source TEXT NOT NULL,
  sinceDate TEXT NOT NULL,
  PRIMARY KEY (residentId, audience)
) STRICT, WITHOUT ROWID;

CREATE INDEX resident_audiences_by_audience ON resident_audiences (audience, residentId);

CREATE TABLE organisations (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('community', 'subdistrict', 'department', 'property', 'ownersCommittee', 'partner', 'merchant', 'social')),
  name TEXT NOT NULL UNIQUE,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  note TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  importId TEXT,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX organisations_by_import ON organisations (importId) WHERE importId IS NOT NULL;

CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  organisationId TEXT NOT NULL REFERENCES organisations (id),
  residentId TEXT REFERENCES residents (id),
  name TEXT NOT NULL,
  post TEXT NOT NULL,
  phone TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  importId TEXT,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX contacts_by_organisation ON contacts (organisationId, name);

CREATE INDEX contacts_by_resident ON contacts (residentId) WHERE residentId IS NOT NULL;

CREATE INDEX contacts_by_import ON contacts (importId) WHERE importId IS NOT NULL;

CREATE TABLE grid_posts (
  id TEXT PRIMARY KEY,
  post TEXT NOT NULL CHECK (post IN ('gridLeader', 'gridWorker', 'buildingLeader', 'unitLeader')),
  gridId TEXT REFERENCES grids (id),
  buildingId TEXT REFERENCES buildings (id),
  unitId TEXT REFERENCES units (id),
  contactId TEXT REFERENCES contacts (id),
  residentId TEXT REFERENCES residents (id),
  fromDate TEXT NOT NULL,
  toDate TEXT,
  importId TEXT,
  version INTEGER NOT NULL,
  CHECK ((gridId IS NOT NULL) + (buildingId IS NOT NULL) + (unitId IS NOT NULL) = 1),
  CHECK ((contactId IS NOT NULL) + (residentId IS NOT NULL) = 1)
) STRICT;

CREATE INDEX grid_posts_by_grid ON grid_posts (gridId) WHERE gridId IS NOT NULL;

CREATE INDEX grid_posts_by_building ON grid_posts (buildingId) WHERE buildingId IS NOT NULL;

CREATE INDEX grid_posts_by_unit ON grid_posts (unitId) WHERE unitId IS NOT NULL;

CREATE INDEX grid_posts_by_contact ON grid_posts (contactId) WHERE contactId IS NOT NULL;

CREATE INDEX grid_posts_by_resident ON grid_posts (residentId) WHERE residentId IS NOT NULL;

CREATE INDEX grid_posts_by_import ON grid_posts (importId) WHERE importId IS NOT NULL;

CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  subjectKind TEXT NOT NULL,
  subjectId TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES stored_files (sha256),
  name TEXT NOT NULL,
  mediaType TEXT NOT NULL,
  byteCount INTEGER NOT NULL,
  addedAt TEXT NOT NULL,
  addedBy TEXT REFERENCES accounts (id),
  removedAt TEXT
) STRICT;

CREATE INDEX attachments_by_subject ON attachments (subjectKind, subjectId, addedAt);

CREATE INDEX attachments_by_file ON attachments (sha256);

CREATE INDEX attachments_by_account ON attachments (addedBy) WHERE addedBy IS NOT NULL;

CREATE TABLE printed_sheets (
  code TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  subjects TEXT NOT NULL CHECK (json_valid(subjects)),
  printedAt TEXT NOT NULL,
  printedBy TEXT NOT NULL REFERENCES accounts (id)
) STRICT;

CREATE INDEX printed_sheets_by_time ON printed_sheets (printedAt);

CREATE INDEX printed_sheets_by_account ON printed_sheets (printedBy);

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

CREATE INDEX appeals_counted ON appeals (stage, isConfidential, receivedBy) WHERE isHistory = 0 AND leadId IS NULL;

CREATE INDEX appeals_by_first_answer ON appeals (firstAnswerDueAt) WHERE firstAnsweredAt IS NULL AND firstAnswerDueAt IS NOT NULL;

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

CREATE TABLE task_bases (
  taskId TEXT PRIMARY KEY REFERENCES tasks (id),
  document TEXT NOT NULL CHECK (document <> ''),
  fromWhom TEXT NOT NULL CHECK (fromWhom <> ''),
  receivedDate TEXT NOT NULL,
  upstreamDueDate TEXT
) STRICT, WITHOUT ROWID;

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

CREATE TABLE promises (
  id TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  -- Whom: the reporter of an appeal, else a resident, else a name and a phone.
  appealId TEXT REFERENCES appeals (id),
  residentId TEXT REFERENCES residents (id),
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  words TEXT NOT NULL,
  dueAt TEXT NOT NULL,
  madeAt TEXT NOT NULL,
  madeBy TEXT NOT NULL REFERENCES accounts (id),
  keeperId TEXT NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'cancelled')),
  endedAt TEXT,
  said TEXT NOT NULL,
  moveCount INTEGER NOT NULL CHECK (moveCount >= 0),
  version INTEGER NOT NULL,
  UNIQUE (year, number),
  CHECK ((appealId IS NOT NULL) + (residentId IS NOT NULL) + (name <> '') = 1),
  CHECK ((state = 'open') = (endedAt IS NULL))
) STRICT;

CREATE INDEX promises_by_due ON promises (state, dueAt, id);

CREATE INDEX promises_by_end ON promises (endedAt, id) WHERE endedAt IS NOT NULL;

CREATE INDEX promises_by_appeal ON promises (appealId) WHERE appealId IS NOT NULL;

CREATE INDEX promises_by_resident ON promises (residentId) WHERE residentId IS NOT NULL;

CREATE INDEX promises_by_keeper ON promises (keeperId, state);

CREATE INDEX promises_by_maker ON promises (madeBy);

CREATE TABLE promise_tries (
  id TEXT PRIMARY KEY,
  promiseId TEXT NOT NULL REFERENCES promises (id),
  at TEXT NOT NULL,
  triedBy TEXT NOT NULL REFERENCES accounts (id),
  way TEXT NOT NULL CHECK (way IN ('phone', 'visit', 'desk')),
  isReached INTEGER NOT NULL CHECK (isReached IN (0, 1)),
  note TEXT NOT NULL
) STRICT;

CREATE INDEX promise_tries_by_promise ON promise_tries (promiseId, at);

CREATE INDEX promise_tries_by_account ON promise_tries (triedBy);

CREATE TABLE handovers (
  id TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  madeAt TEXT NOT NULL,
  madeBy TEXT NOT NULL REFERENCES accounts (id),
  -- The end of the next shift: what falls due before it is on the sheet.
  untilAt TEXT NOT NULL,
  keys TEXT NOT NULL,
  notes TEXT NOT NULL,
  lines TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('made', 'taken', 'withdrawn')),
  takenAt TEXT,
  takenBy TEXT REFERENCES accounts (id),
  takenNote TEXT NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (year, number),
  CHECK ((state = 'taken') = (takenAt IS NOT NULL)),
  CHECK ((takenAt IS NULL) = (takenBy IS NULL)),
  CHECK (takenBy IS NULL OR takenBy <> madeBy)
) STRICT;

CREATE INDEX handovers_by_time ON handovers (madeAt, id);

CREATE INDEX handovers_by_state ON handovers (state, madeAt);

CREATE INDEX handovers_by_maker ON handovers (madeBy);

CREATE INDEX handovers_by_taker ON handovers (takenBy) WHERE takenBy IS NOT NULL;

CREATE TABLE track_choices (
  taskId TEXT PRIMARY KEY REFERENCES tasks (id),
  rule TEXT NOT NULL CHECK (rule IN ('danger', 'manyParties', 'platform', 'ownHands', 'sameKind', 'several', 'nothing')),
  track TEXT NOT NULL CHECK (track IN ('immediate', 'online', 'consult')),
  chosenTrack TEXT NOT NULL CHECK (chosenTrack IN ('immediate', 'online', 'consult')),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX track_choices_by_rule ON track_choices (rule, chosenTrack, track);

CREATE TABLE item_openings (
  id TEXT PRIMARY KEY,
  meetingId TEXT NOT NULL REFERENCES meetings (id),
  itemId TEXT NOT NULL REFERENCES agenda_items (id),
  at TEXT NOT NULL
) STRICT;

CREATE INDEX item_openings_by_meeting ON item_openings (meetingId, at, id);

CREATE INDEX item_openings_by_item ON item_openings (itemId);

CREATE TABLE speaking_turns (
  id TEXT PRIMARY KEY,
  meetingId TEXT NOT NULL REFERENCES meetings (id),
  itemId TEXT NOT NULL REFERENCES agenda_items (id),
  attendanceId TEXT NOT NULL REFERENCES attendances (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'speaking', 'done', 'dropped')),
  askedAt TEXT NOT NULL,
  startedAt TEXT,
  endedAt TEXT,
  CHECK ((state IN ('speaking', 'done')) = (startedAt IS NOT NULL)),
  CHECK ((state IN ('done', 'dropped')) = (endedAt IS NOT NULL))
) STRICT;

CREATE INDEX speaking_turns_by_meeting ON speaking_turns (meetingId, askedAt, id);

CREATE INDEX speaking_turns_by_item ON speaking_turns (itemId);

CREATE INDEX speaking_turns_by_attendance ON speaking_turns (attendanceId);

CREATE UNIQUE INDEX speaking_turns_floor ON speaking_turns (meetingId) WHERE state = 'speaking';

CREATE TABLE meeting_screens (
  meetingId TEXT PRIMARY KEY REFERENCES meetings (id),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rooms (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  place TEXT NOT NULL,
  seatCount INTEGER NOT NULL CHECK (seatCount >= 1),
  uses TEXT NOT NULL,
  isApprovalNeeded INTEGER NOT NULL CHECK (isApprovalNeeded IN (0, 1)),
  releaseMinutes INTEGER CHECK (releaseMinutes > 0),
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE equipment (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  totalCount INTEGER NOT NULL CHECK (totalCount >= 1),
  place TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE providers (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('unit', 'contact', 'resident', 'named')),
  organisationId TEXT UNIQUE REFERENCES organisations (id),
  contactId TEXT UNIQUE REFERENCES contacts (id),
  residentId TEXT UNIQUE REFERENCES residents (id),
  -- Only of somebody who is on no register.
  name TEXT NOT NULL,
  trade TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK ((kind = 'unit') = (organisationId IS NOT NULL)),
  CHECK ((kind = 'contact') = (contactId IS NOT NULL)),
  CHECK ((kind = 'resident') = (residentId IS NOT NULL)),
  CHECK ((kind = 'named') = (name <> ''))
) STRICT;

CREATE UNIQUE INDEX providers_by_name ON providers (name) WHERE name <> '';

CREATE TABLE services (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL CHECK (category IN ('health', 'life', 'care', 'errand', 'course', 'activity', 'childCare', 'consult', 'room', 'other')),
  mode TEXT NOT NULL CHECK (mode IN ('visit', 'deliver')),
  -- Arrays and the rule of who may, as the contract words them: they are read whole and never searched by.
  audiences TEXT NOT NULL CHECK (json_valid(audiences)),
  parties TEXT NOT NULL CHECK (json_array_length(parties) > 0),
  durationMinutes INTEGER NOT NULL CHECK (durationMinutes > 0),
  placeCount INTEGER NOT NULL CHECK (placeCount >= 1),
  maxHeadCount INTEGER NOT NULL CHECK (maxHeadCount >= 1),
  roomId TEXT REFERENCES rooms (id),
  bring TEXT NOT NULL,
  whoMay TEXT NOT NULL CHECK (json_valid(whoMay)),
  quotas TEXT NOT NULL CHECK (json_valid(quotas)),
  minNoticeMinutes INTEGER NOT NULL CHECK (minNoticeMinutes >= 0),
  maxDaysAhead INTEGER NOT NULL CHECK (maxDaysAhead >= 0),
  priceKind TEXT NOT NULL CHECK (priceKind IN ('free', 'lowFee', 'market')),
  price TEXT NOT NULL,
  subsidySource TEXT NOT NULL,
  consent TEXT NOT NULL,
  isApprovalNeeded INTEGER NOT NULL CHECK (isApprovalNeeded IN (0, 1)),
  hasWaitingList INTEGER NOT NULL CHECK (hasWaitingList IN (0, 1)),
  isTwoPersonVisit INTEGER NOT NULL CHECK (isTwoPersonVisit IN (0, 1)),
  note TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK (priceKind = 'free' OR price <> '')
) STRICT;

CREATE INDEX services_by_category ON services (category, isRetired, name);

CREATE INDEX services_by_room ON services (roomId) WHERE roomId IS NOT NULL;

CREATE TABLE service_providers (
  serviceId TEXT NOT NULL REFERENCES services (id),
  providerId TEXT NOT NULL REFERENCES providers (id),
  PRIMARY KEY (serviceId, providerId)
) STRICT, WITHOUT ROWID;

CREATE INDEX service_providers_by_provider ON service_providers (providerId);

CREATE TABLE service_equipment (
  serviceId TEXT NOT NULL REFERENCES services (id),
  equipmentId TEXT NOT NULL REFERENCES equipment (id),
  count INTEGER NOT NULL CHECK (count >= 1),
  PRIMARY KEY (serviceId, equipmentId)
) STRICT, WITHOUT ROWID;

CREATE INDEX service_equipment_by_equipment ON service_equipment (equipmentId);

CREATE TABLE service_plans (
  id TEXT PRIMARY KEY,
  serviceId TEXT NOT NULL REFERENCES services (id),
  -- RFC 5545, as in FREQ=WEEKLY;BYDAY=TU,TH.
  recurrence TEXT NOT NULL,
  fromDate TEXT NOT NULL,
  toDate TEXT,
  -- Minutes after 0:00 in Asia/Shanghai.
  startMinute INTEGER NOT NULL CHECK (startMinute BETWEEN 0 AND 1439),
  durationMinutes INTEGER NOT NULL CHECK (durationMinutes > 0),
  -- Between one session and the next of the same day; sessionCount of them stand in a row.
  breakMinutes INTEGER NOT NULL CHECK (breakMinutes >= 0),
  sessionCount INTEGER NOT NULL CHECK (sessionCount >= 1),
  placeCount INTEGER NOT NULL CHECK (placeCount >= 1),
  onHolidays TEXT NOT NULL CHECK (onHolidays IN ('skip', 'hold')),
  roomId TEXT REFERENCES rooms (id),
  -- So many lessons of a course, which is enrolled in once; absent of what just goes on.
  lessonCount INTEGER CHECK (lessonCount >= 1),
  title TEXT NOT NULL,
  -- Up to and with this day its sessions were made.
  madeUntil TEXT,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK (lessonCount IS NULL OR title <> '')
) STRICT;

CREATE INDEX service_plans_by_service ON service_plans (serviceId, isRetired);

CREATE INDEX service_plans_by_room ON service_plans (roomId) WHERE roomId IS NOT NULL;

CREATE TABLE plan_providers (
  planId TEXT NOT NULL REFERENCES service_plans (id),
  providerId TEXT NOT NULL REFERENCES providers (id),
  PRIMARY KEY (planId, providerId)
) STRICT, WITHOUT ROWID;

CREATE INDEX plan_providers_by_provider ON plan_providers (providerId);

CREATE TABLE plan_skips (
  planId TEXT NOT NULL REFERENCES service_plans (id),
  plannedDate TEXT NOT NULL,
  turn INTEGER NOT NULL CHECK (turn >= 1),
  reason TEXT NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (planId, plannedDate, turn)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  serviceId TEXT NOT NULL REFERENCES services (id),
  planId TEXT REFERENCES service_plans (id),
  kind TEXT NOT NULL CHECK (kind IN ('planned', 'own')),
  -- Of a plan: the day and the turn that it stands for, wherever it was moved to.
  plannedDate TEXT,
  turn INTEGER,
  startAt TEXT NOT NULL,
  endAt TEXT NOT NULL,
  placeCount INTEGER NOT NULL CHECK (placeCount >= 1),
  state TEXT NOT NULL CHECK (state IN ('open', 'cancelled')),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL,
  CHECK (startAt < endAt),
  CHECK ((planId IS NULL) = (plannedDate IS NULL)),
  CHECK ((planId IS NULL) = (turn IS NULL)),
  CHECK (state = 'open' OR reason <> '')
) STRICT;

CREATE INDEX sessions_by_time ON sessions (startAt, id);

CREATE INDEX sessions_by_service ON sessions (serviceId, startAt, id);

CREATE UNIQUE INDEX sessions_by_plan ON sessions (planId, plannedDate, turn) WHERE planId IS NOT NULL;

CREATE TABLE holds (
  resourceKind TEXT NOT NULL CHECK (resourceKind IN ('room', 'equipment', 'provider')),
  resourceId TEXT NOT NULL,
  startAt TEXT NOT NULL,
  endAt TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  sessionId TEXT NOT NULL REFERENCES sessions (id),
  PRIMARY KEY (sessionId, resourceKind, resourceId),
  CHECK (startAt < endAt)
) STRICT, WITHOUT ROWID;

CREATE INDEX holds_by_resource ON holds (resourceKind, resourceId, startAt, endAt, count);

CREATE INDEX holds_by_time ON holds (resourceKind, startAt, endAt);

CREATE TABLE blackouts (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL CHECK (scope IN ('centre', 'room', 'equipment', 'provider')),
  -- Absent for the whole centre.
  resourceId TEXT,
  startAt TEXT NOT NULL,
  endAt TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  withdrawnAt TEXT,
  createdAt TEXT NOT NULL,
  createdBy TEXT NOT NULL REFERENCES accounts (id),
  version INTEGER NOT NULL,
  CHECK ((scope = 'centre') = (resourceId IS NULL)),
  CHECK (startAt < endAt)
) STRICT;

CREATE INDEX blackouts_by_end ON blackouts (endAt, startAt) WHERE withdrawnAt IS NULL;

CREATE INDEX blackouts_by_account ON blackouts (createdBy);

CREATE TABLE blackout_hits (
  blackoutId TEXT NOT NULL REFERENCES blackouts (id),
  sessionId TEXT NOT NULL REFERENCES sessions (id),
  PRIMARY KEY (blackoutId, sessionId)
) STRICT, WITHOUT ROWID;

CREATE INDEX blackout_hits_by_session ON blackout_hits (sessionId);

CREATE TABLE bookings (
  id TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  sessionId TEXT NOT NULL REFERENCES sessions (id),
  party TEXT NOT NULL CHECK (party IN ('person', 'household', 'group')),
  residentId TEXT REFERENCES residents (id),
  householdId TEXT REFERENCES households (id),
  organisationId TEXT REFERENCES organisations (id),
  -- Only of somebody who is on no register; of a group its name.
  name TEXT NOT NULL,
  -- Whom to phone where it is not the resident.
  contactName TEXT NOT NULL,
  phone TEXT NOT NULL,
  headCount INTEGER NOT NULL CHECK (headCount >= 1),
  channel TEXT NOT NULL CHECK (channel IN ('window', 'phone', 'wechat', 'visit', 'unit')),
  state TEXT NOT NULL CHECK (state IN ('booked', 'arrived', 'served', 'noShow', 'cancelled', 'waiting', 'gaveUp')),
  approval TEXT NOT NULL CHECK (approval IN ('none', 'asked', 'approved')),
  isLate INTEGER NOT NULL CHECK (isLate IN (0, 1)),
  -- From when on it waits; those who wait are asked in this order.
  waitingAt TEXT,
  -- Of a course: what was enrolled in together.
  enrolmentId TEXT,
  -- What spoke against it and was overruled, and why.
  overruled TEXT NOT NULL CHECK (json_valid(overruled)),
  overruleReason TEXT NOT NULL,
  purpose TEXT NOT NULL,
  note TEXT NOT NULL,
  reason TEXT NOT NULL,
  bookedAt TEXT NOT NULL,
  bookedBy TEXT NOT NULL REFERENCES accounts (id),
  version INTEGER NOT NULL,
  UNIQUE (year, number),
  CHECK (party <> 'household' OR householdId IS NOT NULL),
  CHECK (party <> 'group' OR residentId IS NULL),
  CHECK (residentId IS NOT NULL OR householdId IS NOT NULL OR organisationId IS NOT NULL OR name <> ''),
  CHECK (state <> 'waiting' OR waitingAt IS NOT NULL),
  CHECK ((overruled = '[]') = (overruleReason = '')),
  CHECK (state <> 'cancelled' OR reason <> '')
) STRICT;

CREATE INDEX bookings_by_session ON bookings (sessionId, state);

CREATE INDEX bookings_by_resident ON bookings (residentId, bookedAt) WHERE residentId IS NOT NULL;

CREATE INDEX bookings_by_enrolment ON bookings (enrolmentId) WHERE enrolmentId IS NOT NULL;

CREATE INDEX bookings_by_household ON bookings (householdId) WHERE householdId IS NOT NULL;

CREATE INDEX bookings_by_organisation ON bookings (organisationId) WHERE organisationId IS NOT NULL;

CREATE INDEX bookings_by_account ON bookings (bookedBy);

CREATE INDEX bookings_asked ON bookings (approval, bookedAt) WHERE approval = 'asked';

CREATE TABLE waiting_calls (
  id TEXT PRIMARY KEY,
  bookingId TEXT NOT NULL REFERENCES bookings (id),
  at TEXT NOT NULL,
  calledBy TEXT NOT NULL REFERENCES accounts (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('told', 'notReached', 'gaveUp')),
  words TEXT NOT NULL
) STRICT;

CREATE INDEX waiting_calls_by_booking ON waiting_calls (bookingId, at, id);

CREATE INDEX waiting_calls_by_account ON waiting_calls (calledBy);

CREATE TABLE tellings (
  id TEXT PRIMARY KEY,
  bookingId TEXT NOT NULL REFERENCES bookings (id),
  -- The one that made it necessary, where a blackout did.
  blackoutId TEXT REFERENCES blackouts (id),
  why TEXT NOT NULL CHECK (why <> ''),
  madeAt TEXT NOT NULL,
  tryCount INTEGER NOT NULL CHECK (tryCount >= 0),
  toldAt TEXT
) STRICT;

CREATE UNIQUE INDEX tellings_open ON tellings (bookingId) WHERE toldAt IS NULL;

CREATE INDEX tellings_by_booking ON tellings (bookingId, madeAt);

CREATE INDEX tellings_by_blackout ON tellings (blackoutId) WHERE blackoutId IS NOT NULL;

CREATE TABLE home_visits (
  bookingId TEXT PRIMARY KEY REFERENCES bookings (id),
  -- Where it is not the home on the register.
  address TEXT NOT NULL,
  hasLift INTEGER CHECK (hasLift IN (0, 1)),
  doorNote TEXT NOT NULL,
  -- In what order the homes of a day are gone to; absent where nobody has said.
  turn INTEGER CHECK (turn >= 1),
  returnedAt TEXT,
  returnedBy TEXT REFERENCES accounts (id),
  returnNote TEXT NOT NULL,
  version INTEGER NOT NULL,
  CHECK ((returnedAt IS NULL) = (returnedBy IS NULL))
) STRICT;

CREATE INDEX home_visits_by_account ON home_visits (returnedBy) WHERE returnedBy IS NOT NULL;

CREATE TABLE errands (
  bookingId TEXT PRIMARY KEY REFERENCES bookings (id),
  matter TEXT NOT NULL,
  office TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE errand_documents (
  id TEXT PRIMARY KEY,
  bookingId TEXT NOT NULL REFERENCES bookings (id),
  name TEXT NOT NULL CHECK (name <> ''),
  -- As they were counted out on the desk.
  position INTEGER NOT NULL,
  receivedAt TEXT NOT NULL,
  receivedBy TEXT NOT NULL REFERENCES accounts (id),
  returnedAt TEXT,
  returnedBy TEXT REFERENCES accounts (id),
  -- Who took it, where it is not the resident.
  returnedTo TEXT NOT NULL,
  CHECK ((returnedAt IS NULL) = (returnedBy IS NULL))
) STRICT;

CREATE UNIQUE INDEX errand_documents_by_booking ON errand_documents (bookingId, position);

CREATE INDEX errand_documents_held ON errand_documents (receivedAt) WHERE returnedAt IS NULL;

CREATE INDEX errand_documents_by_receiver ON errand_documents (receivedBy);

CREATE INDEX errand_documents_by_returner ON errand_documents (returnedBy) WHERE returnedBy IS NOT NULL;

CREATE TABLE meals (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  opens TEXT NOT NULL CHECK (opens IN ('workdays', 'weekdays', 'everyDay')),
  -- 0 for Sunday to 6, of a meal that opens by weekdays.
  weekdays TEXT NOT NULL CHECK (json_valid(weekdays)),
  -- So many days before, at so many minutes after 0:00 in Asia/Shanghai, its orders are closed.
  cutOffDays INTEGER NOT NULL CHECK (cutOffDays BETWEEN 0 AND 7),
  cutOffMinute INTEGER NOT NULL CHECK (cutOffMinute BETWEEN 0 AND 1439),
  priceFen INTEGER NOT NULL CHECK (priceFen >= 0),
  -- Up to and with this day what was ordered has been taken over, and does not move with the orders any more.
  settledUntil TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK (opens <> 'weekdays' OR json_array_length(weekdays) > 0)
) STRICT;

CREATE TABLE meal_classes (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  isFree INTEGER NOT NULL CHECK (isFree IN (0, 1)),
  subsidyFen INTEGER NOT NULL CHECK (subsidyFen >= 0),
  source TEXT NOT NULL,
  minAge INTEGER CHECK (minAge BETWEEN 1 AND 120),
  -- What has to be seen before somebody is put in it.
  proof TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK (isFree = 0 OR subsidyFen = 0)
) STRICT;

CREATE TABLE diners (
  id TEXT PRIMARY KEY,
  residentId TEXT NOT NULL UNIQUE REFERENCES residents (id),
  classId TEXT NOT NULL REFERENCES meal_classes (id),
  -- What was seen, or why it is so all the same.
  basis TEXT NOT NULL,
  diet TEXT NOT NULL,
  isDelivered INTEGER NOT NULL CHECK (isDelivered IN (0, 1)),
  doorNote TEXT NOT NULL,
  isEnded INTEGER NOT NULL CHECK (isEnded IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX diners_by_class ON diners (classId);

CREATE TABLE standing_orders (
  id TEXT PRIMARY KEY,
  dinerId TEXT NOT NULL REFERENCES diners (id),
  mealId TEXT NOT NULL REFERENCES meals (id),
  -- Empty for every day on which the meal is cooked.
  weekdays TEXT NOT NULL CHECK (json_valid(weekdays)),
  fromDay TEXT NOT NULL,
  toDay TEXT,
  count INTEGER NOT NULL CHECK (count >= 1),
  isDelivered INTEGER NOT NULL CHECK (isDelivered IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX standing_orders_by_diner ON standing_orders (dinerId, mealId);

CREATE INDEX standing_orders_by_meal ON standing_orders (mealId, toDay);

CREATE TABLE meal_pauses (
  id TEXT PRIMARY KEY,
  dinerId TEXT NOT NULL REFERENCES diners (id),
  fromDay TEXT NOT NULL,
  -- Absent while nobody knows until when.
  toDay TEXT,
  reason TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX meal_pauses_by_diner ON meal_pauses (dinerId, fromDay);

CREATE TABLE meal_changes (
  mealId TEXT NOT NULL REFERENCES meals (id),
  day TEXT NOT NULL,
  dinerId TEXT NOT NULL REFERENCES diners (id),
  count INTEGER NOT NULL CHECK (count >= 0),
  isDelivered INTEGER NOT NULL CHECK (isDelivered IN (0, 1)),
  PRIMARY KEY (mealId, day, dinerId)
) STRICT, WITHOUT ROWID;

CREATE INDEX meal_changes_by_diner ON meal_changes (dinerId, day);

CREATE TABLE meal_closures (
  id TEXT PRIMARY KEY,
  -- Absent for all meals.
  mealId TEXT REFERENCES meals (id),
  fromDay TEXT NOT NULL,
  toDay TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  isWithdrawn INTEGER NOT NULL CHECK (isWithdrawn IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK (fromDay <= toDay)
) STRICT;

CREATE INDEX meal_closures_by_end ON meal_closures (toDay) WHERE isWithdrawn = 0;

CREATE INDEX meal_closures_by_meal ON meal_closures (mealId) WHERE mealId IS NOT NULL;

CREATE TABLE meal_days (
  mealId TEXT NOT NULL REFERENCES meals (id),
  day TEXT NOT NULL,
  priceFen INTEGER NOT NULL CHECK (priceFen >= 0),
  cookedCount INTEGER CHECK (cookedCount >= 0),
  -- Eaten by people who are on no list, at the full price.
  guestCount INTEGER CHECK (guestCount >= 0),
  -- Signatures counted on the paper.
  signedCount INTEGER CHECK (signedCount >= 0),
  explanation TEXT NOT NULL,
  closedAt TEXT,
  closedBy TEXT REFERENCES accounts (id),
  version INTEGER NOT NULL,
  PRIMARY KEY (mealId, day),
  CHECK ((closedAt IS NULL) = (closedBy IS NULL)),
  CHECK (closedAt IS NULL OR (cookedCount IS NOT NULL AND guestCount IS NOT NULL AND signedCount IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX meal_days_open ON meal_days (day) WHERE closedAt IS NULL;

CREATE INDEX meal_days_by_account ON meal_days (closedBy) WHERE closedBy IS NOT NULL;

CREATE TABLE meal_lines (
  mealId TEXT NOT NULL,
  day TEXT NOT NULL,
  dinerId TEXT NOT NULL REFERENCES diners (id),
  classId TEXT NOT NULL REFERENCES meal_classes (id),
  -- At the cut-off, and now.
  orderedCount INTEGER NOT NULL CHECK (orderedCount >= 0),
  count INTEGER NOT NULL CHECK (count >= 0),
  isDelivered INTEGER NOT NULL CHECK (isDelivered IN (0, 1)),
  paysFen INTEGER NOT NULL CHECK (paysFen >= 0),
  subsidyFen INTEGER NOT NULL CHECK (subsidyFen >= 0),
  lateReason TEXT NOT NULL,
  -- Absent until somebody says how many were eaten or handed over.
  takenCount INTEGER CHECK (takenCount BETWEEN 0 AND count),
  PRIMARY KEY (mealId, day, dinerId),
  FOREIGN KEY (mealId, day) REFERENCES meal_days (mealId, day),
  CHECK (count = orderedCount OR lateReason <> '')
) STRICT, WITHOUT ROWID;

CREATE INDEX meal_lines_by_diner ON meal_lines (dinerId, day);

CREATE INDEX meal_lines_by_day ON meal_lines (day);

CREATE INDEX meal_lines_by_class ON meal_lines (classId);

CREATE TABLE stations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('rest', 'fridge', 'pomegranate')),
  place TEXT NOT NULL,
  -- The unit that keeps it.
  organisationId TEXT REFERENCES organisations (id),
  keeperContactId TEXT REFERENCES contacts (id),
  keeperResidentId TEXT REFERENCES residents (id),
  openHours TEXT NOT NULL,
  languages TEXT NOT NULL,
  -- Both ends count; 11 to 3 is a winter.
  seasonFromMonth INTEGER CHECK (seasonFromMonth BETWEEN 1 AND 12),
  seasonToMonth INTEGER CHECK (seasonToMonth BETWEEN 1 AND 12),
  -- It is asked about after so many days without; absent where nobody asks.
  tallyEveryDays INTEGER CHECK (tallyEveryDays >= 1),
  roundEveryDays INTEGER CHECK (roundEveryDays >= 1),
  -- Set up or brought back; nothing is asked of it for the days before.
  sinceDate TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK ((seasonFromMonth IS NULL) = (seasonToMonth IS NULL)),
  CHECK (keeperContactId IS NULL OR keeperResidentId IS NULL)
) STRICT;

CREATE INDEX stations_by_unit ON stations (organisationId) WHERE organisationId IS NOT NULL;

CREATE INDEX stations_by_contact ON stations (keeperContactId) WHERE keeperContactId IS NOT NULL;

CREATE INDEX stations_by_resident ON stations (keeperResidentId) WHERE keeperResidentId IS NOT NULL;

CREATE TABLE station_supplies (
  id TEXT PRIMARY KEY,
  stationId TEXT NOT NULL REFERENCES stations (id),
  name TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit <> ''),
  leastCount INTEGER NOT NULL CHECK (leastCount >= 0),
  -- Whether a refill says until when it may be used.
  isDated INTEGER NOT NULL CHECK (isDated IN (0, 1)),
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL,
  UNIQUE (stationId, name)
) STRICT;

CREATE TABLE stock_events (
  id TEXT PRIMARY KEY,
  supplyId TEXT NOT NULL REFERENCES station_supplies (id),
  -- 1, 2, 3 of a supply, as they were written down.
  number INTEGER NOT NULL CHECK (number >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('refill', 'use', 'discard', 'count', 'undo')),
  quantity INTEGER NOT NULL,
  -- What a count found; its quantity is the difference.
  counted INTEGER CHECK (counted >= 0),
  happenedDate TEXT NOT NULL,
  source TEXT NOT NULL,
  organisationId TEXT REFERENCES organisations (id),
  reason TEXT NOT NULL,
  undoesId TEXT UNIQUE REFERENCES stock_events (id),
  recordedAt TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES accounts (id),
  UNIQUE (supplyId, number),
  CHECK (kind <> 'refill' OR quantity > 0),
  CHECK (kind NOT IN ('use', 'discard') OR quantity < 0),
  CHECK (kind <> 'discard' OR reason <> ''),
  CHECK (kind <> 'count' OR quantity = 0 OR reason <> ''),
  CHECK ((kind = 'count') = (counted IS NOT NULL)),
  CHECK ((kind = 'undo') = (undoesId IS NOT NULL))
) STRICT;

CREATE INDEX stock_events_by_day ON stock_events (supplyId, happenedDate, quantity);

CREATE INDEX stock_events_by_unit ON stock_events (organisationId) WHERE organisationId IS NOT NULL;

CREATE INDEX stock_events_by_account ON stock_events (recordedBy);

CREATE TRIGGER stock_events_keep_rows BEFORE DELETE ON stock_events BEGIN
  SELECT RAISE(ABORT, 'what happened to a supply is only ever added to');
END;

CREATE TRIGGER stock_events_keep_values BEFORE UPDATE ON stock_events BEGIN
  SELECT RAISE(ABORT, 'what happened to a supply is only ever added to');
END;

CREATE TABLE stock_lots (
  eventId TEXT NOT NULL REFERENCES stock_events (id),
  bestBeforeDate TEXT NOT NULL,
  supplyId TEXT NOT NULL REFERENCES station_supplies (id),
  quantity INTEGER NOT NULL CHECK (quantity <> 0),
  PRIMARY KEY (eventId, bestBeforeDate)
) STRICT, WITHOUT ROWID;

CREATE INDEX stock_lots_by_supply ON stock_lots (supplyId, bestBeforeDate, quantity);

CREATE TRIGGER stock_lots_keep_rows BEFORE DELETE ON stock_lots BEGIN
  SELECT RAISE(ABORT, 'what happened to a supply is only ever added to');
END;

CREATE TRIGGER stock_lots_keep_values BEFORE UPDATE ON stock_lots BEGIN
  SELECT RAISE(ABORT, 'what happened to a supply is only ever added to');
END;

CREATE TABLE station_visit_days (
  stationId TEXT NOT NULL REFERENCES stations (id),
  visitDate TEXT NOT NULL,
  recordedAt TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES accounts (id),
  version INTEGER NOT NULL,
  PRIMARY KEY (stationId, visitDate)
) STRICT, WITHOUT ROWID;

CREATE INDEX station_visit_days_by_account ON station_visit_days (recordedBy);

CREATE TABLE station_visits (
  stationId TEXT NOT NULL,
  visitDate TEXT NOT NULL,
  visitor TEXT NOT NULL CHECK (visitor IN ('cleaner', 'rider', 'outdoor', 'elder', 'child', 'other')),
  count INTEGER NOT NULL CHECK (count >= 1),
  PRIMARY KEY (stationId, visitDate, visitor),
  FOREIGN KEY (stationId, visitDate) REFERENCES station_visit_days (stationId, visitDate)
) STRICT, WITHOUT ROWID;

CREATE TABLE station_visit_corrections (
  id TEXT PRIMARY KEY,
  stationId TEXT NOT NULL,
  visitDate TEXT NOT NULL,
  visitor TEXT NOT NULL CHECK (visitor IN ('cleaner', 'rider', 'outdoor', 'elder', 'child', 'other')),
  fromCount INTEGER NOT NULL CHECK (fromCount >= 0),
  toCount INTEGER NOT NULL CHECK (toCount >= 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  correctedAt TEXT NOT NULL,
  correctedBy TEXT NOT NULL REFERENCES accounts (id),
  CHECK (fromCount <> toCount),
  FOREIGN KEY (stationId, visitDate) REFERENCES station_visit_days (stationId, visitDate)
) STRICT;

CREATE INDEX station_visit_corrections_by_day ON station_visit_corrections (stationId, visitDate);

CREATE INDEX station_visit_corrections_by_account ON station_visit_corrections (correctedBy);

CREATE TABLE station_rounds (
  id TEXT PRIMARY KEY,
  stationId TEXT NOT NULL REFERENCES stations (id),
  roundDate TEXT NOT NULL,
  -- Who went, where it was not whoever wrote it down.
  walkerContactId TEXT REFERENCES contacts (id),
  walkerResidentId TEXT REFERENCES residents (id),
  found TEXT NOT NULL,
  isMendNeeded INTEGER NOT NULL CHECK (isMendNeeded IN (0, 1)),
  mendNote TEXT NOT NULL,
  mendedAt TEXT,
  mendedBy TEXT REFERENCES accounts (id),
  recordedAt TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES accounts (id),
  version INTEGER NOT NULL,
  CHECK (walkerContactId IS NULL OR walkerResidentId IS NULL),
  CHECK (isMendNeeded = 0 OR found <> ''),
  CHECK ((mendedAt IS NULL) = (mendedBy IS NULL)),
  CHECK (mendedAt IS NULL OR (isMendNeeded = 1 AND mendNote <> ''))
) STRICT;

CREATE INDEX station_rounds_by_station ON station_rounds (stationId, roundDate);

CREATE INDEX station_rounds_to_mend ON station_rounds (stationId) WHERE isMendNeeded = 1 AND mendedAt IS NULL;

CREATE INDEX station_rounds_by_contact ON station_rounds (walkerContactId) WHERE walkerContactId IS NOT NULL;

CREATE INDEX station_rounds_by_resident ON station_rounds (walkerResidentId) WHERE walkerResidentId IS NOT NULL;

CREATE INDEX station_rounds_by_mender ON station_rounds (mendedBy) WHERE mendedBy IS NOT NULL;

CREATE INDEX station_rounds_by_account ON station_rounds (recordedBy);
