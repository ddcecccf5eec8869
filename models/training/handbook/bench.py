"""Reruns the handbook's protocol with its own features and models, sets what comes out beside what it printed, then ours."""

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from .ceiling import ceiling
from .data import BadInput, Transactions, read_transactions
from .our_models import our_models
from .protocol import CHAPTER_3_WEEK, CHAPTER_5_WEEKS, Fold, make_fold, mean_of, run
from .published_features import published_features
from .published_models import CHAPTER_3, CHAPTER_5, PublishedModel
from .report import TOLERANCE, print_report, write_into_card


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--data", type=Path, required=True, help="handbook-raw.csv.gz")
    options.add_argument("--matrix-7d", type=Path, required=True, help="our features of it, labels a week late")
    options.add_argument("--matrix-1d", type=Path, required=True, help="our features of it, labels a day late")
    options.add_argument("--out", type=Path, required=True, help="where the figures go, as JSON")
    options.add_argument("--card", type=Path, help="CARD.md with the marks of the table")
    arguments = options.parse_args()
    try:
        if not arguments.out.absolute().parent.is_dir():
            raise BadInput(f"There is no folder {arguments.out.absolute().parent}")
        # Linear algebra of this size is slower on two threads than on one as soon as the machine does anything else.
        with threadpool_limits(1):
            report = bench(arguments.data, arguments.matrix_7d, arguments.matrix_1d)
    except BadInput as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
    arguments.out.write_text(json.dumps(report, indent=2) + "\n")
    print_report(report)
    if arguments.card:
        write_into_card(report, arguments.card)


def bench(path: Path, matrix_7d: Path, matrix_1d: Path) -> dict:
    started = time.perf_counter()
    transactions = read_transactions(path)
    read = time.perf_counter()
    chapter_3 = [make_fold(transactions, CHAPTER_3_WEEK)]
    chapter_5 = [make_fold(transactions, week) for week in CHAPTER_5_WEEKS]
    x = published_features(transactions)
    ready = time.perf_counter()
    return {
        "transactions": len(transactions),
        "frauds": int(transactions.fraud.sum()),
        "seconds": {"read": read - started, "features": ready - read},
        "chapter_3": chapter(transactions, x, chapter_3, CHAPTER_3),
        "chapter_5": chapter(transactions, x, chapter_5, CHAPTER_5),
        "ceiling": over_weeks([ceiling(transactions, fold) for fold in chapter_5]),
        "ours": our_models(transactions, matrix_7d, matrix_1d),
    }


def chapter(transactions: Transactions, x: np.ndarray, folds: list[Fold], models: list[PublishedModel]) -> dict:
    return {
        "folds": [describe(transactions, fold) for fold in folds],
        "models": [rerun(transactions, x, folds, model) for model in models],
    }


def describe(transactions: Transactions, fold: Fold) -> dict:
    return {
        "training_week": str(fold.training_week),
        "test_week": str(fold.test_week),
        "training_rows": len(fold.train),
        "training_frauds": int(transactions.fraud[fold.train].sum()),
        "test_rows": len(fold.test),
        "test_frauds": int(transactions.fraud[fold.test].sum()),
    }


def rerun(transactions: Transactions, x: np.ndarray, folds: list[Fold], model: PublishedModel) -> dict:
    print(f"{model.name} …", file=sys.stderr, flush=True)
    result = over_weeks([run(transactions, x, fold, model.make()) for fold in folds])
    gap = {metric: round(result["mean"][metric], 3) - value for metric, value in model.published.items()}
    return {
        "name": model.name,
        "published": model.published,
        **result,
        "gap": {metric: round(value, 3) for metric, value in gap.items()},
        "agrees": all(abs(value) < TOLERANCE + 1e-9 for value in gap.values()),
    }


def over_weeks(weeks: list[dict[str, float]]) -> dict:
    return {"mean": mean_of(weeks), "weeks": weeks}


if __name__ == "__main__":
    main()
