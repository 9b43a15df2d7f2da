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
-- Numbers that exist on no record: given by a file that was set aside when a backup was restored.
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

-- Work that a killed program owes: the next start takes it up where its place says.
CREATE TABLE pending_jobs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  accountId TEXT,
  subjectId TEXT,
  place TEXT NOT NULL CHECK (json_valid(place)),
  startedAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
