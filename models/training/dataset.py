"""Reads the feature matrices that replay.ts writes and splits them by time."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

ABOUT = ["at", "label", "pattern", "city", "transaction_id"]

# What an entity that could not be asked in time leaves out, by the prefix of its features.
ENTITY_PREFIXES = ["user_", "device_", "ip_", "merchant_"]


# The warm-up of the main period: the age that an entity can have in every training row.
AGE_CAP_DAYS = 20.0


@dataclass
class Rows:
    """Feature vectors in time order; `x` is float32 as the service sends it, NaN where missing."""

    x: np.ndarray
    y: np.ndarray
    at: np.ndarray
    pattern: np.ndarray
    city: np.ndarray

    def __len__(self) -> int:
        return len(self.y)

    def where(self, mask: np.ndarray) -> "Rows":
        return Rows(**{name: column[mask] for name, column in vars(self).items()})


def join(*parts: Rows) -> Rows:
    return Rows(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in vars(parts[0])})


def read_matrix(path: Path) -> tuple[Rows, list[str]]:
    """The labelled rows of a matrix and the names of its features."""
    frame = pd.read_parquet(path)
    frame = frame[frame["label"] >= 0]
    names = [name for name in frame.columns if name not in ABOUT]
    return Rows(
        frame[names].to_numpy(dtype=np.float32),
        frame["label"].to_numpy(dtype=np.int8),
        frame["at"].to_numpy(dtype=np.int64),
        frame["pattern"].to_numpy(dtype=str),
        frame["city"].to_numpy(dtype=str),
    ), names


def split_by_time(rows: Rows, shares: list[float]) -> list[Rows]:
    """Consecutive periods that hold the given shares of the whole time."""
    edges = rows.at[0] + (rows.at[-1] + 1 - rows.at[0]) * np.cumsum([0.0, *shares])
    return [rows.where((rows.at >= start) & (rows.at < end)) for start, end in zip(edges, edges[1:])]


def with_ages_capped(rows: Rows, names: list[str]) -> Rows:
    """
    Ages of more than AGE_CAP_DAYS made equal. A simulation is younger than the service will be: without the cap the trees
    learn how old the simulation is, and ages that they never saw fall into leaves by chance.
    """
    x = rows.x.copy()
    columns = [index for index, name in enumerate(names) if name.endswith("_age_days")]
    x[:, columns] = np.minimum(x[:, columns], AGE_CAP_DAYS)
    return replace(rows, x=x)


def with_entities_missing(rows: Rows, names: list[str], share: float, seed: int) -> Rows:
    """Copies of a share of the rows in which entities are missing at random, as they are when one answers too late."""
    random = np.random.default_rng(seed)
    chosen = rows.where(random.random(len(rows)) < share)
    x = chosen.x.copy()
    for prefix in ENTITY_PREFIXES:
        columns = [index for index, name in enumerate(names) if name.startswith(prefix)]
        x[np.ix_(random.random(len(chosen)) < 0.4, columns)] = np.nan
    return replace(chosen, x=x)
