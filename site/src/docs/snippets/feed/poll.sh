AFTER=$(curl -s "$AI_FOUNDRY/api/dashboard/live-feed/events" \
  -H "authorization: Bearer $TOKEN" | jq -r .last_event_id)
curl -s "$AI_FOUNDRY/api/dashboard/live-feed/events?after=$AFTER" -H "authorization: Bearer $TOKEN"
