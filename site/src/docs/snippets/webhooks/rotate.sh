curl -s "$AI_FOUNDRY/api/webhooks/endpoints/$ENDPOINT_ID/rotate-secret" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"overlap_hours": 24}'
