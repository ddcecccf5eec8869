-- Who of an organisation has to have a second factor.
ALTER TABLE organizations ADD COLUMN second_factor TEXT NOT NULL DEFAULT 'optional';
