"""
How much of the fraud anyone could find who learns of a fraud a week late.

The generator of the data commits fraud in three ways. An amount above 220 is fraud (scenario 1), and a card compromised
for two weeks buys at five times its amounts in a third of its payments (scenario 3): both show in the payment itself. A
terminal compromised for four weeks makes every payment there fraud (scenario 2) and changes nothing in it: only its
history tells, and of that only what is older than a week. So a fraud counts as distinguishable unless it is of scenario
2 and the terminal's last payment with a known label was legitimate, or there is none: this leaves out the first week of
each compromise, save where an unrelated fraud was the last known.
"""

import numpy as np

from .data import Transactions
from .history import History
from .metrics import measure
from .protocol import Fold
from .published_features import DELAY_DAYS

TERMINAL_COMPROMISE = 2


def distinguishable(transactions: Transactions) -> np.ndarray:
    last_known_label = History(transactions.terminal, transactions.at).last(transactions.fraud, DELAY_DAYS, otherwise=0)
    shows = (transactions.scenario != TERMINAL_COMPROMISE) | (last_known_label == 1)
    return (transactions.fraud == 1) & shows


def ceiling(transactions: Transactions, fold: Fold) -> dict[str, float]:
    """What an oracle reaches that knows the distinguishable frauds and nothing else, and fills up by card number."""
    test = transactions.where(fold.test)
    known = distinguishable(transactions)[fold.test]
    return {
        "distinguishable_share": float(known.sum() / test.fraud.sum()),
        **measure(test, known.astype(float)),
        "card_precision_at_100_of_all_fraud": measure(test, test.fraud.astype(float))["card_precision_at_100"],
    }
