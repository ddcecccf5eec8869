SESSION=$(curl -s "$AI_FOUNDRY/api/auth/login" \
  -H "content-type: application/json" \
  -d '{"email": "'"$EMAIL"'", "password": "'"$PASSWORD"'"}')
REFRESH_TOKEN=$(echo "$SESSION" | jq -r .refresh_token)

SESSION=$(curl -s "$AI_FOUNDRY/api/auth/refresh-token" \
  -H "content-type: application/json" \
  -d '{"refresh_token": "'"$REFRESH_TOKEN"'"}')
TOKEN=$(echo "$SESSION" | jq -r .access_token)
REFRESH_TOKEN=$(echo "$SESSION" | jq -r .refresh_token)
