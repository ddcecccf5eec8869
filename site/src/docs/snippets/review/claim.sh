curl -s "$AI_FOUNDRY/api/antifraud/transactions/$TXN/review" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" -d '{}'
