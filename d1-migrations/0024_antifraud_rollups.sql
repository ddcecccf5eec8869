-- How far decisions are counted: `mark` is the rowid of the last one that the set holds. Decisions are never deleted, so rowids
-- only rise, and a set that goes on from its mark counts each of them once. One set is read, another may be on its way.
CREATE TABLE antifraud_rollup_sets (
  id INTEGER PRIMARY KEY,
  is_live INTEGER NOT NULL,
  mark INTEGER NOT NULL
);
INSERT INTO antifraud_rollup_sets VALUES (1, 1, 0);

-- Decisions an hour; hours are UTC, counted from 1970. Amounts are in US cents.
CREATE TABLE antifraud_hour_rollups (
  rollup_set INTEGER NOT NULL,
  organization_id TEXT NOT NULL,
  hour INTEGER NOT NULL,
  approved INTEGER NOT NULL,
  under_review INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  approved_cents INTEGER NOT NULL,
  under_review_cents INTEGER NOT NULL,
  blocked_cents INTEGER NOT NULL,
  processing_ms INTEGER NOT NULL,
  slowest_ms INTEGER NOT NULL,
  PRIMARY KEY (rollup_set, organization_id, hour)
) WITHOUT ROWID;

-- Decisions a day by score: an even step is a multiple of ten, the odd one after it the nine scores up to the next. Days are of
-- Asia/Tashkent, counted from 1970. What is held was decided by a rule, or without the model, and follows no threshold.
CREATE TABLE antifraud_score_rollups (
  rollup_set INTEGER NOT NULL,
  organization_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  ml_model_version TEXT NOT NULL,
  is_held INTEGER NOT NULL,
  step INTEGER NOT NULL,
  approved INTEGER NOT NULL,
  under_review INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  approved_cents INTEGER NOT NULL,
  under_review_cents INTEGER NOT NULL,
  blocked_cents INTEGER NOT NULL,
  PRIMARY KEY (rollup_set, organization_id, day, ml_model_version, is_held, step)
) WITHOUT ROWID;

-- By merchant first, so that a merchant's days lie together and need not be sorted.
CREATE TABLE antifraud_merchant_rollups (
  rollup_set INTEGER NOT NULL,
  organization_id TEXT NOT NULL,
  merchant TEXT NOT NULL,
  day INTEGER NOT NULL,
  approved INTEGER NOT NULL,
  under_review INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  approved_cents INTEGER NOT NULL,
  under_review_cents INTEGER NOT NULL,
  blocked_cents INTEGER NOT NULL,
  PRIMARY KEY (rollup_set, organization_id, merchant, day)
) WITHOUT ROWID;

CREATE TABLE antifraud_rule_rollups (
  rollup_set INTEGER NOT NULL,
  organization_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  rule_id TEXT NOT NULL,
  hits INTEGER NOT NULL,
  amount_cents INTEGER NOT NULL,
  last_hit_at INTEGER NOT NULL,
  PRIMARY KEY (rollup_set, organization_id, day, rule_id)
) WITHOUT ROWID;

-- The decisions of which it is known how they turned out: by the newest report, and by the newest verdict of a person.
CREATE TABLE antifraud_outcomes (
  organization_id TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  transaction_id TEXT NOT NULL,
  decision TEXT NOT NULL,
  step INTEGER NOT NULL,
  is_held INTEGER NOT NULL,
  amount_usd_cents INTEGER NOT NULL,
  merchant TEXT NOT NULL,
  ml_model_version TEXT NOT NULL,
  rules TEXT NOT NULL,
  source TEXT NOT NULL,
  is_fraud INTEGER NOT NULL,
  verdict TEXT,
  PRIMARY KEY (organization_id, decided_at, transaction_id)
) WITHOUT ROWID;

-- Sets that were counted anew from the first decision on, to be compared with the one that was read until then. At most one is
-- not done; `differences` are the rows that only one of the two had.
CREATE TABLE antifraud_rollup_rebuilds (
  id TEXT PRIMARY KEY,
  rollup_set INTEGER NOT NULL,
  status TEXT NOT NULL,
  differences TEXT,
  started_by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER
);
CREATE INDEX antifraud_rollup_rebuilds_by_time ON antifraud_rollup_rebuilds (started_at, id);
