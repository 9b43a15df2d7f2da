-- The community and the centre: one row, written by the first run.
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
