curl -s "$AI_FOUNDRY/api/antifraud/rules" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"rule_id": "rule_dear_gifts", "name": "Gift cards above 300 dollars",
       "state": "canary", "canary_percent": 10, "action": "REVIEW", "priority": 60,
       "conditions": {
         "amount": {"operator": "greater_than", "value": 300},
         "merchant_category": {"operator": "equals", "value": "Gift Cards"}
       }}'
