curl -s "$AI_FOUNDRY/api/webhooks/endpoints/$ENDPOINT_ID/test" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"type": "transaction.decided"}'
