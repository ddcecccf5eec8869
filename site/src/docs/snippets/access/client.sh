CLIENT=$(curl -s "$AI_FOUNDRY/api/oauth/clients" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"name": "Gateway", "scopes": ["write:transactions"]}')
CLIENT_ID=$(echo "$CLIENT" | jq -r .client_id)
CLIENT_SECRET=$(echo "$CLIENT" | jq -r .client_secret)
