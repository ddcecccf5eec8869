-- A row is inserted with its change and without a place. AuditChain, the organisation's object, gives it the next sequence
-- and a hash over the event and the hash before. ip_address and personal values of changes are AES-GCM envelopes, which are
-- hashed as they are.
ALTER TABLE audit_events ADD COLUMN actor_type TEXT NOT NULL DEFAULT 'system';
ALTER TABLE audit_events ADD COLUMN target_type TEXT;
ALTER TABLE audit_events ADD COLUMN ip_address TEXT;
ALTER TABLE audit_events ADD COLUMN sequence INTEGER;
ALTER TABLE audit_events ADD COLUMN previous_hash TEXT;
ALTER TABLE audit_events ADD COLUMN hash TEXT;
UPDATE audit_events SET actor_type = CASE
  WHEN actor GLOB 'usr_*' THEN 'user' WHEN actor GLOB 'key_*' THEN 'api_key' ELSE 'system' END;
DROP INDEX audit_events_by_organization;
CREATE INDEX audit_events_by_time ON audit_events (organization_id, created_at, id);
-- Not unique: a sequence that somebody gave to a second row must not stop the chain, but be found.
CREATE INDEX audit_events_by_sequence ON audit_events (organization_id, sequence, id);
CREATE INDEX audit_events_unchained ON audit_events (organization_id, created_at, id) WHERE sequence IS NULL;
