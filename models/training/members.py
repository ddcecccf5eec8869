"""The three members of the ensemble: what they are and how each is fitted."""

import lightgbm as lgb
import numpy as np
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier

from dataset import Rows

SEED = 20251120

# A fraud weighs as much as eight legitimate payments; the exported graph divides the odds by it again.
FRAUD_WEIGHT = 8.0

# Features of which more is never safer, everything else being equal.
INCREASING = {
    "category_risk",
    "payer_amount_to_max_30d",
    "payer_amount_to_typical",
    "payer_declines_10m",
    "payer_devices_24h",
    "payer_new_device",
    "payer_new_country",
    "payer_travel_kmh",
    "user_cards_24h",
    "user_cards_7d",
    "device_payers_10m",
    "device_declines_1h",
    "ip_declines_1h",
    "payer_frauds_28d",
    "user_frauds_28d",
    "device_frauds_28d",
    "device_risk_28d",
    "ip_frauds_28d",
    "ip_risk_28d",
    "merchant_frauds_28d",
    "merchant_risk_7d",
    "merchant_risk_28d",
    "merchant_last_label",
    "merchant_fraud_streak",
}


def fit_xgboost(rows: Rows, names: list[str]) -> xgb.Booster:
    parameters = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "max_depth": 6,
        "eta": 0.12,
        "min_child_weight": 20,
        "subsample": 0.8,
        "colsample_bytree": 0.5,
        "lambda": 5.0,
        "seed": SEED,
        "nthread": 2,
        "monotone_constraints": "(" + ",".join(str(int(name in INCREASING)) for name in names) + ")",
    }
    data = xgb.DMatrix(rows.x, rows.y, weight=weights(rows))
    return xgb.train(parameters, data, num_boost_round=110)


def fit_lightgbm(rows: Rows, names: list[str]) -> lgb.Booster:
    parameters = {
        "objective": "binary",
        "num_leaves": 31,
        "learning_rate": 0.08,
        "min_data_in_leaf": 80,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "feature_fraction": 0.5,
        "lambda_l2": 5.0,
        "seed": SEED,
        "deterministic": True,
        "force_col_wise": True,
        "num_threads": 2,
        "verbose": -1,
        "monotone_constraints": [int(name in INCREASING) for name in names],
        "monotone_constraints_method": "intermediate",
    }
    return lgb.train(parameters, lgb.Dataset(rows.x, rows.y, weight=weights(rows)), num_boost_round=110)


def fit_forest(rows: Rows) -> RandomForestClassifier:
    """Missing values are split natively; every fraud and one in eight legitimate payments is used, hence no weights."""
    random = np.random.default_rng(SEED)
    sample = rows.where((rows.y == 1) | (random.random(len(rows)) < 1 / FRAUD_WEIGHT))
    forest = RandomForestClassifier(
        n_estimators=100, max_depth=12, min_samples_leaf=4, max_features=0.35, random_state=SEED, n_jobs=2
    )
    return forest.fit(sample.x, sample.y)


def weights(rows: Rows) -> np.ndarray:
    return np.where(rows.y == 1, FRAUD_WEIGHT, 1.0)
