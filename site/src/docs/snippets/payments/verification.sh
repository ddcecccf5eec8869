curl -s "$AI_FOUNDRY/api/antifraud/transactions/TXN-2/verification" \
  -H "authorization: Bearer $API_KEY" -H "content-type: application/json" \
  -d '{"method": "sms", "result": "passed", "reference": "OTP-77120"}'
