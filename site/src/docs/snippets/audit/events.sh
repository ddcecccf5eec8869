curl -s "$AI_FOUNDRY/api/audit/events?action=api_key.created&limit=10" \
  -H "authorization: Bearer $TOKEN"
