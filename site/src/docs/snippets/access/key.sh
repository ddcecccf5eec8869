KEY=$(curl -s "$AI_FOUNDRY/api/api-keys" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"name": "Payment gateway", "scopes": ["write:transactions"],
       "expires_in_days": 90, "allowed_ips": ["203.0.113.0/24"]}')
KEY_ID=$(echo "$KEY" | jq -r .id)
