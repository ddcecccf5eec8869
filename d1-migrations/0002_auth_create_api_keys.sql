-- What is listed of a key. Whether a key still opens anything is said by its ApiKeyGrant object alone.
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  display TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
);
CREATE INDEX api_keys_by_organization ON api_keys (organization_id, created_at, id);
