curl -s "$AI_FOUNDRY/api/api-keys/$KEY_ID/rotate" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"overlap_hours": 24}'
