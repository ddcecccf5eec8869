ALERT_RULE=$(curl -s "$AI_FOUNDRY/api/antifraud/alerts/rules" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"name": "More blocks than a week ago", "metric": "block_rate",
       "comparison": "rises_by", "threshold": 50, "baseline": "last_week",
       "window_minutes": 30, "for_minutes": 10, "severity": "critical",
       "channels": {"mail": ["duty@example.com"]}}' | jq -r .id)
