AUDIT=$AI_FOUNDRY/api/audit

curl -s "$AUDIT/export" -H "authorization: Bearer $TOKEN" > export.jsonl
curl -s "$AUDIT/checkpoints" -H "authorization: Bearer $TOKEN" > checkpoints.json
