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

-- The stock of a supply is the sum of its events and stands nowhere else.
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

-- How an event falls on what must be used before a day; '' stands for what has none.
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

-- A day that somebody tallied, also one on which nobody came.
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

-- What a number was before somebody put it right.
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

-- 巡查: somebody went and looked.
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
