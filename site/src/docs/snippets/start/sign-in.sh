TOKEN=$(curl -s "$AI_FOUNDRY/api/auth/login" \
  -H "content-type: application/json" \
  -d '{"email": "'"$EMAIL"'", "password": "'"$PASSWORD"'"}' | jq -r .access_token)
