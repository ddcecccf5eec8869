-- Files beside a payment under review; their bytes are in R2, sealed by the keys of whom the payment is about. A row comes before its
-- bytes and goes after them: what is not `stored` counts among a payment's files, is shown to nobody, and is swept.
CREATE TABLE antifraud_attachments (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  state TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  content_index TEXT NOT NULL,
  sealed_name TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
);
-- The same file is kept once beside a payment.
CREATE UNIQUE INDEX antifraud_attachments_by_content ON antifraud_attachments (organization_id, transaction_id, content_index);
CREATE INDEX antifraud_attachments_by_time ON antifraud_attachments (organization_id, created_at);
CREATE INDEX antifraud_attachments_unfinished ON antifraud_attachments (changed_at) WHERE state <> 'stored';
