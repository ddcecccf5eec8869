curl -s "$AI_FOUNDRY/api/antifraud/rules/rule_night_electronics/test" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"history": {"limit": 1000}}'
