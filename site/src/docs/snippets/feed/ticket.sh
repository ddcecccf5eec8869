curl -s -X POST "$AI_FOUNDRY/api/dashboard/live-feed/tickets" -H "authorization: Bearer $TOKEN"
