curl -s "$AI_FOUNDRY/api/antifraud/rules" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"rule_id": "rule_night_electronics", "name": "Electronics at night, above 500 dollars",
       "state": "shadow", "action": "REVIEW", "priority": 50,
       "conditions": {
         "amount": {"operator": "greater_than", "value": 500},
         "merchant_category": {"operator": "equals", "value": "Electronics"},
         "is_night": {"operator": "equals", "value": 1}
       }}'
