CURSOR=$(curl -s "$AI_FOUNDRY/api/audit/events?limit=1" \
  -H "authorization: Bearer $TOKEN" | jq -r .next_cursor)

curl -s "$AI_FOUNDRY/api/audit/events?limit=1&cursor=$CURSOR" \
  -H "authorization: Bearer $TOKEN"
