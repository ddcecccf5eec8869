CREATE TABLE organizations (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  modules TEXT NOT NULL,
  subscription_tier TEXT NOT NULL,
  billing_email TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

-- email, full_name and phone hold AES-GCM envelopes; email_index is the keyed hash that finds an address again.
CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL,
  email TEXT NOT NULL,
  email_index TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  full_name TEXT NOT NULL,
  phone TEXT,
  role TEXT NOT NULL,
  modules TEXT NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  is_active INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX users_by_email ON users (email_index);
CREATE INDEX users_by_organization ON users (organization_id, created_at);
