"""
The handbook's protocol: a week to train on, a week in which its labels become known, a week to test on.

A model enters as anything with `fit(x, y)` and `predict_proba(x)`, its features as a matrix with one row per
transaction of the file, so that other features and other models are measured on exactly the rows of the published ones.
"""

import time
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .data import BadInput, Transactions
from .metrics import measure

WEEK = np.timedelta64(7, "D")
CHAPTER_3_WEEK = "2018-07-25"
CHAPTER_5_WEEKS = ["2018-08-15", "2018-08-08", "2018-08-01", "2018-07-25"]


class Classifier(Protocol):
    def fit(self, x: np.ndarray, y: np.ndarray) -> object: ...

    def predict_proba(self, x: np.ndarray) -> np.ndarray: ...


@dataclass(frozen=True)
class Fold:
    """Rows, by their place in the file, of the training period and of the test week that belongs to it."""

    training_week: np.datetime64
    train: np.ndarray
    test: np.ndarray

    @property
    def test_week(self) -> np.datetime64:
        return self.training_week + 2 * WEEK


def make_fold(transactions: Transactions, training_week: str, history_start: str | None = None) -> Fold:
    """With `history_start`, training begins there and ends as usual; the test rows stay the same."""
    start = np.datetime64(training_week, "D")
    train = rows_between(transactions, np.datetime64(history_start or training_week, "D"), start + WEEK)
    test_days = start + 2 * WEEK + np.arange(7)
    test = np.concatenate([rows_of_test_day(transactions, start, day) for day in test_days])
    for rows, first_day in [(train, start), (test, test_days[0])]:
        if len(np.unique(transactions.fraud[rows])) < 2:
            raise BadInput(f"The week from {first_day} needs transactions with TX_FRAUD 0 and with TX_FRAUD 1")
    return Fold(start, train, test)


def rows_of_test_day(transactions: Transactions, training_week: np.datetime64, day: np.datetime64) -> np.ndarray:
    """Without the cards that were known to be compromised: a fraud since training began, more than a week ago."""
    known = rows_between(transactions, training_week, day - WEEK)
    compromised = np.unique(transactions.customer[known[transactions.fraud[known] == 1]])
    rows = rows_between(transactions, day, day + 1)
    return rows[~np.isin(transactions.customer[rows], compromised)]


def rows_between(transactions: Transactions, first_day: np.datetime64, end_day: np.datetime64) -> np.ndarray:
    return np.arange(*np.searchsorted(transactions.day, [first_day, end_day]))


def run(transactions: Transactions, x: np.ndarray, fold: Fold, classifier: Classifier) -> dict[str, float]:
    """The metrics of the test week, with the seconds that training and scoring took."""
    started = time.perf_counter()
    classifier.fit(x[fold.train], transactions.fraud[fold.train])
    trained = time.perf_counter()
    scores = classifier.predict_proba(x[fold.test])[:, 1]
    scored = time.perf_counter()
    figures = measure(transactions.where(fold.test), scores)
    return figures | {"training_seconds": trained - started, "scoring_seconds": scored - trained}


def mean_of(weeks: list[dict[str, float]]) -> dict[str, float]:
    return {name: float(np.mean([week[name] for week in weeks])) for name in weeks[0]}
