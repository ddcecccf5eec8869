curl -s -X PUT "$AI_FOUNDRY/api/antifraud/transactions/$TXN/decision" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"decision": "BLOCKED", "outcome": "confirmed_fraud",
       "reason": "The customer says that they did not pay"}'
