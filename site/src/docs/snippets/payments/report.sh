curl -s "$AI_FOUNDRY/api/antifraud/labels" \
  -H "authorization: Bearer $API_KEY" -H "content-type: application/json" \
  -d '{"labels": [{"transaction_id": "'"$TXN"'", "source": "chargeback",
                   "source_id": "CB-'"$TXN"'"}]}'
