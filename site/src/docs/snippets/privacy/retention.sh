curl -s -X PUT "$AI_FOUNDRY/api/privacy/retention" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"days": {"payment_details": 180}}'
