LIST=$(curl -s "$AI_FOUNDRY/api/antifraud/lists" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"name": "Stolen devices", "kind": "block", "subject_type": "device"}' | jq -r .list_id)
