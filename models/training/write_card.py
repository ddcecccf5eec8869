"""Puts the figures of report.json between the marks of CARD.md."""

import argparse
import json
from pathlib import Path

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--model", type=Path, required=True, help="models/fraud-risk")
    arguments = options.parse_args()
    report = json.loads((arguments.work / "report.json").read_text())
    scale = json.loads((arguments.model / "score-scale.json").read_text())["scale"]
    size = (arguments.model / "model.onnx").stat().st_size
    path = arguments.model / "CARD.md"
    before, rest = path.read_text().split(BEGIN)
    after = rest.split(END)[1]
    figures = "\n\n".join([overview(report, size), anchors(report, scale), recalls(report), segments(report), reliability(report)])
    path.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}")


def table(head: list[str], rows: list[list[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def percent(share: float, digits: int = 2) -> str:
    return f"{100 * share:.{digits}f} %"


def overview(report: dict, size: int) -> str:
    rows = [
        [
            name,
            f"{of['rows']:,}",
            f"{of['fraud']:,}",
            of["auc"],
            of["average_precision"],
            " / ".join(str(member) for member in of["members_average_precision"]),
            percent(of["precision_from_500"], 1),
            percent(of["precision_above_800"], 1),
            percent(of["accuracy_above_800"]),
        ]
        for name, of in report.items()
    ]
    head = ["rows of", "payments", "fraud", "AUC", "AP", "AP of XGBoost / LightGBM / forest"]
    head += ["precision ≥ 500", "precision > 800", "accuracy > 800"]
    return f"### Overall\n\nThe graph has {size:,} bytes.\n\n" + table(head, rows)


def anchors(report: dict, scale: list[list[float]]) -> str:
    scores = list(report["validation"]["legitimate_share_at_or_above"])
    point = {str(score): probability for probability, score in scale}
    rows = [
        [score, f"{point[score]:.5f}", *[percent(of["legitimate_share_at_or_above"][score], 3) for of in report.values()]]
        for score in scores
    ]
    return "### Legitimate payments at or above a score\n\n" + table(["score", "probability", *report], rows)


def recalls(report: dict) -> str:
    patterns = list(report["validation"]["recall"])
    names = [name for name in report if name != "validation"]
    rows = [
        [pattern, *[cell for name in names for cell in recall_cells(report[name]["recall"][pattern])]] for pattern in patterns
    ]
    head = ["pattern", *[cell for name in names for cell in [f"{name}: ≥ 500", "> 800"]]]
    return "### Fraud found, by pattern\n\n" + table(head, rows)


def recall_cells(of: dict) -> list[str]:
    return [percent(of["from_500"], 1), percent(of["above_800"], 1)]


def segments(report: dict) -> str:
    of = report["other seed"]["legitimate_segments"]
    rows = [[name, f"{it['payments']:,}", percent(it["from_500"]), percent(it["above_800"])] for name, it in of.items()]
    return "### Who is troubled: legitimate payments of the other seed\n\n" + table(["payments", "count", "≥ 500", "> 800"], rows)


def reliability(report: dict) -> str:
    rows = [
        [" – ".join(str(edge) for edge in bin["said"]), f"{bin['payments']:,}", bin["mean_said"], bin["happened"]]
        for bin in report["later period"]["reliability"]
    ]
    return "### What the probability means: later period\n\n" + table(["said", "payments", "mean said", "happened"], rows)


if __name__ == "__main__":
    main()
