curl -s "$AI_FOUNDRY/api/privacy/erase" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"subject": {"type": "payer", "id": "user_ali_789"},
       "reason": "The customer asked for it, letter 118"}'
