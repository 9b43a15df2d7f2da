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

-- 诉求分类, two or three levels. A retired code keeps its history.
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

-- Holiday lists brought in by the centre; the built-in years are in the program.
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

-- What an import brought, so that a crash or a cancel can take it back.
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
