-- Who is mailed when a review is escalated: a list of addresses, sealed; null where nobody is.
ALTER TABLE antifraud_review_settings ADD COLUMN sealed_escalations_to TEXT;
