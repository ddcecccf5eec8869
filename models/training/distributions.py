"""Distributions that drift is measured from, as workers/antifraud/watch/distributions.ts reads them."""

import numpy as np

MOST_EDGES = 9


def distribution_of(values: np.ndarray) -> dict[str, list]:
    """Tenths as edges; how many values lie below the first edge, at it, between it and the next, and so on, then missing."""
    known = np.sort(values[~np.isnan(values)])
    tenths = [known[len(known) * (i + 1) // (MOST_EDGES + 1)] for i in range(MOST_EDGES)] if len(known) else []
    edges = np.unique(np.array(tenths, dtype=values.dtype))
    places = 2 * np.searchsorted(edges, known, side="left") + np.isin(known, edges)
    counts = np.bincount(places.astype(np.int64), minlength=2 * len(edges) + 1)
    missing = len(values) - len(known)
    return {"edges": [shortest(edge) for edge in edges], "counts": [*counts.tolist(), missing]}


def shortest(value: np.floating) -> float | int:
    """The shortest decimal that reads back as the same number of its width."""
    number = float(str(value))
    return int(number) if number.is_integer() else number
