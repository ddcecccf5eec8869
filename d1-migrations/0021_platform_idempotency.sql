-- What callers asked for under an Idempotency-Key: claimed before the work, marked with its effect, kept with its answer.
CREATE TABLE idempotency_keys (
  organization_id TEXT NOT NULL,
  caller_id TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  request_id TEXT NOT NULL,
  attempt TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  took_effect_at INTEGER,
  answer TEXT,
  PRIMARY KEY (organization_id, caller_id, key_hash)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
