-- What is about one payer is found for export and erasure, however much the organisation has.
CREATE INDEX antifraud_transactions_by_user ON antifraud_transactions (organization_id, user_id, transaction_id);
CREATE INDEX antifraud_transactions_by_card ON antifraud_transactions (organization_id, payer, transaction_id)
  WHERE payer GLOB 'card:*';
