curl -s -X PUT "$AI_FOUNDRY/api/organizations/$ORG" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"second_factor": "admins"}'
