MFA_TOKEN=$(curl -s "$AI_FOUNDRY/api/auth/login" \
  -H "content-type: application/json" \
  -d '{"email": "'"$EMAIL"'", "password": "'"$PASSWORD"'"}' | jq -r .mfa_token)
TOKEN=$(curl -s "$AI_FOUNDRY/api/auth/2fa/login" \
  -H "content-type: application/json" \
  -d '{"mfa_token": "'"$MFA_TOKEN"'", "code": "'"$CODE"'"}' | jq -r .access_token)
