"""What a set of sample records is made for: nation, size, time and seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from complianced.sample.dice import Dice
from complianced.sample.nations import Nation
from complianced.schemas.contract import Table

# [2026] UKSC 16 ended the acid test in England and Wales on this day.
ACID_TEST_ENDED = date(2026, 6, 2)
# From this day PVG membership lasts five years from joining; earlier members wait for a notice.
PVG_TERMS = date(2026, 4, 1)


@dataclass(frozen=True)
class Setting:
    """One scheme, from the day it was registered (`start`) to the day of the audit (`as_of`)."""

    nation: Nation
    service: str
    households: int
    start: date
    as_of: date
    dice: Dice
    contract: Mapping[str, Table]

    @property
    def days(self) -> int:
        """Days of history."""
        return (self.as_of - self.start).days

    @property
    def panel_first(self) -> date:
        """The first panel meeting; the next ones follow every PANEL_EVERY days."""
        return self.start + timedelta(days=21)

    def ago(self, days: int) -> date:
        """The day so many days before the audit."""
        return self.as_of - timedelta(days=days)

    def since(self, days: int) -> date:
        """The day so many days after the start."""
        return self.start + timedelta(days=days)

    def part(self, share: float) -> date:
        """The day at that share of the history."""
        return self.start + timedelta(days=int(self.days * share))


PANEL_EVERY = 28
