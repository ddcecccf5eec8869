curl -s "$AI_FOUNDRY/api/antifraud/reviews?sort=priority&limit=20" \
  -H "authorization: Bearer $TOKEN"
