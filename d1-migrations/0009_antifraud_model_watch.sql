-- What a model's payments looked like when it was new to them; drift is measured from here.
CREATE TABLE antifraud_model_references (
  organization_id TEXT NOT NULL,
  version TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_day INTEGER,
  to_day INTEGER,
  payments INTEGER NOT NULL,
  distributions TEXT NOT NULL,
  PRIMARY KEY (organization_id, version)
);

-- One row a day on which a model scored payments: how its inputs and scores were distributed, and what is known of it.
CREATE TABLE antifraud_model_days (
  organization_id TEXT NOT NULL,
  version TEXT NOT NULL,
  day INTEGER NOT NULL,
  payments INTEGER NOT NULL,
  counted TEXT,
  figures TEXT,
  PRIMARY KEY (organization_id, day, version)
);
CREATE INDEX antifraud_model_days_by_day ON antifraud_model_days (day);

-- What went wrong with a model, from the day on which it was noticed to the one on which it was over.
CREATE TABLE antifraud_model_alerts (
  organization_id TEXT NOT NULL,
  version TEXT NOT NULL,
  kind TEXT NOT NULL,
  raised_day INTEGER NOT NULL,
  resolved_day INTEGER,
  figure REAL NOT NULL,
  threshold REAL NOT NULL,
  subject TEXT,
  PRIMARY KEY (organization_id, version, kind, raised_day)
);

-- With the version at its end the index alone tells how many payments a model decided, and how.
DROP INDEX antifraud_transactions_by_decision;
CREATE INDEX antifraud_transactions_by_decision
  ON antifraud_transactions (organization_id, decision, created_at, transaction_id, ml_model_version);
