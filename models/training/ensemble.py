"""What the members say together: their odds without the fraud weight, the mean, and its calibration."""

from dataclasses import dataclass

import lightgbm as lgb
import numpy as np
import xgboost as xgb
from scipy.optimize import minimize
from sklearn.ensemble import RandomForestClassifier

from dataset import Rows
from members import Parameters, fit_forest, fit_lightgbm, fit_xgboost

EPSILON = 1e-6


@dataclass
class Ensemble:
    xgboost: xgb.Booster
    lightgbm: lgb.Booster
    forest: RandomForestClassifier
    fraud_weight: float
    # a, b, c of beta calibration: logit(p') = a ln p - b ln(1 - p) + c (Kull et al. 2017).
    calibration: tuple[float, float, float] = (1.0, 1.0, 0.0)

    def members(self, x: np.ndarray) -> np.ndarray:
        """Probability of fraud by each member, one column each."""
        said = np.column_stack([
            self.xgboost.predict(xgb.DMatrix(x)),
            self.lightgbm.predict(x),
            self.forest.predict_proba(x)[:, 1],
        ])
        return said / (said + self.fraud_weight * (1 - said))

    def probability(self, x: np.ndarray) -> np.ndarray:
        return calibrate(self.members(x).mean(axis=1), self.calibration)


def fit_ensemble(rows: Rows, names: list[str], parameters: Parameters) -> Ensemble:
    """The three members, not calibrated yet."""
    return Ensemble(
        fit_xgboost(rows, names, parameters),
        fit_lightgbm(rows, names, parameters),
        fit_forest(rows, parameters),
        parameters.fraud_weight,
    )


def calibrate(p: np.ndarray, parameters: tuple[float, float, float]) -> np.ndarray:
    a, b, c = parameters
    p = np.clip(p, EPSILON, 1 - EPSILON)
    return 1 / (1 + np.exp(-(a * np.log(p) - b * np.log1p(-p) + c)))


def fit_calibration(p: np.ndarray, y: np.ndarray) -> tuple[float, float, float]:
    """The a, b ≥ 0 and c of least log loss, to four places: more would say nothing of so few frauds."""

    def loss(parameters: np.ndarray) -> float:
        q = np.clip(calibrate(p, tuple(parameters)), 1e-12, 1 - 1e-12)
        return float(-np.mean(np.where(y == 1, np.log(q), np.log1p(-q))))

    found = minimize(loss, x0=np.array([1.0, 1.0, 0.0]), method="L-BFGS-B", bounds=[(0.05, 5), (0.05, 5), (-10, 10)])
    return tuple(round(float(value), 4) for value in found.x)
