-- Tokens that were mailed to a person, each good once: for a new password, or to confirm the address.
CREATE TABLE mailed_tokens (
  hash TEXT PRIMARY KEY NOT NULL,
  purpose TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
);
CREATE INDEX mailed_tokens_by_user ON mailed_tokens (user_id, purpose);

-- People who were asked to join; sealed holds the address and who asked.
CREATE TABLE invitations (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL,
  email_index TEXT NOT NULL,
  sealed TEXT NOT NULL,
  role TEXT NOT NULL,
  modules TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  accepted_at INTEGER
);
CREATE UNIQUE INDEX invitations_by_token ON invitations (token_hash);
CREATE INDEX invitations_by_email ON invitations (organization_id, email_index, created_at);

ALTER TABLE users ADD COLUMN email_verified_at INTEGER;
