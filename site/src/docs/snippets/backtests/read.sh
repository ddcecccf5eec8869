curl -s "$AI_FOUNDRY/api/antifraud/backtests/$BACKTEST" \
  -H "authorization: Bearer $TOKEN"
