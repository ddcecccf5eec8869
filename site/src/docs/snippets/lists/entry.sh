curl -s "$AI_FOUNDRY/api/antifraud/lists/$LIST/entries" \
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \
  -d '{"value": "dev_4f2a", "preset": "regulator_72h",
       "reason": "Order of the Central Bank", "reference": "17-04/2026"}'
