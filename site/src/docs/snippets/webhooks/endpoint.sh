ENDPOINT=$(curl -s "$AI_FOUNDRY/api/webhooks/endpoints" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"url": "https://hooks.example.com/ai-foundry",
       "event_types": ["transaction.decided", "transaction.reviewed"]}')
ENDPOINT_ID=$(echo "$ENDPOINT" | jq -r .id)
SECRET=$(echo "$ENDPOINT" | jq -r .secret)
