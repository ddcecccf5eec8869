API_KEY=$(curl -s "$AI_FOUNDRY/api/api-keys" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"name": "Checkout", "mode": "test",
       "scopes": ["write:transactions", "read:transactions"]}' | jq -r .key)
echo "$API_KEY"
