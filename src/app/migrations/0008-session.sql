-- Which item a meeting is at, one row each time that it goes to one; the times between them are what an item took.
CREATE TABLE item_openings (
  id TEXT PRIMARY KEY,
  meetingId TEXT NOT NULL REFERENCES meetings (id),
  itemId TEXT NOT NULL REFERENCES agenda_items (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX item_openings_by_meeting ON item_openings (meetingId, at, id);
CREATE INDEX item_openings_by_item ON item_openings (itemId);

-- 发言顺序: who asked to speak on an item, who has the floor, and how long it was held.
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
-- One person has the floor.
CREATE UNIQUE INDEX speaking_turns_floor ON speaking_turns (meetingId) WHERE state = 'speaking';

-- 大屏: the meetings that somebody put before the hall.
CREATE TABLE meeting_screens (
  meetingId TEXT PRIMARY KEY REFERENCES meetings (id),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
