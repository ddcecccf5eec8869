-- Rules that are out of force for one payer for a while. Whom is sealed, and found by a keyed hash.
CREATE TABLE antifraud_rule_snoozes (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  payer_index TEXT NOT NULL,
  sealed_payer TEXT NOT NULL,
  until INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ended_by TEXT,
  ended_at INTEGER,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX antifraud_rule_snoozes_running ON antifraud_rule_snoozes (organization_id, rule_id, payer_index)
  WHERE ended_at IS NULL;
CREATE INDEX antifraud_rule_snoozes_by_payer ON antifraud_rule_snoozes (organization_id, payer_index);
CREATE INDEX antifraud_rule_snoozes_by_age ON antifraud_rule_snoozes (organization_id, rule_id, created_at, id);
CREATE INDEX antifraud_rule_snoozes_by_end ON antifraud_rule_snoozes (organization_id, until);
ALTER TABLE antifraud_rule_books ADD COLUMN live_snoozes INTEGER NOT NULL DEFAULT 0
  CONSTRAINT most_live_snoozes CHECK (live_snoozes <= 1000);

-- Rules, and the model, that were stopped from blocking. A reset begins the next generation, so that news of an older one is known.
CREATE TABLE antifraud_breakers (
  organization_id TEXT NOT NULL,
  ref TEXT NOT NULL,
  generation INTEGER NOT NULL,
  trip TEXT,
  reset_by TEXT,
  reset_at INTEGER,
  PRIMARY KEY (organization_id, ref)
);
