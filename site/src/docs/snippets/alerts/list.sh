curl -s "$AI_FOUNDRY/api/antifraud/alerts?state=firing" -H "authorization: Bearer $TOKEN"
