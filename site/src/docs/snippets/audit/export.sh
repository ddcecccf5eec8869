curl -s "$AI_FOUNDRY/api/audit/export" -H "authorization: Bearer $TOKEN" > export.jsonl
curl -s "$AI_FOUNDRY/api/audit/checkpoints" -H "authorization: Bearer $TOKEN" > checkpoints.json
