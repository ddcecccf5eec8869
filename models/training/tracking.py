"""Keeps every training run in a local MLflow store: `mlflow ui --backend-store-uri sqlite:///…/mlflow.db` shows them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mlflow

EXPERIMENT = "fraud-risk"


@contextmanager
def tracked_run(work: Path, name: str, parameters: dict) -> Iterator[None]:
    """A run with its parameters; metrics that are logged inside belong to it."""
    logging.getLogger("mlflow").setLevel(logging.ERROR)
    logging.getLogger("alembic").setLevel(logging.ERROR)
    mlflow.set_tracking_uri(f"sqlite:///{work.resolve() / 'mlflow.db'}")
    if mlflow.get_experiment_by_name(EXPERIMENT) is None:
        mlflow.create_experiment(EXPERIMENT, artifact_location=(work.resolve() / "mlruns").as_uri())
    mlflow.set_experiment(EXPERIMENT)
    with mlflow.start_run(run_name=name):
        mlflow.log_params(parameters)
        yield


def log_metrics(metrics: dict[str, float]) -> None:
    mlflow.log_metrics(metrics)
