curl -s "$AI_FOUNDRY/api/antifraud/rules/proposals?state=pending" -H "authorization: Bearer $TOKEN"
