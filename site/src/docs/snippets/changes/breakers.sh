curl -s "$AI_FOUNDRY/api/antifraud/breakers" -H "authorization: Bearer $TOKEN"
