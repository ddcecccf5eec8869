"""Fits the ensemble on the earlier part of the main period and calibrates it on the next; nothing is tuned on test rows."""

import argparse
import pickle
from pathlib import Path

from dataset import join, read_matrix, split_by_time, with_ages_capped, with_entities_missing
from ensemble import Ensemble, fit_calibration
from members import SEED, fit_forest, fit_lightgbm, fit_xgboost

# Shares of the main period by time: training, validation, test.
PERIODS = [0.55, 0.2, 0.25]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--work", type=Path, required=True, help="folder of main.parquet and cold.parquet")
    work = options.parse_args().work
    main_rows, names = read_matrix(work / "main.parquet")
    cold_rows, _ = read_matrix(work / "cold.parquet")
    early, validation, _ = split_by_time(main_rows, PERIODS)
    known = with_ages_capped(join(early, cold_rows), names)
    training = join(known, with_entities_missing(known, names, share=0.2, seed=SEED))
    print(f"training on {len(training)} rows, {int(training.y.sum())} of them fraud")
    ensemble = Ensemble(fit_xgboost(training, names), fit_lightgbm(training, names), fit_forest(training))
    ensemble.calibration = fit_calibration(ensemble.members(validation.x).mean(axis=1), validation.y)
    print("calibration", ensemble.calibration)
    with open(work / "ensemble.pickle", "wb") as file:
        pickle.dump({"ensemble": ensemble, "names": names}, file)


if __name__ == "__main__":
    main()
