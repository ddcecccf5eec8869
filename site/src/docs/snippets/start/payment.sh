TXN="TXN-$(date +%s)"

curl -s "$AI_FOUNDRY/api/antifraud/transactions/submit" \
  -H "authorization: Bearer $API_KEY" -H "content-type: application/json" \
  -H "accept-language: en" \
  -d '{"transaction_id": "'"$TXN"'", "user_id": "user_ali_789",
       "amount": 700202, "currency": "UZS", "merchant": "Korzinka",
       "timestamp": "'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'"}'
