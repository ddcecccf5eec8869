-- Payments that wait for a person, or got their verdict. A claim is a lease, so its end needs no writer; due and opened are in
-- business time, what holds a verdict back (tell_at, final_at, told_at) is in real time.
CREATE TABLE antifraud_reviews (
  organization_id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  risk_score INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  assignee TEXT,
  held_until INTEGER,
  escalated_at INTEGER,
  verification TEXT,
  verdict_id TEXT,
  decision TEXT,
  outcome TEXT,
  closed_by TEXT,
  closed_at INTEGER,
  tell_at INTEGER,
  final_at INTEGER,
  told_at INTEGER,
  PRIMARY KEY (organization_id, transaction_id)
);
CREATE INDEX antifraud_reviews_by_due ON antifraud_reviews (organization_id, due_at, transaction_id) WHERE closed_at IS NULL;
CREATE INDEX antifraud_reviews_by_score ON antifraud_reviews (organization_id, risk_score, transaction_id)
  WHERE closed_at IS NULL;
CREATE INDEX antifraud_reviews_by_priority ON antifraud_reviews (organization_id, priority, transaction_id)
  WHERE closed_at IS NULL;
CREATE INDEX antifraud_reviews_by_close ON antifraud_reviews (organization_id, closed_at, transaction_id)
  WHERE closed_at IS NOT NULL;
CREATE INDEX antifraud_reviews_untold ON antifraud_reviews (tell_at) WHERE verdict_id IS NOT NULL AND told_at IS NULL;

-- What was put to a review before there was a queue, and got no verdict. Of the amount whole tenfolds count, since D1 has no logarithm.
INSERT INTO antifraud_reviews (organization_id, transaction_id, risk_score, priority, opened_at, due_at)
SELECT organization_id, transaction_id, risk_score,
  risk_score + min(500, 100 * (length(1 + amount_usd_cents / 100) - 1)),
  created_at, created_at + 4 * 3600 * 1000
FROM antifraud_transactions AS paid
WHERE decision = 'UNDER_REVIEW' AND NOT EXISTS (
  SELECT 1 FROM antifraud_labels AS label WHERE label.organization_id = paid.organization_id
    AND label.transaction_id = paid.transaction_id AND label.source = 'review'
);

-- What reviewers wrote about payments. The note of a verdict has the verdict's id.
CREATE TABLE antifraud_review_notes (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sealed_note TEXT,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX antifraud_review_notes_by_transaction ON antifraud_review_notes (organization_id, transaction_id, created_at);
CREATE INDEX antifraud_review_notes_by_time ON antifraud_review_notes (organization_id, created_at);

-- What came of asking payers to prove that it is them; each once by the id that its source gave it.
CREATE TABLE antifraud_verifications (
  organization_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  method TEXT NOT NULL,
  result TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  received_by TEXT NOT NULL,
  PRIMARY KEY (organization_id, reference)
);
CREATE INDEX antifraud_verifications_by_transaction
  ON antifraud_verifications (organization_id, transaction_id, received_at);

-- How an organisation reviews; one without a row has the defaults.
CREATE TABLE antifraud_review_settings (
  organization_id TEXT NOT NULL PRIMARY KEY,
  due_after_minutes INTEGER NOT NULL,
  auto_approve_verified INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

-- What else a card, device, address, payer or merchant paid, newest first. Devices and addresses are found by keyed hashes.
ALTER TABLE antifraud_transactions ADD COLUMN device_index TEXT;
ALTER TABLE antifraud_transactions ADD COLUMN ip_index TEXT;
CREATE INDEX antifraud_transactions_by_user_time
  ON antifraud_transactions (organization_id, user_id, created_at, transaction_id);
CREATE INDEX antifraud_transactions_by_card_time
  ON antifraud_transactions (organization_id, payer, created_at, transaction_id) WHERE payer GLOB 'card:*';
CREATE INDEX antifraud_transactions_by_merchant_time
  ON antifraud_transactions (organization_id, merchant, created_at, transaction_id);
CREATE INDEX antifraud_transactions_by_device_time
  ON antifraud_transactions (organization_id, device_index, created_at, transaction_id) WHERE device_index IS NOT NULL;
CREATE INDEX antifraud_transactions_by_ip_time
  ON antifraud_transactions (organization_id, ip_index, created_at, transaction_id) WHERE ip_index IS NOT NULL;
