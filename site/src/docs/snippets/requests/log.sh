curl -s "$AI_FOUNDRY/api/developers/requests?status=4xx&limit=20" \
  -H "authorization: Bearer $TOKEN"
