-- A key that is rotated has two secrets for a while; every one that may still open something stands here.
CREATE TABLE api_key_secrets (
  key_hash TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX api_key_secrets_by_key ON api_key_secrets (organization_id, key_id, created_at);
INSERT INTO api_key_secrets SELECT key_hash, organization_id, id, created_at FROM api_keys WHERE revoked_at IS NULL;
ALTER TABLE api_keys ADD COLUMN allowed_ips TEXT NOT NULL DEFAULT '[]';
