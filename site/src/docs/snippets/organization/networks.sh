curl -s -X PUT "$AI_FOUNDRY/api/organizations/$ORG/ip-allowlist" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"networks": ["203.0.113.0/24", "'"$MY_NETWORK"'"]}'
