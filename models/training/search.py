"""
Chooses the members' parameters by prequential validation within the training period: fitted on everything before, judged on
the next slice of time, three times over. The later period and the other seeds take no part.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import xgboost as xgb
from sklearn.metrics import average_precision_score

from dataset import Rows, read_matrix, split_by_time, with_ages_capped
from members import Parameters, fit_forest, fit_lightgbm, fit_xgboost, read_parameters
from tracking import log_metrics, tracked_run
from train import PERIODS

# The training period in six slices; the last three are judged.
SLICES = 6
JUDGED = 3

# One change at a time, each against what is the best so far.
CHANGES = {
    "xgboost": [{"max_depth": 4}, {"max_depth": 8}, {"eta": 0.08, "rounds": 160}, {"min_child_weight": 5}, {"lambda": 1.0}],
    "lightgbm": [{"num_leaves": 15}, {"num_leaves": 63}, {"learning_rate": 0.05, "rounds": 160}, {"min_data_in_leaf": 30}],
    "forest": [{"max_depth": 16}, {"min_samples_leaf": 2}, {"min_samples_leaf": 10}, {"max_features": 0.2}],
}

Predict = Callable[[np.ndarray], np.ndarray]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--work", type=Path, required=True, help="folder of main.parquet")
    options.add_argument("--parameters", type=Path, default=Path(__file__).parent / "parameters.json")
    arguments = options.parse_args()
    rows, names = read_matrix(arguments.work / "main.parquet")
    folds = prequential_folds(with_ages_capped(split_by_time(rows, PERIODS)[0], names))
    parameters = read_parameters(arguments.parameters)
    for member, changes in CHANGES.items():
        best = judge(arguments.work, member, parameters, folds, names, "as it is")
        for change in changes:
            candidate = replace(parameters, **{member: getattr(parameters, member) | change})
            found = judge(arguments.work, member, candidate, folds, names, str(change))
            if found > best:
                best, parameters = found, candidate
    arguments.parameters.write_text(json.dumps(asdict(parameters), indent=2) + "\n")


def prequential_folds(rows: Rows) -> list[tuple[Rows, Rows]]:
    edges = np.linspace(rows.at[0], rows.at[-1] + 1, SLICES + 1)
    return [
        (rows.where(rows.at < start), rows.where((rows.at >= start) & (rows.at < end)))
        for start, end in zip(edges[-JUDGED - 1 : -1], edges[-JUDGED:])
    ]


def judge(work: Path, member: str, parameters: Parameters, folds: list, names: list[str], what: str) -> float:
    """Mean average precision over the folds."""
    with tracked_run(work, f"search {member}: {what}", parameters.flat()):
        found = [average_precision_score(after.y, fit(member, before, names, parameters)(after.x)) for before, after in folds]
        log_metrics({"average_precision": float(np.mean(found))})
    print(f"{member:9} {what:45} {np.mean(found):.4f} ± {np.std(found):.4f}", flush=True)
    return float(np.mean(found))


def fit(member: str, rows: Rows, names: list[str], parameters: Parameters) -> Predict:
    if member == "xgboost":
        booster = fit_xgboost(rows, names, parameters)
        return lambda x: booster.predict(xgb.DMatrix(x))
    if member == "lightgbm":
        return fit_lightgbm(rows, names, parameters).predict
    forest = fit_forest(rows, parameters)
    return lambda x: forest.predict_proba(x)[:, 1]


if __name__ == "__main__":
    main()
