-- Projection of decided payments for lists, search and reports; the payer's EntityActivity object decided and keeps the truth.
CREATE TABLE antifraud_transactions (
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
) WITHOUT ROWID;
CREATE INDEX antifraud_transactions_by_time ON antifraud_transactions (organization_id, created_at, transaction_id);
CREATE INDEX antifraud_transactions_by_decision ON antifraud_transactions (organization_id, decision, created_at, transaction_id);
