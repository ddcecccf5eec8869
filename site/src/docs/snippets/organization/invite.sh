ORG=$(curl -s "$AI_FOUNDRY/api/users/me" \
  -H "authorization: Bearer $TOKEN" | jq -r .organization_id)

curl -s "$AI_FOUNDRY/api/organizations/$ORG/invite-user" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"email": "dilnoza@example.com", "role": "antifraud_manager"}'
