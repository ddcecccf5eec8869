REQUEST=$(curl -s "$AI_FOUNDRY/api/privacy/export" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"subject": {"type": "payer", "id": "user_ali_789"}}' | jq -r .id)

curl -s "$AI_FOUNDRY/api/privacy/requests/$REQUEST" -H "authorization: Bearer $TOKEN"
