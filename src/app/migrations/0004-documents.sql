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

-- Every sheet that left the printer: its short code leads back to what stood on it.
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
