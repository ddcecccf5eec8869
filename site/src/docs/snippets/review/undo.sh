curl -s -X POST "$AI_FOUNDRY/api/antifraud/transactions/$TXN/review/undo" \
  -H "authorization: Bearer $TOKEN"
