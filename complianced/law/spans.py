"""Spans of time that law sets, as things that can be added to a date column.

`col("issued_on") + law.dbs_renewal` reads like the clause it stands for. A span keeps the calendar: a month later is
the same day of the next month or its last day, working days skip weekends and the nation's bank holidays, and hours
are real hours, so a change of the clocks makes a day of 23 or 25.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Literal, NoReturn

import polars as pl


class Unit(StrEnum):
    """What a value counts."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    COUNT = "count"
    PERCENT = "percent"
    POUNDS = "pounds"

    @property
    def is_time(self) -> bool:
        """True for units that span time."""
        return self not in (Unit.COUNT, Unit.PERCENT, Unit.POUNDS)


_OFFSETS = {Unit.DAYS: "d", Unit.WEEKS: "w", Unit.MONTHS: "mo", Unit.YEARS: "y"}


class Span(pl.Expr):
    """A length of time in law, added to or taken from a date expression.

    It is a polars expression only so that `expression + span` asks the span first; it can do nothing else, and says so.
    """

    def __init__(self, amount: int, unit: Unit, bank_holidays: Sequence[date] = ()) -> None:
        self.amount = amount
        self.unit = unit
        self._bank_holidays = list(bank_holidays)

    def after(self, moment: pl.Expr) -> pl.Expr:
        """The date or date-time this much later."""
        return self._moved(moment, self.amount)

    def before(self, moment: pl.Expr) -> pl.Expr:
        """The date or date-time this much earlier."""
        return self._moved(moment, -self.amount)

    def _moved(self, moment: pl.Expr, amount: int) -> pl.Expr:
        if self.unit is Unit.HOURS:
            return moment + pl.duration(hours=amount)
        if self.unit is Unit.WORKING_DAYS:
            roll: Literal["backward", "forward"] = "backward" if amount >= 0 else "forward"
            return moment.dt.date().dt.add_business_days(amount, holidays=self._bank_holidays, roll=roll)
        return moment.dt.offset_by(f"{amount}{_OFFSETS[self.unit]}")

    def __radd__(self, moment: pl.Expr) -> pl.Expr:  # type: ignore[override]
        return self.after(moment)

    def __rsub__(self, moment: pl.Expr) -> pl.Expr:  # type: ignore[override]
        return self.before(moment)

    def __str__(self) -> str:
        unit = self.unit.value.replace("_", " ")
        return f"{self.amount} {unit[:-1] if self.amount == 1 else unit}"

    __repr__ = __str__

    @property
    def _pyexpr(self) -> NoReturn:  # type: ignore[override]
        raise TypeError(f"a length of time ({self}) is added to a date; after when and then, write otherwise first")

    def _compared(self, _other: object) -> NoReturn:
        raise TypeError(f"compare dates with dates: write `end <= start + span`, not `end - start <= span` ({self})")

    __lt__ = __le__ = __gt__ = __ge__ = _compared
