curl -s -G "$AI_FOUNDRY/api/antifraud/analytics/export" -d decision=BLOCKED \
  -H "authorization: Bearer $TOKEN" -o decisions.csv
