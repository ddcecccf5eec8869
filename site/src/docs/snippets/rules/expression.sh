curl -s "$AI_FOUNDRY/api/antifraud/rules" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"rule_id": "rule_far_or_large", "name": "Far from home, or five times the usual",
       "state": "draft", "action": "REVIEW",
       "expression": {"or": [
         {"gt": [{"field": "payer_home_km"}, 1000]},
         {"gt": [{"coalesce": [{"field": "payer_amount_to_typical"}, 0]}, 5]}
       ]}}'
