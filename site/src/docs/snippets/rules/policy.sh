curl -s -X PUT "$AI_FOUNDRY/api/antifraud/rules/policy" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"allow_first": true}'
