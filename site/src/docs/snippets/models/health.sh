curl -s "$AI_FOUNDRY/api/antifraud/models/bundled/health" \
  -H "authorization: Bearer $TOKEN"
