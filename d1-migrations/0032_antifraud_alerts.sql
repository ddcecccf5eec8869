-- Rules on figures, each with where it stands. Times of a standing and of a mute are business time; the revision counts changes by people.
CREATE TABLE antifraud_alert_rules (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  metric TEXT NOT NULL,
  comparison TEXT NOT NULL,
  threshold REAL NOT NULL,
  baseline TEXT,
  window_minutes INTEGER NOT NULL,
  minimum_sample INTEGER NOT NULL,
  for_minutes INTEGER NOT NULL,
  no_data TEXT NOT NULL,
  severity TEXT NOT NULL,
  repeat_minutes INTEGER,
  language TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  sealed_channels TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  phase TEXT NOT NULL,
  since INTEGER NOT NULL,
  told_at INTEGER,
  alert_id TEXT,
  value REAL,
  verdict TEXT,
  evaluated_at INTEGER,
  muted_until INTEGER,
  muted_by TEXT,
  mute_comment TEXT,
  tested_at INTEGER,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX antifraud_alert_rules_enabled ON antifraud_alert_rules (organization_id) WHERE enabled = 1;

-- Every alert that there ever was, from rules and from what watches by itself. Of its news (1: it fired, 2: it is over) so many
-- are due to be published, and so many were.
CREATE TABLE antifraud_alerts (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  comparison TEXT,
  baseline TEXT,
  window_minutes INTEGER,
  severity TEXT NOT NULL,
  value REAL,
  threshold REAL NOT NULL,
  subject TEXT,
  began_at INTEGER NOT NULL,
  fired_at INTEGER NOT NULL,
  ended_at INTEGER,
  acknowledged_by TEXT,
  acknowledged_at INTEGER,
  news INTEGER NOT NULL,
  announced INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX antifraud_alerts_by_time ON antifraud_alerts (organization_id, fired_at, id);
CREATE INDEX antifraud_alerts_by_source ON antifraud_alerts (organization_id, source_id, fired_at, id);
CREATE INDEX antifraud_alerts_unannounced ON antifraud_alerts (organization_id) WHERE news > announced;

-- What a window of up to an hour is counted from, without a look at the rows themselves; degraded decisions are few.
CREATE INDEX antifraud_transactions_by_minute
  ON antifraud_transactions (organization_id, created_at, decision, amount_usd_cents, processing_time_ms);
CREATE INDEX antifraud_transactions_degraded ON antifraud_transactions (organization_id, created_at)
  WHERE evidence ->> '$.degraded' <> '[]';
CREATE INDEX antifraud_reviews_by_opening ON antifraud_reviews (organization_id, opened_at) WHERE closed_at IS NULL;
