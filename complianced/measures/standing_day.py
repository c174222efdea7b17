"""The day of the facts: its twelve months, and the rows that most facts begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from complianced.measures.figure import Period, year_to
from complianced.measures.held import Held
from complianced.measures.readings import adult_living_there, carer_in_role, in_post, live_on, open_on
from complianced.schemas.recordset import RecordSet

WEEKS_AHEAD = 13


@dataclass(frozen=True)
class Day:
    """Records as they were known on a day.

    What happened is counted over `year`, the twelve months that end with the day. What has to be done yearly is still
    in its year on the same day a year later (`within_a_year`), as the deadlines of rules have it.
    """

    records: RecordSet
    as_of: date

    @cached_property
    def year(self) -> Period:
        """The twelve months that end with the day."""
        return year_to(self.as_of)

    @property
    def soon(self) -> date:
        """The day 13 weeks ahead."""
        return self.as_of + timedelta(weeks=WEEKS_AHEAD)

    def within_a_year(self, column: str) -> pl.Expr:
        """The date is no more than a year ago; the same day a year later still counts."""
        return self._and_later(column, 12)

    def within_a_quarter(self, column: str) -> pl.Expr:
        """The date is no more than three months ago; the same day three months later still counts."""
        return self._and_later(column, 3)

    def _and_later(self, column: str, months: int) -> pl.Expr:
        return (pl.col(column) <= self.as_of) & (pl.col(column).dt.offset_by(f"{months}mo") >= self.as_of)

    def rows(self, table: str) -> Held:
        """All rows of a table."""
        return Held.of(self.records, table)

    def happened(self, table: str, column: str) -> Held:
        """The rows of a table whose day lies in the twelve months."""
        return self.rows(table).during(column, self.year)

    @cached_property
    def carers(self) -> Held:
        """Carers in role."""
        return self.rows("carers").where(carer_in_role(self.as_of))

    @cached_property
    def homes(self) -> Held:
        """Households in which a carer in role lives."""
        return self.rows("households").having("in_use", self.carers, "household_id").where(pl.col("in_use"))

    @cached_property
    def adults(self) -> Held:
        """Adult household members who live in the home of a carer in role."""
        living = self.rows("household_members").where(adult_living_there(self.as_of))
        return living.having("in_use", self.homes, "household_id").where(pl.col("in_use"))

    @cached_property
    def staff(self) -> Held:
        """Staff in post."""
        return self.rows("staff").where(in_post(self.as_of))

    @cached_property
    def employed(self) -> Held:
        """Staff in post who are supervised: not volunteers, panel members or directors."""
        return self.staff.where(~pl.col("role").is_in(["volunteer", "panel_member", "director"]))

    @cached_property
    def arrangements(self) -> Held:
        """Live arrangements: begun, not ended, and the person alive."""
        died = self.rows("people").where(~open_on(self.as_of, "died_on"))
        live = self.rows("arrangements").where(live_on(self.as_of))
        return live.having("person_died", died, "person_id").where(~pl.col("person_died"))

    @cached_property
    def people(self) -> Held:
        """People with a live arrangement."""
        supported = self.rows("people").having("supported", self.arrangements, "person_id")
        return supported.where(pl.col("supported"))
