"""Measures the exported graph, as the service runs it, on the later period and on worlds of other seeds."""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from dataset import Rows, read_matrix, split_by_time, with_entities_missing
from export_onnx import run
from tracking import log_metrics, tracked_run
from train import PERIODS


FEWEST_IN_SLICE = 300
FEWEST_FRAUDS_IN_SLICE = 20


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--model", type=Path, required=True, help="models/fraud-risk")
    options.add_argument("--report", type=Path, required=True)
    arguments = options.parse_args()
    rows, names = read_matrix(arguments.work / "main.parquet")
    _, validation, test = split_by_time(rows, PERIODS)
    periods = {"validation": validation, "later period": test}
    worlds = [("other seed", "other"), ("other seed, drifted behaviour", "drifted"), ("first days of an organisation", "start")]
    for name, file in worlds:
        if (arguments.work / f"{file}.parquet").exists():
            periods[name], _ = read_matrix(arguments.work / f"{file}.parquet")
    judged = "other seed" if "other seed" in periods else "later period"
    periods[f"{judged}, entities missing"] = with_entities_missing(periods[judged], names, 1.0, 11)
    scale = json.loads((arguments.model / "score-scale.json").read_text())["scale"]
    report = {name: measure(arguments.model, scale, of, names) for name, of in periods.items()}
    with tracked_run(arguments.work, "evaluate", {}):
        for name, of in report.items():
            log_metrics({f"{name.replace(',', '')} AUC": of["auc"], f"{name.replace(',', '')} AP": of["average_precision"]})
    arguments.report.write_text(json.dumps(report, indent=2) + "\n")


def measure(model: Path, scale: list[list[float]], rows: Rows, names: list[str]) -> dict:
    probability, members = run(model / "model.onnx", rows.x)
    scores = np.round(np.interp(probability, [point for point, _ in scale], [score for _, score in scale]))
    legitimate = rows.y == 0
    return {
        "rows": len(rows),
        "fraud": int(rows.y.sum()),
        "auc": round(float(roc_auc_score(rows.y, probability)), 4),
        "average_precision": round(float(average_precision_score(rows.y, probability)), 4),
        "members_average_precision": [round(float(average_precision_score(rows.y, m)), 4) for m in members.T],
        "mean_probability": round(float(probability.mean()), 5),
        "members_spread_95": round(float(np.quantile(np.ptp(members, axis=1), 0.95)), 3),
        "accuracy_above_800": round(float(np.mean((scores > 800) == (rows.y == 1))), 5),
        "legitimate_share_at_or_above": {
            score: round(float(np.mean(scores[legitimate] >= score)), 5) for score in [300, 400, 500, 600, 700, 800, 900]
        },
        "legitimate_segments": {
            segment: {
                "payments": int(mask.sum()),
                "from_500": round(float(np.mean(scores[mask] >= 500)), 4),
                "above_800": round(float(np.mean(scores[mask] > 800)), 4),
            }
            for segment, mask in segments(rows, names).items()
            if mask.any()
        },
        "slices": {
            kind: {name: slice_of(mask, scores, rows.y) for name, mask in masks.items() if mask.sum() >= FEWEST_IN_SLICE}
            for kind, masks in [("amount", amount_bands(rows, names)), ("city", cities(rows))]
        },
        "reliability": reliability(probability, rows.y),
        "precision_from_500": round(float(rows.y[scores >= 500].mean()), 4),
        "precision_above_800": round(float(rows.y[scores > 800].mean()), 4),
        "recall": {
            pattern or "all": {
                "payments": int(mask.sum()),
                "from_500": round(float(np.mean(scores[mask] >= 500)), 3),
                "above_800": round(float(np.mean(scores[mask] > 800)), 3),
            }
            for pattern in ["", *sorted(set(rows.pattern) - {""})]
            for mask in [(rows.pattern == pattern) if pattern else rows.y == 1]
        },
    }


def segments(rows: Rows, names: list[str]) -> dict[str, np.ndarray]:
    """Legitimate payments that a crude model would take for fraud."""
    column = {name: rows.x[:, index] for index, name in enumerate(names)}
    masks = {
        "first payment of a payer": np.isnan(column["payer_age_days"]),
        "first payment in a country": column["payer_new_country"] == 1,
        "new device": column["payer_new_device"] == 1,
        "no device sent": np.isnan(column["device_age_days"]),
        "at night": column["is_night"] == 1,
        "more than 1,000 dollars": column["amount_usd"] > 1000,
        "shared address": column["ip_payers_24h"] > 20,
    }
    return {segment: mask & (rows.y == 0) for segment, mask in masks.items()}


def slice_of(mask: np.ndarray, scores: np.ndarray, y: np.ndarray) -> dict:
    """How a part of the payments fares: false alarms of the legitimate, frauds found."""
    legitimate, fraud = mask & (y == 0), mask & (y == 1)
    return {
        "payments": int(mask.sum()),
        "fraud": int(fraud.sum()),
        "legitimate_from_500": round(float(np.mean(scores[legitimate] >= 500)), 5) if legitimate.any() else None,
        "legitimate_above_800": round(float(np.mean(scores[legitimate] > 800)), 5) if legitimate.any() else None,
        "fraud_from_500": round(float(np.mean(scores[fraud] >= 500)), 3) if fraud.sum() >= FEWEST_FRAUDS_IN_SLICE else None,
    }


def amount_bands(rows: Rows, names: list[str]) -> dict[str, np.ndarray]:
    amount = rows.x[:, names.index("amount_usd")]
    edges = [0, 5, 20, 100, 500, 2000, np.inf]
    labels = ["under $5", "$5 – 20", "$20 – 100", "$100 – 500", "$500 – 2,000", "$2,000 and more"]
    return {label: (amount >= low) & (amount < high) for label, low, high in zip(labels, edges, edges[1:])}


def cities(rows: Rows) -> dict[str, np.ndarray]:
    return {city or "no city sent": rows.city == city for city in sorted(set(rows.city))}


def reliability(probability: np.ndarray, y: np.ndarray) -> list[dict]:
    """How often fraud happened where the model said so."""
    edges = [0, 0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 1.0001]
    bins = [(low, high, (probability >= low) & (probability < high)) for low, high in zip(edges, edges[1:])]
    return [
        {
            "said": [low, min(high, 1)],
            "payments": int(mask.sum()),
            "mean_said": round(float(probability[mask].mean()), 5),
            "happened": round(float(y[mask].mean()), 5),
        }
        for low, high, mask in bins
        if mask.any()
    ]


if __name__ == "__main__":
    main()
