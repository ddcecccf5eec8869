-- Since when somebody is kept from signing in by the platform; null for everybody else.
ALTER TABLE users ADD COLUMN suspended_at INTEGER;
CREATE INDEX users_by_age ON users (created_at, id);
