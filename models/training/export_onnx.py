"""Writes model.onnx, score-scale.json, golden.json and baseline.json, and refuses a graph that differs from the libraries."""

import argparse
import json
import pickle
from pathlib import Path

import numpy as np
import onnxruntime

from dataset import ENTITY_PREFIXES, Rows, read_matrix, split_by_time, with_ages_capped
from distributions import distribution_of, shortest
from ensemble import Ensemble
from onnx_graph import build_graph
from train import PERIODS

VERSION = "v1.1.0-ensemble"
TOLERANCE = 1e-5

# Share of legitimate payments at or above each score, on the validation period.
SCORE_ANCHORS = [
    (100, 0.5),
    (200, 0.2),
    (300, 0.08),
    (400, 0.03),
    (500, 0.01),
    (600, 0.005),
    (700, 0.0022),
    (800, 0.001),
    (850, 0.0005),
    (900, 0.0002),
]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True, help="models/fraud-risk")
    options.add_argument("--reference", action="store_true", help="write what live payments shall be compared with")
    arguments = options.parse_args()
    with open(arguments.work / "ensemble.pickle", "rb") as file:
        trained = pickle.load(file)
    ensemble, names = trained["ensemble"], trained["names"]
    check_feature_names(arguments.out / "features.json", names)
    rows, _ = read_matrix(arguments.work / "main.parquet")
    _, validation, test = split_by_time(rows, PERIODS)

    model = build_graph(ensemble, len(names))
    path = arguments.out / "model.onnx"
    path.write_bytes(model.SerializeToString())
    print(f"{path}: {path.stat().st_size:,} bytes")
    golden = choose_golden(test, names)
    check_parity(path, ensemble, test.x[:20_000])
    check_parity(path, ensemble, golden)
    write_golden(arguments.out / "golden.json", path, golden)

    legitimate = ensemble.probability(validation.x[validation.y == 0])
    scale = score_scale(legitimate)
    text = json.dumps({"version": VERSION, "scale": scale}, indent=2)
    (arguments.out / "score-scale.json").write_text(text + "\n")
    ordinary = ordinary_payment(validation.x[validation.y == 0], names)
    (arguments.out / "baseline.json").write_text(json.dumps(ordinary, indent=2) + "\n")
    if arguments.reference:
        reference = describe(with_ages_capped(validation, names).x, run(path, validation.x)[0], scale)
        (arguments.out / "reference.json").write_text(json.dumps(reference) + "\n")


def check_feature_names(path: Path, names: list[str]) -> None:
    described = [feature["name"] for feature in json.loads(path.read_text())]
    if described != names:
        raise SystemExit(f"{path} describes other features than the matrix has")


def score_scale(legitimate: np.ndarray) -> list[list[float]]:
    """`[probability, score]` from (0, 0) to (1, 1000), strictly increasing, anchored on the false-positive rate."""
    ordered = np.sort(legitimate)[::-1]
    scale = [[0.0, 0]]
    for score, share in SCORE_ANCHORS:
        point = round(float(ordered[max(0, int(share * len(ordered)) - 1)]), 9)
        if point <= scale[-1][0]:
            raise SystemExit(f"the score {score} has no probability of its own")
        scale.append([point, score])
    return [*scale, [1.0, 1000]]


def ordinary_payment(legitimate: np.ndarray, names: list[str]) -> dict[str, float | int | None]:
    """What explanations compare with: of each feature the median where it is known, or none where most payments lack it."""
    is_rare = np.isnan(legitimate).mean(axis=0) > 0.5
    return {
        name: None if rare else shortest(np.nanmedian(column).astype(np.float32))
        for name, rare, column in zip(names, is_rare, legitimate.T)
    }


def describe(x: np.ndarray, probability: np.ndarray, scale: list[list[float]]) -> dict:
    """How scores and features are distributed on payments that the model did not learn from."""
    scores = np.floor(np.interp(probability, *zip(*scale)) + 0.5)
    features = [distribution_of(column) for column in x.T]
    return {"payments": len(x), "score": distribution_of(scores), "features": features}


def choose_golden(rows: Rows, names: list[str]) -> np.ndarray:
    """Twenty rows of each pattern, sixty legitimate, and sixty of both in which entities or single values are missing."""
    random = np.random.default_rng(7)

    def some(mask: np.ndarray, count: int) -> np.ndarray:
        found = np.flatnonzero(mask)
        return rows.x[random.choice(found, min(count, len(found)), replace=False)].copy()

    patterns = [some(rows.pattern == pattern, 20) for pattern in sorted(set(rows.pattern) - {""})]
    late = np.concatenate([some(rows.y == 0, 20), some(rows.y == 1, 20)])
    for index, row in enumerate(late):
        prefixes = tuple(ENTITY_PREFIXES[: 1 + index % len(ENTITY_PREFIXES)])
        row[[place for place, name in enumerate(names) if name.startswith(prefixes)]] = np.nan
    holed = np.concatenate([some(rows.y == 0, 10), some(rows.y == 1, 9)])
    holed[random.random(holed.shape) < 0.4] = np.nan
    empty = np.full((1, rows.x.shape[1]), np.nan, dtype=np.float32)
    return np.concatenate([*patterns, some(rows.y == 0, 60), late, holed, empty])


def run(path: Path, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    # One thread, as in the service: how many there are decides in what order the forest's shares are summed.
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    probability, members = session.run(["probability", "members"], {"features": x})
    return probability, members


def check_parity(path: Path, ensemble: Ensemble, x: np.ndarray) -> None:
    probability, members = run(path, x)
    gap = max(
        float(np.abs(members - ensemble.members(x)).max()), float(np.abs(probability - ensemble.probability(x)).max())
    )
    print(f"largest gap to the libraries on {len(x)} rows: {gap:.2e}")
    if gap > TOLERANCE:
        raise SystemExit("the graph differs from the libraries")


def write_golden(path: Path, model: Path, x: np.ndarray) -> None:
    probability, members = run(model, x)
    lines = []
    for features, p, said in zip(x, probability, members):
        values = [None if np.isnan(value) else shortest(value) for value in features]
        golden = {"features": values, "probability": shortest(p), "members": [shortest(m) for m in said]}
        lines.append(json.dumps(golden, separators=(",", ":")))
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
