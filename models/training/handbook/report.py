"""Prints what the bench found: each figure as published, as rerun and the gap between them."""

from pathlib import Path

TOLERANCE = 0.002
METRICS = {"auc": "AUC", "average_precision": "AP", "card_precision_at_100": "CP@100"}
RECALLS = {"recall_at_fpr_0.1%": "0.1 %", "recall_at_fpr_0.5%": "0.5 %", "recall_at_fpr_1%": "1 %"}
NAME_WIDTH = 36


BEGIN, END = "<!-- benchmark -->", "<!-- end of benchmark -->"


def write_into_card(report: dict, card: Path) -> None:
    """Puts the table of our models beside the best published between the marks of CARD.md."""
    best = next(model for model in report["chapter_5"]["models"] if model["name"] == "XGBoost, 100 × 0.1, depth 3")
    head = ["model", *METRICS.values(), *[f"recall at {rate}" for rate in RECALLS.values()], "training, s", "scoring a week, s"]
    lines = [head, ["---"] * len(head), card_line("best published, rerun: " + best["name"], best["mean"], None)]
    lines += [card_line(model["name"], model["mean"], model["deviation"]) for model in report["ours"]]
    lines.append(["oracle a week late", *[f"{report['ceiling']['mean'][name]:.3f}" for name in [*METRICS, *RECALLS]], "–", "–"])
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    before, rest = card.read_text().split(BEGIN)
    card.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{rest.split(END)[1]}")


def card_line(name: str, mean: dict, deviation: dict | None) -> list[str]:
    spread = lambda metric: f" ± {deviation[metric]:.3f}" if deviation else ""
    return [
        name,
        *[f"{mean[metric]:.3f}{spread(metric)}" for metric in METRICS],
        *[f"{mean[recall]:.3f}" for recall in RECALLS],
        f"{mean['training_seconds']:.1f}",
        f"{mean['scoring_seconds']:.2f}",
    ]


def print_report(report: dict) -> None:
    print(f"{report['transactions']:,} transactions, {report['frauds']:,} frauds")
    print(f"read in {report['seconds']['read']:.1f} s, features in {report['seconds']['features']:.1f} s")
    print_chapter("Chapter 3", report["chapter_3"])
    print_chapter("Chapter 5, mean of the test weeks", report["chapter_5"])
    print_ours(report["ours"])
    print_ceiling(report["chapter_5"]["folds"], report["ceiling"])
    models = report["chapter_3"]["models"] + report["chapter_5"]["models"]
    apart = [model["name"] for model in models if not model["agrees"]]
    print()
    print(f"Further than {TOLERANCE} from the published figure: {'; '.join(apart) or 'none'}")


def print_chapter(title: str, chapter: dict) -> None:
    print(f"\n{title}: published, rerun, gap; recall at a rate of false alarms; seconds a week")
    for fold in chapter["folds"]:
        training = f"{fold['training_rows']:,} rows and {fold['training_frauds']} frauds from {fold['training_week']}"
        test = f"{fold['test_rows']:,} rows and {fold['test_frauds']} frauds from {fold['test_week']}"
        print(f"  trained on {training}, tested on {test}")
    head = [f"{metric:<18}" for metric in METRICS.values()] + [f"{rate:>6}" for rate in RECALLS.values()]
    print(" " * NAME_WIDTH, *head, " train  score")
    for model in chapter["models"]:
        mean = model["mean"]
        figures = [beside(model, metric) for metric in METRICS] + [f"{mean[recall]:6.3f}" for recall in RECALLS]
        seconds = f"{mean['training_seconds']:6.2f} {mean['scoring_seconds']:6.2f}"
        print(f"{model['name']:<{NAME_WIDTH}}", *figures, seconds)


def print_ours(models: list[dict]) -> None:
    print("\nOurs on the same test weeks: mean ± deviation of the weeks; recall at a rate of false alarms; seconds a week")
    head = [f"{metric:<14}" for metric in METRICS.values()] + [f"{rate:>6}" for rate in RECALLS.values()]
    print(" " * (NAME_WIDTH + 8), *head, " train  score")
    for model in models:
        mean, deviation = model["mean"], model["deviation"]
        figures = [f"{mean[metric]:.3f} ± {deviation[metric]:.3f} " for metric in METRICS]
        figures += [f"{mean[recall]:6.3f}" for recall in RECALLS]
        print(f"{model['name']:<{NAME_WIDTH + 8}}", *figures, f"{mean['training_seconds']:6.1f} {mean['scoring_seconds']:6.2f}")


def beside(model: dict, metric: str) -> str:
    rerun = model["mean"][metric]
    if metric not in model["published"]:
        return f"{'–':>5} {rerun:.3f}       "
    return f"{model['published'][metric]:.3f} {rerun:.3f} {model['gap'][metric]:+.3f}"


def print_ceiling(folds: list[dict], ceiling: dict) -> None:
    print("\nCeiling: an oracle of the frauds that can be told apart a week after their labels")
    named = {
        "distinguishable_share": "share of the test frauds",
        "card_precision_at_100": "CP@100 of the oracle",
        "average_precision": "AP of the oracle",
        "card_precision_at_100_of_all_fraud": "CP@100 of one that knows all",
    }
    print(" " * NAME_WIDTH, *[fold["test_week"] for fold in folds], "mean")
    for name, words in named.items():
        weeks = [f"{week[name]:.3f}     " for week in ceiling["weeks"]]
        print(f"{words:<{NAME_WIDTH}}", *weeks, f"{ceiling['mean'][name]:.3f}")
