curl -s -X DELETE "$AI_FOUNDRY/api/api-keys/$KEY_ID" \
  -H "authorization: Bearer $TOKEN"
