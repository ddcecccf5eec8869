"""The three members of the ensemble: what they are and how each is fitted."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import lightgbm as lgb
import numpy as np
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier

from dataset import Rows

SEED = 20251120

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


@dataclass(frozen=True)
class Parameters:
    """
    What search.py chose, by the names of the libraries; `rounds` is the number of boosted trees. A fraud weighs as much as
    `fraud_weight` legitimate payments in training; the exported graph divides the odds by it again. `monotone` holds the
    boosted members to INCREASING, which costs them a little on data like that of the training and spares them absurdities
    on other data.
    """

    fraud_weight: float
    monotone: bool
    xgboost: dict
    lightgbm: dict
    forest: dict

    def flat(self) -> dict:
        """`{member.parameter: value}`, as a run is tracked."""
        flat = {"fraud_weight": self.fraud_weight, "monotone": self.monotone}
        for member, values in asdict(self).items():
            if isinstance(values, dict):
                flat |= {f"{member}.{name}": value for name, value in values.items()}
        return flat


def read_parameters(path: Path) -> Parameters:
    return Parameters(**json.loads(path.read_text()))


def fit_xgboost(rows: Rows, names: list[str], parameters: Parameters) -> xgb.Booster:
    chosen = dict(parameters.xgboost)
    rounds = chosen.pop("rounds")
    fixed = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "seed": SEED,
        "nthread": 2,
        "monotone_constraints": tuple(constraints(names, parameters)),
    }
    data = xgb.DMatrix(rows.x, rows.y, weight=weights(rows, parameters.fraud_weight))
    return xgb.train(fixed | chosen, data, num_boost_round=rounds)


def fit_lightgbm(rows: Rows, names: list[str], parameters: Parameters) -> lgb.Booster:
    chosen = dict(parameters.lightgbm)
    rounds = chosen.pop("rounds")
    fixed = {
        "objective": "binary",
        "seed": SEED,
        "deterministic": True,
        "force_col_wise": True,
        "num_threads": 2,
        "verbose": -1,
        "monotone_constraints": constraints(names, parameters),
        "monotone_constraints_method": "intermediate",
    }
    data = lgb.Dataset(rows.x, rows.y, weight=weights(rows, parameters.fraud_weight))
    return lgb.train(fixed | chosen, data, num_boost_round=rounds)


def fit_forest(rows: Rows, parameters: Parameters) -> RandomForestClassifier:
    """
    Missing values are split natively. Every fraud and one legitimate payment in `fraud_weight` is used, hence no weights and
    less to read: the other payments say what these say.
    """
    random = np.random.default_rng(SEED)
    sample = rows.where((rows.y == 1) | (random.random(len(rows)) < 1 / parameters.fraud_weight))
    forest = RandomForestClassifier(random_state=SEED, n_jobs=2, **parameters.forest).fit(sample.x, sample.y)
    # Threads add the votes of the trees in another order each time, and a second run shall give the same model.
    forest.n_jobs = 1
    return forest


def constraints(names: list[str], parameters: Parameters) -> list[int]:
    """1 where a feature may only raise the opinion."""
    return [int(parameters.monotone and name in INCREASING) for name in names]


def weights(rows: Rows, fraud_weight: float) -> np.ndarray:
    return np.where(rows.y == 1, fraud_weight, 1.0)
