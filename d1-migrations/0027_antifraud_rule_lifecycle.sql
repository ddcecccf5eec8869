-- A rule on canary decides for some payers; versions name the second person who approved them.
ALTER TABLE antifraud_rules ADD COLUMN canary_percent INTEGER;
ALTER TABLE antifraud_rule_versions ADD COLUMN approved_by TEXT;

-- How an organisation applies its rules, by revision; the newest one holds.
CREATE TABLE antifraud_rule_policies (
  organization_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  policy TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  approved_by TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, revision)
);
INSERT INTO antifraud_rule_policies (organization_id, revision, policy, changed_by, created_at)
  SELECT organization_id, 1, '{"allowFirst":true,"fourEyes":false}', 'system', updated_at
  FROM antifraud_rule_books WHERE allow_first;
ALTER TABLE antifraud_rule_books DROP COLUMN allow_first;
-- Changes of the batch that nobody approved although two people are asked for.
ALTER TABLE antifraud_rule_books ADD COLUMN lonely_changes INTEGER NOT NULL DEFAULT 0
  CONSTRAINT second_person_asked CHECK (lonely_changes = 0);

-- Changes that wait for a second person, and what became of them. Of several who decide at once one is the first.
CREATE TABLE antifraud_rule_proposals (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  rule_id TEXT,
  base_revision INTEGER NOT NULL,
  document TEXT,
  policy TEXT,
  sealed_notify TEXT,
  comment TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  answerable TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  verdicts INTEGER NOT NULL CONSTRAINT decided_once CHECK (verdicts <= 1),
  decided_by TEXT,
  decided_at INTEGER,
  reason TEXT,
  revision INTEGER,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX antifraud_rule_proposals_by_age ON antifraud_rule_proposals (organization_id, created_at, id);
