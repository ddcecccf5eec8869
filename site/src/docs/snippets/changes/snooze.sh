curl -s "$AI_FOUNDRY/api/antifraud/rules/rule_dear_gifts/snoozes" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"user_id": "user_18203", "days": 30, "comment": "Buys gifts for a company"}'
