curl -s -o /dev/null -D - "$AI_FOUNDRY/api/api-keys" \
  -H "authorization: Bearer $TOKEN" | grep -i ratelimit
