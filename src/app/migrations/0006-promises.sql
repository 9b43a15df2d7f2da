-- 承诺回话: what somebody at the desk said would be told, whom, and by when.
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

-- 交接班: what one shift leaves to the next, as it stood when it was written.
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
