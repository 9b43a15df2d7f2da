-- 餐次: what is cooked again and again, and until when it can be ordered.
CREATE TABLE meals (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  opens TEXT NOT NULL CHECK (opens IN ('workdays', 'weekdays', 'everyDay')),
  -- 0 for Sunday to 6, of a meal that opens by weekdays.
  weekdays TEXT NOT NULL CHECK (json_valid(weekdays)),
  -- So many days before, at so many minutes after 0:00 in Asia/Shanghai, its orders are closed.
  cutOffDays INTEGER NOT NULL CHECK (cutOffDays BETWEEN 0 AND 7),
  cutOffMinute INTEGER NOT NULL CHECK (cutOffMinute BETWEEN 0 AND 1439),
  priceFen INTEGER NOT NULL CHECK (priceFen >= 0),
  -- Up to and with this day what was ordered has been taken over, and does not move with the orders any more.
  settledUntil TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK (opens <> 'weekdays' OR json_array_length(weekdays) > 0)
) STRICT;

-- 补助类别: who pays what part. On paper that lies about stands its code, which says nothing of anybody.
CREATE TABLE meal_classes (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  isFree INTEGER NOT NULL CHECK (isFree IN (0, 1)),
  subsidyFen INTEGER NOT NULL CHECK (subsidyFen >= 0),
  source TEXT NOT NULL,
  minAge INTEGER CHECK (minAge BETWEEN 1 AND 120),
  -- What has to be seen before somebody is put in it.
  proof TEXT NOT NULL,
  isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK (isFree = 0 OR subsidyFen = 0)
) STRICT;

CREATE TABLE diners (
  id TEXT PRIMARY KEY,
  residentId TEXT NOT NULL UNIQUE REFERENCES residents (id),
  classId TEXT NOT NULL REFERENCES meal_classes (id),
  -- What was seen, or why it is so all the same.
  basis TEXT NOT NULL,
  diet TEXT NOT NULL,
  isDelivered INTEGER NOT NULL CHECK (isDelivered IN (0, 1)),
  doorNote TEXT NOT NULL,
  isEnded INTEGER NOT NULL CHECK (isEnded IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX diners_by_class ON diners (classId);

-- 长期订餐: a change ends one and begins another, so that what was eaten by it can still be told.
CREATE TABLE standing_orders (
  id TEXT PRIMARY KEY,
  dinerId TEXT NOT NULL REFERENCES diners (id),
  mealId TEXT NOT NULL REFERENCES meals (id),
  -- Empty for every day on which the meal is cooked.
  weekdays TEXT NOT NULL CHECK (json_valid(weekdays)),
  fromDay TEXT NOT NULL,
  toDay TEXT,
  count INTEGER NOT NULL CHECK (count >= 1),
  isDelivered INTEGER NOT NULL CHECK (isDelivered IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX standing_orders_by_diner ON standing_orders (dinerId, mealId);
CREATE INDEX standing_orders_by_meal ON standing_orders (mealId, toDay);

CREATE TABLE meal_pauses (
  id TEXT PRIMARY KEY,
  dinerId TEXT NOT NULL REFERENCES diners (id),
  fromDay TEXT NOT NULL,
  -- Absent while nobody knows until when.
  toDay TEXT,
  reason TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX meal_pauses_by_diner ON meal_pauses (dinerId, fromDay);

-- One day otherwise than the standing orders say, asked for before the cut-off.
CREATE TABLE meal_changes (
  mealId TEXT NOT NULL REFERENCES meals (id),
  day TEXT NOT NULL,
  dinerId TEXT NOT NULL REFERENCES diners (id),
  count INTEGER NOT NULL CHECK (count >= 0),
  isDelivered INTEGER NOT NULL CHECK (isDelivered IN (0, 1)),
  PRIMARY KEY (mealId, day, dinerId)
) STRICT, WITHOUT ROWID;
CREATE INDEX meal_changes_by_diner ON meal_changes (dinerId, day);

-- 停餐: nothing is cooked.
CREATE TABLE meal_closures (
  id TEXT PRIMARY KEY,
  -- Absent for all meals.
  mealId TEXT REFERENCES meals (id),
  fromDay TEXT NOT NULL,
  toDay TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  isWithdrawn INTEGER NOT NULL CHECK (isWithdrawn IN (0, 1)),
  version INTEGER NOT NULL,
  CHECK (fromDay <= toDay)
) STRICT;
CREATE INDEX meal_closures_by_end ON meal_closures (toDay) WHERE isWithdrawn = 0;
CREATE INDEX meal_closures_by_meal ON meal_closures (mealId) WHERE mealId IS NOT NULL;

-- A meal of a day that was cooked, from its cut-off on.
CREATE TABLE meal_days (
  mealId TEXT NOT NULL REFERENCES meals (id),
  day TEXT NOT NULL,
  priceFen INTEGER NOT NULL CHECK (priceFen >= 0),
  cookedCount INTEGER CHECK (cookedCount >= 0),
  -- Eaten by people who are on no list, at the full price.
  guestCount INTEGER CHECK (guestCount >= 0),
  -- Signatures counted on the paper.
  signedCount INTEGER CHECK (signedCount >= 0),
  explanation TEXT NOT NULL,
  closedAt TEXT,
  closedBy TEXT REFERENCES accounts (id),
  version INTEGER NOT NULL,
  PRIMARY KEY (mealId, day),
  CHECK ((closedAt IS NULL) = (closedBy IS NULL)),
  CHECK (closedAt IS NULL OR (cookedCount IS NOT NULL AND guestCount IS NOT NULL AND signedCount IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX meal_days_open ON meal_days (day) WHERE closedAt IS NULL;
CREATE INDEX meal_days_by_account ON meal_days (closedBy) WHERE closedBy IS NOT NULL;

-- What one diner gets of a settled day, at what the meal cost then and who paid for it then.
CREATE TABLE meal_lines (
  mealId TEXT NOT NULL,
  day TEXT NOT NULL,
  dinerId TEXT NOT NULL REFERENCES diners (id),
  classId TEXT NOT NULL REFERENCES meal_classes (id),
  -- At the cut-off, and now.
  orderedCount INTEGER NOT NULL CHECK (orderedCount >= 0),
  count INTEGER NOT NULL CHECK (count >= 0),
  isDelivered INTEGER NOT NULL CHECK (isDelivered IN (0, 1)),
  paysFen INTEGER NOT NULL CHECK (paysFen >= 0),
  subsidyFen INTEGER NOT NULL CHECK (subsidyFen >= 0),
  lateReason TEXT NOT NULL,
  -- Absent until somebody says how many were eaten or handed over.
  takenCount INTEGER CHECK (takenCount BETWEEN 0 AND count),
  PRIMARY KEY (mealId, day, dinerId),
  FOREIGN KEY (mealId, day) REFERENCES meal_days (mealId, day),
  CHECK (count = orderedCount OR lateReason <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX meal_lines_by_diner ON meal_lines (dinerId, day);
CREATE INDEX meal_lines_by_day ON meal_lines (day);
CREATE INDEX meal_lines_by_class ON meal_lines (classId);
