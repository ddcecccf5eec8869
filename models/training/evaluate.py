"""Measures the exported graph, as the service runs it, on the later period and on a world of another seed."""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from dataset import Rows, read_matrix, split_by_time, with_entities_missing
from export_onnx import run
from train import PERIODS


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--model", type=Path, required=True, help="models/fraud-risk")
    arguments = options.parse_args()
    rows, names = read_matrix(arguments.work / "main.csv")
    other, _ = read_matrix(arguments.work / "other.csv")
    _, validation, test = split_by_time(rows, PERIODS)
    scale = json.loads((arguments.model / "score-scale.json").read_text())["scale"]
    report = {
        "validation": measure(arguments.model, scale, validation),
        "later period": measure(arguments.model, scale, test),
        "other seed": measure(arguments.model, scale, other),
        "other seed, entities missing": measure(arguments.model, scale, with_entities_missing(other, names, 1.0, 11)),
    }
    print(json.dumps(report, indent=2))


def measure(model: Path, scale: list[list[float]], rows: Rows) -> dict:
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


if __name__ == "__main__":
    main()
