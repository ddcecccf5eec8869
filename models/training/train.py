"""Fits the ensemble on the earlier part of the main period and calibrates it on the next; nothing is tuned on test rows."""

import argparse
import pickle
from pathlib import Path

from sklearn.metrics import average_precision_score, roc_auc_score

from dataset import Rows, join, read_matrix, split_by_time, with_ages_capped, with_entities_missing
from ensemble import fit_calibration, fit_ensemble
from members import SEED, read_parameters
from tracking import log_metrics, tracked_run

# Shares of the main period by time: training, validation, test.
PERIODS = [0.55, 0.2, 0.25]
FEWEST_FRAUDS = 100


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--work", type=Path, required=True, help="folder of main.parquet and, if there is one, cold.parquet")
    options.add_argument("--parameters", type=Path, default=Path(__file__).parent / "parameters.json")
    arguments = options.parse_args()
    parameters = read_parameters(arguments.parameters)
    training, validation, names = training_rows(arguments.work)
    print(f"training on {len(training)} rows, {int(training.y.sum())} of them fraud")
    with tracked_run(arguments.work, "train", parameters.flat()):
        ensemble = fit_ensemble(training, names, parameters)
        mean = ensemble.members(validation.x).mean(axis=1)
        ensemble.calibration = fit_calibration(mean, validation.y)
        print("calibration", ensemble.calibration)
        log_metrics({
            "validation_auc": float(roc_auc_score(validation.y, mean)),
            "validation_average_precision": float(average_precision_score(validation.y, mean)),
        })
    with open(arguments.work / "ensemble.pickle", "wb") as file:
        pickle.dump({"ensemble": ensemble, "names": names}, file)


def training_rows(work: Path) -> tuple[Rows, Rows, list[str]]:
    """
    Rows to train on, a fifth of them a second time with entities missing, rows to calibrate on, and the names of the
    features. `cold.parquet` holds the first days of an organisation, of which the main period may know nothing.
    """
    main_rows, names = read_matrix(work / "main.parquet")
    early, validation, test = split_by_time(main_rows, PERIODS)
    for period, rows in [("training", early), ("validation", validation), ("test", test)]:
        if rows.y.sum() < FEWEST_FRAUDS:
            raise SystemExit(f"The {period} period holds {int(rows.y.sum())} frauds, at least {FEWEST_FRAUDS} are needed")
    cold = work / "cold.parquet"
    known = join(early, read_matrix(cold)[0]) if cold.exists() else early
    known = with_ages_capped(known, names)
    return join(known, with_entities_missing(known, names, share=0.2, seed=SEED)), validation, names


if __name__ == "__main__":
    main()
