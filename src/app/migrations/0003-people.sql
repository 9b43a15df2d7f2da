-- The address ladder: 小区 → 楼栋 → 单元 → 户. A building belongs to one grid.
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

-- People of an organisation who can be made responsible; a contact may be a resident as well.
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

-- 网格长、网格员、楼栋小组长、单元长, each held for a term by a contact or a resident.
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
