-- Machines that get access tokens of their own. Which tokens and secrets hold is said by the client's OauthClient object, which
-- is told of every change; `revision` says which of two is newer.
CREATE TABLE oauth_clients (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  authentication_method TEXT NOT NULL,
  scopes TEXT NOT NULL,
  modules TEXT NOT NULL,
  allowed_ips TEXT NOT NULL,
  token_lifetime_s INTEGER NOT NULL,
  public_keys TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  revoked_at INTEGER,
  revision INTEGER NOT NULL
);
CREATE INDEX oauth_clients_by_organization ON oauth_clients (organization_id, created_at, id);
-- Secrets by their hash; one that is being replaced ends at `ends_at`.
CREATE TABLE oauth_client_secrets (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  display TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ends_at INTEGER
);
CREATE INDEX oauth_client_secrets_by_client ON oauth_client_secrets (organization_id, client_id, created_at, id);
