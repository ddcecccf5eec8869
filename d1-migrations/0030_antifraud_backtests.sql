CREATE TABLE antifraud_backtests (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  comment TEXT NOT NULL,
  status TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  changes TEXT NOT NULL,
  mark INTEGER NOT NULL,
  decisions INTEGER NOT NULL,
  processed INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  cursor_at INTEGER NOT NULL,
  cursor_id TEXT NOT NULL,
  tries INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  tally TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX antifraud_backtests_by_time ON antifraud_backtests (organization_id, created_at, id);
CREATE INDEX antifraud_backtests_open ON antifraud_backtests (organization_id, created_at, id)
  WHERE status IN ('waiting', 'running');
CREATE UNIQUE INDEX antifraud_backtests_running ON antifraud_backtests (organization_id) WHERE status = 'running';

CREATE TABLE antifraud_backtest_differences (
  organization_id TEXT NOT NULL,
  backtest_id TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  transaction_id TEXT NOT NULL,
  label TEXT NOT NULL,
  amount_usd_cents INTEGER NOT NULL,
  live_decision TEXT NOT NULL,
  live_score INTEGER NOT NULL,
  decision TEXT NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY (organization_id, backtest_id, decided_at, transaction_id)
) WITHOUT ROWID;
