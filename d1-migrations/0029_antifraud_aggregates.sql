-- What organisations count of the payments of their cards, users, devices, addresses and merchants. `generation` grows whenever
-- counting begins anew; `counted_from` is when it did.
CREATE TABLE antifraud_aggregates (
  id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  definition TEXT NOT NULL,
  revision INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  is_filled INTEGER NOT NULL,
  counted_from INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  PRIMARY KEY (organization_id, name)
);

-- What an aggregate was at each revision stays, so that recorded values can be explained by it.
CREATE TABLE antifraud_aggregate_versions (
  organization_id TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  description TEXT NOT NULL,
  definition TEXT NOT NULL,
  is_deleted INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, name, revision)
);

-- One row an organisation: its revision grows with every change, and names what the activity objects were told. No aggregate
-- that a rule names may be deleted.
CREATE TABLE antifraud_aggregate_books (
  organization_id TEXT PRIMARY KEY NOT NULL,
  revision INTEGER NOT NULL,
  kept INTEGER NOT NULL CONSTRAINT most_aggregates CHECK (kept <= 20),
  deleted_in_use INTEGER NOT NULL CONSTRAINT aggregate_in_use CHECK (deleted_in_use = 0),
  updated_at INTEGER NOT NULL
);

-- Fillings in from stored decisions: how far each has come.
CREATE TABLE antifraud_aggregate_fills (
  organization_id TEXT NOT NULL,
  name TEXT NOT NULL,
  generation INTEGER NOT NULL,
  status TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  cursor_at INTEGER NOT NULL,
  cursor_id TEXT NOT NULL,
  payments INTEGER NOT NULL,
  unreadable INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER,
  PRIMARY KEY (organization_id, name, generation)
);
CREATE INDEX antifraud_aggregate_fills_running ON antifraud_aggregate_fills (updated_at) WHERE status = 'running';
