-- Filters of a list that a person comes back to; a shared one is seen by everybody of the organisation. `sealed` is an envelope
-- of name and query, by the owner's key: people type names and numbers of customers there.
CREATE TABLE saved_views (
  organization_id TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  id TEXT NOT NULL,
  page TEXT NOT NULL,
  is_shared INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, owner_id, id)
) WITHOUT ROWID;
CREATE INDEX saved_views_shared ON saved_views (organization_id, page) WHERE is_shared = 1;
