-- Named lists of an organisation. What a list is of never changes; `created_in` and `deleted_in` are revisions of the book below,
-- so that it is known which lists there were when a payment was decided.
CREATE TABLE antifraud_lists (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  is_system INTEGER NOT NULL,
  entries INTEGER NOT NULL CONSTRAINT most_list_entries CHECK (entries <= 50000),
  version INTEGER NOT NULL,
  created_in INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_in INTEGER,
  deleted_at INTEGER,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX antifraud_lists_by_time ON antifraud_lists (organization_id, created_at, id) WHERE deleted_in IS NULL;
CREATE UNIQUE INDEX antifraud_lists_by_name ON antifraud_lists (organization_id, name)
  WHERE deleted_in IS NULL AND is_system = 0;

-- One row an organisation: its revision grows with every change of a list or an entry, and names what the activity objects know.
CREATE TABLE antifraud_list_books (
  organization_id TEXT PRIMARY KEY NOT NULL,
  revision INTEGER NOT NULL,
  kept_lists INTEGER NOT NULL CONSTRAINT most_kept_lists CHECK (kept_lists <= 100),
  updated_at INTEGER NOT NULL
);

-- Entries at every revision that changed them; the newest row of an id counts, and none after it was removed. `value_key` is a
-- keyed hash of what is matched, `prefix` of a network how long it is, and the value itself stands in `sealed`, null once it
-- was forgotten. `untold` is what followers of blocks have yet to hear.
CREATE TABLE antifraud_list_entries (
  organization_id TEXT NOT NULL,
  list_id TEXT NOT NULL,
  id TEXT NOT NULL,
  added_in INTEGER NOT NULL,
  value_key TEXT NOT NULL,
  prefix TEXT,
  sealed TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  removed_in INTEGER,
  removed_by TEXT,
  removed_at INTEGER,
  untold TEXT,
  PRIMARY KEY (organization_id, list_id, id, added_in)
);
CREATE UNIQUE INDEX antifraud_list_entries_once ON antifraud_list_entries (organization_id, list_id, value_key)
  WHERE removed_in IS NULL;
CREATE INDEX antifraud_list_entries_by_value ON antifraud_list_entries (organization_id, value_key);
CREATE INDEX antifraud_list_entries_by_time ON antifraud_list_entries (organization_id, list_id, created_at, id);
CREATE INDEX antifraud_list_entries_added ON antifraud_list_entries (organization_id, added_in);
CREATE INDEX antifraud_list_entries_removed ON antifraud_list_entries (organization_id, removed_in)
  WHERE removed_in IS NOT NULL;
CREATE INDEX antifraud_list_entries_by_expiry ON antifraud_list_entries (expires_at)
  WHERE removed_in IS NULL AND expires_at IS NOT NULL;
CREATE INDEX antifraud_list_entries_untold ON antifraud_list_entries (organization_id) WHERE untold IS NOT NULL;

-- A rule that is evaluated asks only lists that there are, whoever deletes one at the same time.
CREATE TRIGGER antifraud_rules_ask_lists BEFORE INSERT ON antifraud_rules
WHEN NEW.enabled = 1 AND NEW.deleted_at IS NULL AND NEW.expression IS NOT NULL AND EXISTS (
  SELECT 1 FROM json_tree(NEW.expression) AS part WHERE part.key = 'list' AND NOT EXISTS (
    SELECT 1 FROM antifraud_lists AS list
    WHERE list.organization_id = NEW.organization_id AND list.id = part.value AND list.deleted_in IS NULL
  )
)
BEGIN
  SELECT RAISE(ABORT, 'rule_asks_no_list');
END;
