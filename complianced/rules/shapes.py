"""Shapes for conditions that recur, so that a rule reads as one line."""

from __future__ import annotations

import polars as pl

from complianced.law.book import Law
from complianced.law.spans import Span, Unit
from complianced.schemas.recordset import latest


def col(name: str) -> pl.Expr:
    """A column of the view."""
    return pl.col(name)


def present(*columns: str) -> pl.Expr:
    """Something is recorded in every one of the columns."""
    return pl.all_horizontal(pl.col(name).is_not_null() for name in columns)


def yes(*columns: str) -> pl.Expr:
    """Every one of the columns says yes; "no" and "not recorded" do not."""
    return pl.all_horizontal(pl.col(name).fill_null(False) for name in columns)


def before(first: str, then: str) -> pl.Expr:
    """`first` is recorded and not later than `then`; the same day counts."""
    return pl.col(first).dt.date() <= pl.col(then).dt.date()


def at_most(column: str, limit: float) -> pl.Expr:
    """The number does not pass the limit."""
    return pl.col(column) <= limit


def in_date(expires: str, law: Law) -> pl.Expr:
    """The date has not passed; its last day still counts."""
    return pl.col(expires) >= law.today


def every(last: str, interval: Span, *, since: str | None = None) -> pl.Expr:
    """For a deadline: due an interval after the last time, or after `since` where there was none yet."""
    start = pl.col(last).dt.date()
    return (start if since is None else pl.coalesce(start, pl.col(since).dt.date())) + interval


def within(start: str, end: str, limit: Span, law: Law) -> pl.Expr:
    """`end` follows `start` within the limit, or the limit has not run out yet on the day of the audit.

    Limits in hours are counted between date-times. Where only the day of the start is known, they run from its last
    moment, so that nothing is called late that may have been in time. Any other limit is counted in days.
    """
    begun = pl.coalesce(pl.col(latest(start)), pl.col(start)) if start.endswith("_at") else pl.col(start)
    ended = pl.col(end)
    in_hours = limit.unit is Unit.HOURS and end.endswith("_at")
    due = begun + limit if in_hours else begun.dt.date() + limit
    in_time = ended <= due if in_hours else ended.dt.date() <= due
    return pl.when(ended.is_null()).then(due.dt.date() >= law.today).otherwise(in_time)


def live_on(day: pl.Expr, started: str = "started_on", ended: str = "ended_on") -> pl.Expr:
    """Started on or before the day and not ended by it: the last day itself is no longer live."""
    return (pl.col(started) <= day) & (pl.col(ended).is_null() | (pl.col(ended) > day))


def age_on(born: str, day: pl.Expr) -> pl.Expr:
    """Whole years of age; someone born on 29 February is a year older on 1 March of a common year."""
    birth = pl.col(born)
    before_birthday = _month_and_day(day) < _month_and_day(birth)
    return day.dt.year() - birth.dt.year() - before_birthday.cast(pl.Int32)


def _month_and_day(when: pl.Expr) -> pl.Expr:
    return when.dt.month().cast(pl.Int32) * 100 + when.dt.day()
