curl -s "$AI_FOUNDRY/api/webhooks/endpoints/$ENDPOINT_ID/deliveries" \
  -H "authorization: Bearer $TOKEN"
