-- Models that an organisation uploaded; the bytes are in R2 under organisation and id.
CREATE TABLE antifraud_models (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  feature_count INTEGER NOT NULL,
  score_scale TEXT NOT NULL,
  status TEXT NOT NULL,
  canary_share REAL,
  uploaded_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX antifraud_models_by_version ON antifraud_models (organization_id, version);

-- Which model does what, one row a change; the newest counts. Of two changes at the same time one finds its number taken.
CREATE TABLE antifraud_model_assignments (
  organization_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  roles TEXT NOT NULL,
  change TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, revision)
);

-- What a model that did not decide says of a payment, beside the one that did, or that would have.
CREATE TABLE antifraud_challenger_scores (
  organization_id TEXT NOT NULL,
  model_id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  probability REAL NOT NULL,
  score INTEGER NOT NULL,
  would_decide TEXT NOT NULL,
  champion_id TEXT NOT NULL,
  champion_score INTEGER NOT NULL,
  champion_decides TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, model_id, transaction_id)
);
CREATE INDEX antifraud_challenger_scores_by_time ON antifraud_challenger_scores (organization_id, model_id, created_at);
