curl -s "$AI_FOUNDRY/api/antifraud/transactions/$TXN" \
  -H "authorization: Bearer $API_KEY"
