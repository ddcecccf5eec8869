"""What had happened, at each transaction, at its terminal or on its card: sliding windows without a loop."""

import numpy as np

DAY_SECONDS = 86_400
LONGEST_WINDOW_DAYS = 60


class History:
    """The transactions of every owner, in time order, laid end to end: a window is a range of places there."""

    def __init__(self, owner: np.ndarray, at: np.ndarray):
        self.order = np.lexsort((at, owner))
        self.owner = np.unique(owner, return_inverse=True)[1][self.order]
        seconds = at.astype(np.int64) - at.min().astype(np.int64)
        # Owners are so far apart on this one line of time that no window reaches from one to the next.
        self.time = self.owner * (seconds.max() + LONGEST_WINDOW_DAYS * DAY_SECONDS) + seconds[self.order]

    def count_and_total(
        self, values: np.ndarray, opened_days_ago: int, closed_days_ago: int = 0
    ) -> tuple[np.ndarray, np.ndarray]:
        """
        For the transaction at each time t: how many fell in (t - opened, t - closed], and the sum of their values. A
        window that closes now holds the transaction itself; of two in the same second, the later row sees the earlier.
        """
        start = self.place_after(opened_days_ago)
        end = self.place_after(closed_days_ago) if closed_days_ago else np.arange(1, len(self.time) + 1)
        sums = np.concatenate([[0], np.cumsum(values[self.order])])
        return self.by_row(end - start), self.by_row(sums[end] - sums[start])

    def last(self, values: np.ndarray, days_ago: int, otherwise: float) -> np.ndarray:
        """The value of the owner's last transaction up to t - days_ago, for the transaction at each time t."""
        place = np.maximum(self.place_after(days_ago) - 1, 0)
        found = (self.owner[place] == self.owner) & (self.time[place] <= self.time - days_ago * DAY_SECONDS)
        return self.by_row(np.where(found, values[self.order][place], otherwise))

    def place_after(self, days_ago: int) -> np.ndarray:
        return np.searchsorted(self.time, self.time - days_ago * DAY_SECONDS, side="right")

    def by_row(self, by_place: np.ndarray) -> np.ndarray:
        rows = np.empty_like(by_place)
        rows[self.order] = by_place
        return rows
