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

-- 每周几点到几点: what sessions are made from.
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

-- Turns of a plan that somebody said are not to be made.
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

-- What a session that is not cancelled holds, from its start to its end.
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

-- The sessions that a blackout met when it was said; what became of them is theirs to tell.
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

-- 候补: who was phoned when a place became free, and what they said.
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

-- Whom to tell that something of their booking changed; at most one that is open for each.
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

-- 上门: what whoever goes to a home has to know, and whether they are back.
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

-- 帮办代办: what is to be done for somebody, and where.
CREATE TABLE errands (
  bookingId TEXT PRIMARY KEY REFERENCES bookings (id),
  matter TEXT NOT NULL,
  office TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- Papers that somebody left with the centre for an errand, until they have them back.
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
