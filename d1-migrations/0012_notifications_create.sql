-- The outbox of mails and SMS: a row is written in the batch of the change that it tells of. Recipient and values are one
-- envelope, which is gone once the message left or was given up. A claim is a due_at that lies ahead.
CREATE TABLE notifications (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  template TEXT NOT NULL,
  language TEXT NOT NULL,
  sealed TEXT,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  useful_until INTEGER NOT NULL,
  provider TEXT,
  provider_id TEXT,
  failure TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
);
CREATE INDEX notifications_waiting ON notifications (channel, due_at) WHERE state = 'waiting';
CREATE INDEX notifications_by_organization ON notifications (organization_id, created_at);
