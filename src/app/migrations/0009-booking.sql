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
