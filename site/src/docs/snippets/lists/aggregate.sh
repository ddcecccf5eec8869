curl -s "$AI_FOUNDRY/api/antifraud/aggregates" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"name": "declined_1h", "statistic": "count", "entity": "card", "window": "1h",
       "filter": {"outcome": {"operator": "equals", "value": "declined"}}}'
