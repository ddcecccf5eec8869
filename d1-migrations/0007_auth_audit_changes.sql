-- What a change was from and to, as JSON; never personal data.
ALTER TABLE audit_events ADD COLUMN changes TEXT;
