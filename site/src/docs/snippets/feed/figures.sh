curl -s "$AI_FOUNDRY/api/dashboard/overview" -H "authorization: Bearer $TOKEN"
curl -s "$AI_FOUNDRY/api/dashboard/combined-analytics?period=7d" -H "authorization: Bearer $TOKEN"
curl -s "$AI_FOUNDRY/api/dashboard/activity-feed?limit=10" -H "authorization: Bearer $TOKEN"
curl -s "$AI_FOUNDRY/api/dashboard/cost-savings?period=30d" -H "authorization: Bearer $TOKEN"
