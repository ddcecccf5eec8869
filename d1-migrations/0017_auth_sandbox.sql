-- Whether a key opens what is live, or the sandbox.
ALTER TABLE api_keys ADD COLUMN mode TEXT NOT NULL DEFAULT 'live';

-- Messages of sandboxes are kept instead of sent, with their envelopes, and forgotten by age.
CREATE INDEX notifications_recorded ON notifications (created_at) WHERE state = 'recorded';
