"""Prints what the bench found: each figure as published, as rerun and the gap between them."""

TOLERANCE = 0.002
METRICS = {"auc": "AUC", "average_precision": "AP", "card_precision_at_100": "CP@100"}
RECALLS = {"recall_at_fpr_0.1%": "0.1 %", "recall_at_fpr_0.5%": "0.5 %", "recall_at_fpr_1%": "1 %"}
NAME_WIDTH = 36


def print_report(report: dict) -> None:
    print(f"{report['transactions']:,} transactions, {report['frauds']:,} frauds")
    print(f"read in {report['seconds']['read']:.1f} s, features in {report['seconds']['features']:.1f} s")
    print_chapter("Chapter 3", report["chapter_3"])
    print_chapter("Chapter 5, mean of the test weeks", report["chapter_5"])
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
