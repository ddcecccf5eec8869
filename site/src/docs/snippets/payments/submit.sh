TXN="PAY-$(date +%s)"

curl -s --max-time 2 --retry 3 --retry-all-errors \
  "$AI_FOUNDRY/api/antifraud/transactions/submit" \
  -H "authorization: Bearer $API_KEY" -H "content-type: application/json" \
  -d '{"transaction_id": "'"$TXN"'", "user_id": "user_ali_789",
       "amount": 184000, "currency": "UZS",
       "merchant": "Korzinka Chilonzor", "merchant_category": "Groceries",
       "ip_address": "84.54.120.17", "device_id": "iPhone_14_Pro_A1B2C3",
       "location": {"country": "UZ", "city": "Tashkent", "lat": 41.31, "lon": 69.28},
       "timestamp": "'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'",
       "metadata": {"payment_method": "card", "card_last4": "1234",
                    "card_fingerprint": "tok_5f1c9e", "issuer_response": "approved"}}'
