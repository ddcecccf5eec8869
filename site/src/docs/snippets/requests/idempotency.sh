curl -s "$AI_FOUNDRY/api/api-keys" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -H "idempotency-key: 7f0c2a7e-5a57-4a37-9d3e-0b0f0f6f2d11" \
  -d '{"name": "Night batch", "scopes": ["read:transactions"]}'
