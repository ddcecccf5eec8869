curl -s "$AI_FOUNDRY/api/antifraud/rules/rule_dear_gifts/rollback" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"off": true, "comment": "Stops honest customers before the holiday"}'
