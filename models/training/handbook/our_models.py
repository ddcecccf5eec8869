"""
Our features and our ensemble on the folds of the handbook: the matrix of replay.ts, and the members as the product trains
them. The parameters of the boosted members were chosen among ten candidates by one week of training on the handbook's
validation weeks (training from 2018-06-20 to 07-11), as was leaving the constraints away; those of the forest and of all
history were set by hand before. None was chosen on a test week.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from dataset import ABOUT, Rows
from ensemble import fit_ensemble
from members import Parameters

from .data import BadInput, Transactions
from .metrics import measure
from .protocol import CHAPTER_5_WEEKS, Fold, make_fold

PARAMETERS = Path(__file__).parent / "our_parameters.json"
MEMBERS = ["XGBoost", "LightGBM", "Random forest", "Ensemble"]

# The windows of the first weeks are not full yet.
HISTORY_START = "2018-05-06"


def our_models(transactions: Transactions, matrix_7d: Path, matrix_1d: Path) -> list[dict]:
    """Name, mean, deviation and weeks of every member and the ensemble, in each way of training."""
    x, names = read_our_features(matrix_7d, transactions)
    week = [make_fold(transactions, start) for start in CHAPTER_5_WEEKS]
    history = [make_fold(transactions, start, HISTORY_START) for start in CHAPTER_5_WEEKS]
    models = in_one_way(transactions, x, names, week, "one week")
    models += in_one_way(transactions, x, names, history, "all history")
    x, names = read_our_features(matrix_1d, transactions)
    return models + in_one_way(transactions, x, names, week, "one week", ", labels a day late")


def read_our_features(path: Path, transactions: Transactions) -> tuple[np.ndarray, list[str]]:
    """One row per transaction of the file, in its order, and the names of the features."""
    frame = pd.read_parquet(path)
    if not np.array_equal(frame["transaction_id"].to_numpy(dtype=np.int64), transactions.id):
        raise BadInput(f"{path} holds other transactions, or in another order")
    names = [name for name in frame.columns if name not in ABOUT]
    return frame[names].to_numpy(dtype=np.float32), names


def in_one_way(
    transactions: Transactions, x: np.ndarray, names: list[str], folds: list[Fold], trained_on: str, suffix: str = ""
) -> list[dict]:
    parameters = Parameters(**json.loads(PARAMETERS.read_text())[trained_on])
    weeks = [fit_and_measure(transactions, x, names, fold, parameters) for fold in folds]
    return [summary(f"{name}, {trained_on}{suffix}", [week[name] for week in weeks]) for name in MEMBERS]


def fit_and_measure(
    transactions: Transactions, x: np.ndarray, names: list[str], fold: Fold, parameters: Parameters
) -> dict[str, dict[str, float]]:
    """The metrics of the members and of their mean, all fitted at once; the seconds are those of all three together."""
    print(f"Ours, {len(fold.train):,} rows from {fold.training_week} …", file=sys.stderr, flush=True)
    nothing = np.zeros(len(fold.train), dtype=np.int64)
    rows = Rows(x=x[fold.train], y=transactions.fraud[fold.train], at=nothing, pattern=nothing, city=nothing)
    started = time.perf_counter()
    ensemble = fit_ensemble(rows, names, parameters)
    trained = time.perf_counter()
    said = ensemble.members(x[fold.test])
    seconds = {"training_seconds": trained - started, "scoring_seconds": time.perf_counter() - trained}
    test = transactions.where(fold.test)
    columns = [*said.T, said.mean(axis=1)]
    return {name: measure(test, scores) | seconds for name, scores in zip(MEMBERS, columns)}


def summary(name: str, weeks: list[dict[str, float]]) -> dict:
    figures = {metric: [week[metric] for week in weeks] for metric in weeks[0]}
    return {
        "name": name,
        "mean": {metric: float(np.mean(values)) for metric, values in figures.items()},
        "deviation": {metric: float(np.std(values)) for metric, values in figures.items()},
        "weeks": weeks,
    }
