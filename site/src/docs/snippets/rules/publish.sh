RULE=$AI_FOUNDRY/api/antifraud/rules/rule_night_electronics
ETAG=$(curl -s -o /dev/null -w '%header{etag}' "$RULE" -H "authorization: Bearer $TOKEN")

curl -s -X PUT "$RULE" -H "authorization: Bearer $TOKEN" \
  -H "content-type: application/json" -H "if-match: $ETAG" \
  -d '{"name": "Electronics at night, above 500 dollars",
       "state": "live", "action": "REVIEW", "priority": 50,
       "conditions": {
         "amount": {"operator": "greater_than", "value": 500},
         "merchant_category": {"operator": "equals", "value": "Electronics"},
         "is_night": {"operator": "equals", "value": 1}
       }}'
