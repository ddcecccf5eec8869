curl -s -G "$AI_FOUNDRY/api/antifraud/analytics/thresholds" \
  -d period=30d -d review_from=450 -d block_above=750 \
  -H "authorization: Bearer $TOKEN"
