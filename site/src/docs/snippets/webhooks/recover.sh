curl -s "$AI_FOUNDRY/api/webhooks/endpoints/$ENDPOINT_ID/recover" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"since": "2026-11-01T00:00:00Z"}'
