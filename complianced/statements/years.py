"""Tax years and their weeks: Monday to Sunday, the week in which 5 April falls belonging to the year it ends.

ITTOIA 2005 s 811 (BIM52765). So a year has 52 weeks, and in some years 53.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_LABEL = re.compile(r"(\d{4})-(\d{2})")
FIRST = 2010  # shared lives care came into the relief in 2010-11


class TaxYearError(ValueError):
    """A tax year that is not written as one, or lies before the relief."""


@dataclass(frozen=True)
class TaxYear:
    """The tax year that begins on 6 April of `start`."""

    start: int

    @classmethod
    def named(cls, label: str) -> TaxYear:
        """The year written as 2025-26. Raises TaxYearError."""
        match = _LABEL.fullmatch(label.strip())
        if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
            raise TaxYearError(f"{label!r} is not a tax year. Write it as 2025-26.")
        if int(match[1]) < FIRST:
            raise TaxYearError(
                f"{label}: the relief reached shared lives care in 2010-11; choose that year or a later one."
            )
        return cls(int(match[1]))

    @property
    def label(self) -> str:
        """`2025-26`."""
        return f"{self.start}-{(self.start + 1) % 100:02}"

    @property
    def begins(self) -> date:
        """6 April."""
        return date(self.start, 4, 6)

    @property
    def ends(self) -> date:
        """5 April of the next year."""
        return date(self.start + 1, 4, 5)

    @property
    def first_monday(self) -> date:
        """The Monday after the week in which the year before ended."""
        last_of_previous = date(self.start, 4, 5)
        return last_of_previous + timedelta(days=7 - last_of_previous.weekday())

    @property
    def last_sunday(self) -> date:
        """The Sunday of the week in which the year ends."""
        return self.ends + timedelta(days=6 - self.ends.weekday())

    @property
    def weeks(self) -> int:
        """52, or 53."""
        return ((self.last_sunday - self.first_monday).days + 1) // 7
