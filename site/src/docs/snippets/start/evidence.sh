curl -s "$AI_FOUNDRY/api/antifraud/transactions/TXN-1" \
  -H "authorization: Bearer $API_KEY"
