curl -s -X POST "$AI_FOUNDRY/api/antifraud/alerts/rules/$ALERT_RULE/test" -H "authorization: Bearer $TOKEN"
