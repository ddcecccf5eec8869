curl -s "$AI_FOUNDRY/api/antifraud/transactions/list?decision=APPROVED&limit=10" \
  -H "authorization: Bearer $API_KEY"
