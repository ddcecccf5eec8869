curl -s -G "$AI_FOUNDRY/api/antifraud/backtests/$BACKTEST/differences" \
  -d live=APPROVED -d backtest=UNDER_REVIEW -d label=legitimate \
  -H "authorization: Bearer $TOKEN"
