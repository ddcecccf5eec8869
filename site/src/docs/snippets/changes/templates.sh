curl -s "$AI_FOUNDRY/api/antifraud/rules/templates" -H "authorization: Bearer $TOKEN"
