-- What the sorter proposed for a task and what was chosen: the count of how often a rule is overruled.
CREATE TABLE track_choices (
  taskId TEXT PRIMARY KEY REFERENCES tasks (id),
  rule TEXT NOT NULL CHECK (rule IN ('danger', 'manyParties', 'platform', 'ownHands', 'sameKind', 'several', 'nothing')),
  track TEXT NOT NULL CHECK (track IN ('immediate', 'online', 'consult')),
  chosenTrack TEXT NOT NULL CHECK (chosenTrack IN ('immediate', 'online', 'consult')),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX track_choices_by_rule ON track_choices (rule, chosenTrack, track);
