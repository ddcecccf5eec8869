curl -s -X PUT "$AI_FOUNDRY/api/antifraud/reviews/settings" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"due_after_minutes": 60, "auto_approve_verified": true}'
