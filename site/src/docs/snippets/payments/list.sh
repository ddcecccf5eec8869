curl -s -G "$AI_FOUNDRY/api/antifraud/transactions/list" \
  -d decision=APPROVED -d limit=10 -H "authorization: Bearer $API_KEY"
