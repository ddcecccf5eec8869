curl -s -X POST "$AI_FOUNDRY/api/antifraud/aggregates/declined_1h/backfill" \
  -H "authorization: Bearer $TOKEN"
curl -s "$AI_FOUNDRY/api/antifraud/aggregates/declined_1h" -H "authorization: Bearer $TOKEN"
