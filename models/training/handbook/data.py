"""Reads the raw transactions of the Fraud Detection Handbook and refuses a file that the protocol cannot trust."""

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

NUMBERS = {
    "TRANSACTION_ID": "int64",
    "CUSTOMER_ID": "int64",
    "TERMINAL_ID": "int64",
    "TX_AMOUNT": "float64",
    "TX_FRAUD": "int64",
    "TX_FRAUD_SCENARIO": "int64",
}
COLUMNS = ["TX_DATETIME", *NUMBERS]
LINE_OF_FIRST_ROW = 2
# Beyond it a float, which is what the search for a bad line reads, skips numbers.
LARGEST_WHOLE_NUMBER = 2**53


class BadInput(Exception):
    """What is wrong with the file, in one line that names the column or the line."""


@dataclass(frozen=True)
class Transactions:
    """An array a column, in time order: `at` datetime64[s], `day` datetime64[D], `fraud` 0 or 1, `scenario` 0 to 3."""

    id: np.ndarray
    at: np.ndarray
    day: np.ndarray
    customer: np.ndarray
    terminal: np.ndarray
    amount: np.ndarray
    fraud: np.ndarray
    scenario: np.ndarray

    def __len__(self) -> int:
        return len(self.id)

    def where(self, rows: np.ndarray) -> "Transactions":
        return Transactions(**{name: column[rows] for name, column in vars(self).items()})


def read_transactions(path: Path) -> Transactions:
    frame = read_frame(path)
    if frame.empty:
        raise BadInput(f"{path} has no transactions")
    at = pd.to_datetime(frame["TX_DATETIME"], utc=True, format="ISO8601", errors="coerce")
    refuse_first(at.isna(), "TX_DATETIME is no time")
    refuse_first(at.diff() < pd.Timedelta(0), "TX_DATETIME is earlier than in the line before")
    refuse_first(frame["TRANSACTION_ID"].duplicated(), "TRANSACTION_ID is there a second time")
    refuse_first(~(np.isfinite(frame["TX_AMOUNT"]) & (frame["TX_AMOUNT"] >= 0)), "TX_AMOUNT is no amount")
    refuse_first(~frame["TX_FRAUD"].isin([0, 1]), "TX_FRAUD is neither 0 nor 1")
    refuse_first(~frame["TX_FRAUD_SCENARIO"].isin([0, 1, 2, 3]), "TX_FRAUD_SCENARIO is none of 0 to 3")
    seconds = at.dt.tz_localize(None).to_numpy().astype("datetime64[s]")
    return Transactions(
        id=frame["TRANSACTION_ID"].to_numpy(),
        at=seconds,
        day=seconds.astype("datetime64[D]"),
        customer=frame["CUSTOMER_ID"].to_numpy(),
        terminal=frame["TERMINAL_ID"].to_numpy(),
        amount=frame["TX_AMOUNT"].to_numpy(),
        fraud=frame["TX_FRAUD"].to_numpy(),
        scenario=frame["TX_FRAUD_SCENARIO"].to_numpy(),
    )


def read_frame(path: Path) -> pd.DataFrame:
    """Blank lines count as rows, so that a row's place tells its line."""
    try:
        names = list(pd.read_csv(path, nrows=0).columns)
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise BadInput(f"{path} has no column {', '.join(missing)}")
        try:
            return pd.read_csv(path, dtype={"TX_DATETIME": str} | NUMBERS, skip_blank_lines=False)
        except pd.errors.ParserError:
            raise
        except (ValueError, OverflowError):
            refuse_first_bad_number(pd.read_csv(path, dtype=str, skip_blank_lines=False))
            raise
    except OSError as error:
        raise BadInput(f"Cannot read {path}: {error.strerror or error}") from error
    except (EOFError, OverflowError, ValueError, zlib.error) as error:
        raise BadInput(f"Cannot read {path}: {str(error).strip().splitlines()[-1]}") from error


def refuse_first_bad_number(frame: pd.DataFrame) -> None:
    numbers = frame[list(NUMBERS)].apply(pd.to_numeric, errors="coerce")
    whole = [name for name, kind in NUMBERS.items() if kind == "int64"]
    bad = numbers.isna()
    bad[whole] |= (numbers[whole] % 1 != 0) | (numbers[whole].abs() > LARGEST_WHOLE_NUMBER)
    first = bad[bad.any(axis=1)].head(1)
    for name in first.columns[first.any()][:1]:
        refuse_first(bad.any(axis=1), f"{name} is no {'whole ' if name in whole else ''}number")


def refuse_first(bad: pd.Series, complaint: str) -> None:
    if bad.any():
        raise BadInput(f"Line {int(np.argmax(bad.to_numpy())) + LINE_OF_FIRST_ROW}: {complaint}")
