curl -s "$AI_FOUNDRY/api/antifraud/transactions/$TXN/review/escalate" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"reason": "Three cards from one device, see the linked payments"}'
