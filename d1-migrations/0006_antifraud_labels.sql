-- How payments turned out, by whoever said so; the newest report of a payment counts, every report stays.
CREATE TABLE antifraud_labels (
  organization_id TEXT NOT NULL,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  is_fraud INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  reported_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  reported_by TEXT NOT NULL,
  sealed_note TEXT,
  PRIMARY KEY (organization_id, source, source_id)
);
CREATE INDEX antifraud_labels_by_transaction ON antifraud_labels (organization_id, transaction_id, reported_at);
CREATE INDEX antifraud_labels_by_time ON antifraud_labels (organization_id, received_at);
