-- Where organisations want to be called. URLs and signing keys are sealed; every change raises the revision.
CREATE TABLE webhook_endpoints (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  sealed_url TEXT NOT NULL,
  description TEXT NOT NULL,
  event_types TEXT,
  is_enabled INTEGER NOT NULL,
  disabled_reason TEXT,
  disabled_at INTEGER,
  keys TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
);
