curl -s "$AI_FOUNDRY/api/antifraud/analytics/overview?period=30d" \
  -H "authorization: Bearer $TOKEN"
