BACKTEST=$(curl -s "$AI_FOUNDRY/api/antifraud/backtests" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"name": "Electronics above 500 dollars",
       "from": "'"$(date -u +%Y-%m-01T00:00:00Z)"'",
       "to": "'"$(date -u +%Y-%m-%dT23:59:59Z)"'",
       "changes": {
         "rules": [{"rule_id": "rule_electronics", "name": "Dear electronics", "action": "REVIEW",
                    "conditions": {
                      "amount": {"operator": "greater_than", "value": 500},
                      "merchant_category": {"operator": "equals", "value": "Electronics"}
                    }}],
         "thresholds": {"review_from": 450, "block_above": 800}
       }}' | jq -r .id)
