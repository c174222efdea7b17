"""Figures with their denominators: no share or mean is given without what it was worked out from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from complianced.schemas.recordset import RecordSet, unreadable
from complianced.schemas.timing import as_known_on


@dataclass(frozen=True)
class Period:
    """The days from `starts_on` to `ends_on`, both of them included."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def holds(self, column: str) -> pl.Expr:
        """True for rows whose date lies in the period."""
        return pl.col(column).is_between(self.starts_on, self.ends_on)


@dataclass(frozen=True)
class Figure:
    """One figure: `value` is numerator over denominator, None where there is nothing to divide by.

    A share is a number from 0 to 1; a mean has the unit that `unit` names. `left_out` counts the records that would
    belong to the denominator and lack a date, or hold one that could not be read.
    """

    name: str
    about: str
    unit: str
    value: float | None
    numerator: float
    denominator: int
    period: Period
    left_out: int = 0


def share(name: str, about: str, numerator: int, denominator: int, period: Period, left_out: int = 0) -> Figure:
    """A share of the denominator, from 0 to 1."""
    value = numerator / denominator if denominator else None
    return Figure(name, about, "share", value, numerator, denominator, period, left_out)


def mean(name: str, about: str, days: pl.Series, period: Period, left_out: int = 0) -> Figure:
    """The mean of a column of days."""
    total, count = float(days.sum() or 0), days.len()
    return Figure(name, about, "days", total / count if count else None, total, count, period, left_out)


def count(name: str, about: str, number: int, period: Period, left_out: int = 0) -> Figure:
    """A plain count; its denominator is itself."""
    return Figure(name, about, "count", float(number), number, number, period, left_out)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    moved: date = pl.select(pl.lit(day).dt.offset_by(f"-{months}mo")).item()
    return moved


def year_to(day: date) -> Period:
    """The twelve months that end with the day."""
    return Period(months_before(day, 12) + timedelta(days=1), day)


def known(records: RecordSet, as_of: date, scheme_ids: Iterable[str] | None = None) -> RecordSet:
    """The records as they were known on the day, of some schemes or of all."""
    set_then = as_known_on(records, as_of)
    if scheme_ids is None:
        return set_then
    wanted = list(scheme_ids)
    frames = {name: frame.filter(pl.col("scheme_id").is_in(wanted)) for name, frame in set_then.frames.items()}
    return RecordSet(set_then.contract, frames, set_then.supplied, set_then.problems, set_then.incomplete)


def readable(frame: pl.DataFrame, *columns: str) -> pl.Expr:
    """True for rows in which none of the columns held something that could not be read."""
    doubts = [pl.col(unreadable(name)) for name in columns if unreadable(name) in frame.columns]
    return ~pl.any_horizontal(doubts) if doubts else pl.lit(True)
