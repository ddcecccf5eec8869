curl -s -o decisions.csv "$AI_FOUNDRY/api/antifraud/analytics/export?decision=BLOCKED" \
  -H "authorization: Bearer $TOKEN"
