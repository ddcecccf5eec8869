"""The handbook's three metrics of a test period, and the share of fraud found at a bearable rate of false alarms."""

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score, roc_auc_score, roc_curve

from .data import Transactions

FALSE_POSITIVE_RATES = {"recall_at_fpr_0.1%": 0.001, "recall_at_fpr_0.5%": 0.005, "recall_at_fpr_1%": 0.01}
CARDS_A_DAY = 100


def measure(test: Transactions, scores: np.ndarray) -> dict[str, float]:
    return {
        "auc": float(roc_auc_score(test.fraud, scores)),
        "average_precision": float(average_precision_score(test.fraud, scores)),
        "card_precision_at_100": card_precision(test, scores),
        **recall_at(test.fraud, scores),
    }


def card_precision(test: Transactions, scores: np.ndarray) -> float:
    """
    Mean over the days of the share of compromised cards among the 100 cards of highest score. A card that was found is
    out of the days after. Cards of equal score stand in the order of their numbers: the handbook leaves that order to
    the sort of its library, and only models that say few different things, a single tree or an oracle, feel it (.003).
    """
    found: set[int] = set()
    shares = []
    for day in np.unique(test.day):
        rows = (test.day == day) & ~np.isin(test.customer, list(found))
        seen = pd.DataFrame({"card": test.customer[rows], "score": scores[rows], "fraud": test.fraud[rows]})
        cards = seen.groupby("card").max().sort_values("score", ascending=False, kind="stable").head(CARDS_A_DAY)
        compromised = cards.index[cards["fraud"] == 1]
        found.update(compromised)
        shares.append(len(compromised) / CARDS_A_DAY)
    return float(np.mean(shares))


def recall_at(fraud: np.ndarray, scores: np.ndarray) -> dict[str, float]:
    """At the lowest threshold that keeps the false alarms within the rate."""
    false_positive_rate, recall, _ = roc_curve(fraud, scores)
    return {name: float(recall[false_positive_rate <= rate].max()) for name, rate in FALSE_POSITIVE_RATES.items()}
