BLOCK=$(curl -s "$AI_FOUNDRY/api/antifraud/blocks" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"entity_type": "user", "entity_id": "user_18203", "hours": 24,
       "reason": "The customer reported a stolen phone"}' | jq -r .block_id)
curl -s -X DELETE "$AI_FOUNDRY/api/antifraud/blocks/$BLOCK" -H "authorization: Bearer $TOKEN"
