curl -s "$AI_FOUNDRY/api/antifraud/rules/rule_night_electronics/versions" \
  -H "authorization: Bearer $TOKEN"
