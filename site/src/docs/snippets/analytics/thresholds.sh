curl -s "$AI_FOUNDRY/api/antifraud/analytics/thresholds?period=30d&review_from=450&block_above=750" \
  -H "authorization: Bearer $TOKEN"
