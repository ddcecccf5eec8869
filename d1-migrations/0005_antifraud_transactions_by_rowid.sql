-- Rows of some 3 kB belong into a table by rowid: in one by primary key every insert moves its neighbours.
CREATE TABLE antifraud_transactions_by_rowid (
  organization_id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  amount_usd_cents INTEGER NOT NULL,
  currency TEXT NOT NULL,
  merchant TEXT NOT NULL,
  merchant_category TEXT NOT NULL,
  sealed TEXT NOT NULL,
  decision TEXT NOT NULL,
  risk_score INTEGER NOT NULL,
  confidence REAL NOT NULL,
  reasons TEXT NOT NULL,
  ml_model_version TEXT NOT NULL,
  processing_time_ms INTEGER NOT NULL,
  answer TEXT NOT NULL,
  evidence TEXT NOT NULL,
  payer TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, transaction_id)
);
INSERT INTO antifraud_transactions_by_rowid SELECT
  organization_id, transaction_id, user_id, amount_minor, amount_usd_cents, currency, merchant, merchant_category, sealed,
  decision, risk_score, confidence, reasons, ml_model_version, processing_time_ms, answer, evidence, payer, occurred_at,
  created_at
FROM antifraud_transactions;
DROP TABLE antifraud_transactions;
ALTER TABLE antifraud_transactions_by_rowid RENAME TO antifraud_transactions;
CREATE INDEX antifraud_transactions_by_time ON antifraud_transactions (organization_id, created_at, transaction_id);
CREATE INDEX antifraud_transactions_by_decision ON antifraud_transactions (organization_id, decision, created_at, transaction_id);
