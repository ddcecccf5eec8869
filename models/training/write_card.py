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
    if not path.exists():
        path.write_text((Path(__file__).parent / "card-of-own-data.md").read_text())
    (arguments.model / "calibration.svg").write_text(draw_calibration(report["later period"]["reliability"]))
    before, rest = path.read_text().split(BEGIN)
    after = rest.split(END)[1]
    parts = [overview(report, size), anchors(report, scale), recalls(report), segments(report), slices(report), reliability(report)]
    figures = "\n\n".join(parts)
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


def judged(report: dict) -> str:
    """The rows that the model saw least of."""
    return "other seed" if "other seed" in report else "later period"


def slices(report: dict) -> str:
    """By amount and by city, whether some are troubled more than others."""
    tables = []
    for kind, of in report[judged(report)]["slices"].items():
        rows = [
            [
                name,
                f"{it['payments']:,}",
                f"{it['fraud']:,}",
                *[percent(it[key]) if it[key] is not None else "–" for key in ["legitimate_from_500", "legitimate_above_800"]],
                percent(it["fraud_from_500"], 1) if it["fraud_from_500"] is not None else "few",
            ]
            for name, it in of.items()
        ]
        head = [kind, "payments", "fraud", "legitimate ≥ 500", "legitimate > 800", "fraud found ≥ 500"]
        tables.append(table(head, rows))
    return f"### By amount and by city: {judged(report)}\n\n" + "\n\n".join(tables)


def segments(report: dict) -> str:
    of = report[judged(report)]["legitimate_segments"]
    rows = [[name, f"{it['payments']:,}", percent(it["from_500"]), percent(it["above_800"])] for name, it in of.items()]
    return f"### Who is troubled: legitimate payments of the {judged(report)}\n\n" + table(["payments", "count", "≥ 500", "> 800"], rows)


def reliability(report: dict) -> str:
    rows = [
        [" – ".join(str(edge) for edge in bin["said"]), f"{bin['payments']:,}", bin["mean_said"], bin["happened"]]
        for bin in report["later period"]["reliability"]
    ]
    head = ["said", "payments", "mean said", "happened"]
    return "### What the probability means: later period\n\n" + table(head, rows) + "\n\n![Said against happened](calibration.svg)"


def draw_calibration(bins: list[dict]) -> str:
    """The mean said against what happened, bin by bin, beside the diagonal of a model that is always right."""
    size, edge = 320, 40
    place = lambda value: edge + value * (size - 2 * edge)
    points = [(place(bin["mean_said"]), size - place(bin["happened"])) for bin in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points)
    ticks = "".join(
        f'<text x="{place(tick):.0f}" y="{size - edge + 16}" text-anchor="middle">{tick}</text>'
        f'<text x="{edge - 8}" y="{size - place(tick) + 4:.0f}" text-anchor="end">{tick}</text>'
        for tick in [0, 0.25, 0.5, 0.75, 1]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="11">'
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="M{edge} {size - edge}L{size - edge} {edge}" stroke="#bbb" stroke-dasharray="4 4"/>'
        f'<path d="M{edge} {edge}V{size - edge}H{size - edge}" fill="none" stroke="#555"/>'
        f'<polyline points="{line}" fill="none" stroke="#0a6" stroke-width="1.5"/><g fill="#0a6">{dots}</g><g fill="#333">{ticks}'
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">probability said</text>'
        f'<text x="12" y="{size / 2}" text-anchor="middle" transform="rotate(-90 12 {size / 2})">share of fraud</text></g></svg>\n'
    )


if __name__ == "__main__":
    main()
