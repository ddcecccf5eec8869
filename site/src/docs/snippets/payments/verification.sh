curl -s "$AI_FOUNDRY/api/antifraud/transactions/$TXN/verification" \
  -H "authorization: Bearer $API_KEY" -H "content-type: application/json" \
  -d '{"method": "sms", "result": "passed", "reference": "OTP-'"$TXN"'"}'
