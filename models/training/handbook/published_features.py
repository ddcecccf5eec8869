"""
The fifteen inputs of the handbook's chapter 3, for all transactions at once.

A customer's windows close with the transaction and hold it. A terminal's windows, for its count as for its risk, close
a week earlier, since a fraud becomes known a week after it happened.
"""

import numpy as np

from .data import Transactions
from .history import History

WINDOWS_DAYS = [1, 7, 30]
DELAY_DAYS = 7
LAST_HOUR_OF_NIGHT = 6

NAMES = [
    "TX_AMOUNT",
    "TX_DURING_WEEKEND",
    "TX_DURING_NIGHT",
    *[f"CUSTOMER_ID_{what}_{days}DAY_WINDOW" for days in WINDOWS_DAYS for what in ["NB_TX", "AVG_AMOUNT"]],
    *[f"TERMINAL_ID_{what}_{days}DAY_WINDOW" for days in WINDOWS_DAYS for what in ["NB_TX", "RISK"]],
]


def published_features(transactions: Transactions) -> np.ndarray:
    """A row per transaction, a column per name in NAMES."""
    hour = (transactions.at - transactions.day).astype("timedelta64[h]").astype(int)
    return np.column_stack([
        transactions.amount,
        ~np.is_busday(transactions.day),
        hour <= LAST_HOUR_OF_NIGHT,
        *customer_columns(transactions),
        *terminal_columns(transactions),
    ])


def customer_columns(transactions: Transactions) -> list[np.ndarray]:
    history = History(transactions.customer, transactions.at)
    # Whole cents add up the same in any order, so a mean does not depend on what came before its window.
    cents = np.rint(transactions.amount * 100).astype(np.int64)
    columns = []
    for days in WINDOWS_DAYS:
        count, total = history.count_and_total(cents, opened_days_ago=days)
        columns += [count, total / count / 100]
    return columns


def terminal_columns(transactions: Transactions) -> list[np.ndarray]:
    history = History(transactions.terminal, transactions.at)
    columns = []
    for days in WINDOWS_DAYS:
        count, frauds = history.count_and_total(transactions.fraud, DELAY_DAYS + days, closed_days_ago=DELAY_DAYS)
        columns += [count, frauds / np.maximum(count, 1)]
    return columns
