curl -s "$AI_FOUNDRY/api/antifraud/alerts/rules/$ALERT_RULE/mute" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"minutes": 480, "comment": "The gateway is being moved tonight"}'
