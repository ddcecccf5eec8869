curl -s "$AI_FOUNDRY/api/antifraud/models" -H "authorization: Bearer $TOKEN"
