-- What was asked to be exported or erased, and how far it is. sealed holds the subject as it was named and the reason; of an
-- erasure that is done only the keyed hash stays. A claim is a lease that lies ahead.
CREATE TABLE privacy_requests (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_index TEXT NOT NULL,
  sealed TEXT,
  requested_by TEXT NOT NULL,
  request_id TEXT NOT NULL,
  state TEXT NOT NULL,
  refusal TEXT,
  counts TEXT NOT NULL,
  run TEXT,
  parts INTEGER,
  lease_until INTEGER NOT NULL,
  erased_at INTEGER,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  expires_at INTEGER
);
CREATE INDEX privacy_requests_by_time ON privacy_requests (organization_id, created_at, id);
CREATE INDEX privacy_requests_open ON privacy_requests (lease_until) WHERE state IN ('received', 'running');

-- After how many days an organisation forgets a class of data, where it chose so itself, and until when it is forgotten.
CREATE TABLE privacy_retention (
  organization_id TEXT NOT NULL,
  class TEXT NOT NULL,
  days INTEGER,
  swept_until INTEGER NOT NULL,
  PRIMARY KEY (organization_id, class)
);

-- Since when an organisation has nothing under a key of the ring that is older than this one, but what cannot be sealed anew.
CREATE TABLE privacy_resealed (
  key_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  done_at INTEGER NOT NULL,
  stuck INTEGER NOT NULL,
  PRIMARY KEY (key_id, organization_id)
);
