-- Rules that organisations wrote. What a rule said at each revision stays, so that old decisions can be explained by it.
CREATE TABLE antifraud_rules (
  id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  conditions TEXT,
  expression TEXT,
  action TEXT NOT NULL,
  state TEXT NOT NULL,
  sealed_notify TEXT,
  revision INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  PRIMARY KEY (organization_id, rule_id)
);
CREATE INDEX antifraud_rules_by_priority ON antifraud_rules (organization_id, priority, rule_id);

CREATE TABLE antifraud_rule_versions (
  organization_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  is_deleted INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, rule_id, revision)
);

-- One row an organisation: its revision grows with every change of a rule, and names what the activity objects were told.
CREATE TABLE antifraud_rule_books (
  organization_id TEXT PRIMARY KEY NOT NULL,
  revision INTEGER NOT NULL,
  allow_first INTEGER NOT NULL,
  enabled_rules INTEGER NOT NULL CONSTRAINT most_enabled_rules CHECK (enabled_rules <= 100),
  kept_rules INTEGER NOT NULL CONSTRAINT most_kept_rules CHECK (kept_rules <= 1000),
  updated_at INTEGER NOT NULL
);

-- Hits of rules that mail somebody, each once; `told_in` names the mail that counted it.
CREATE TABLE antifraud_rule_hits (
  organization_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  told_in TEXT,
  PRIMARY KEY (organization_id, rule_id, transaction_id)
);
CREATE INDEX antifraud_rule_hits_untold ON antifraud_rule_hits (organization_id, rule_id, decided_at) WHERE told_in IS NULL;
CREATE INDEX antifraud_rule_hits_by_age ON antifraud_rule_hits (decided_at);
