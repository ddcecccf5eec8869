curl -s -u "$CLIENT_ID:$CLIENT_SECRET" "$AI_FOUNDRY/oauth/token" \
  -d grant_type=client_credentials -d scope=write:transactions
