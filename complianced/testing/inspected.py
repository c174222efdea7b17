"""A bundle under inspection: what the checks of a bundle are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from complianced.model import Outcome
from complianced.rules.rule import Rule
from complianced.rules.rulebook import Bundle, Rulebook
from complianced.rules.view import Records
from complianced.schemas.contract import Table
from complianced.testing.cases import Case
from complianced.testing.records import records_from


@dataclass(frozen=True)
class Inspected:
    """A bundle under inspection, with the rulebook it is part of and its cases by rule."""

    bundle: Bundle
    rulebook: Rulebook
    contract: Mapping[str, Table]
    as_of: date
    cases: Mapping[str, tuple[Case, ...]]

    @cached_property
    def records(self) -> dict[tuple[str, date], Records]:
        """Empty records of a nation on a day, as they are first asked for."""
        return {}

    def empty(self, nation: str, on: date) -> Records:
        """No records at all, in a nation on a day: enough to know what columns there are and which law is read."""
        if (nation, on) not in self.records:
            service = self.bundle.services[0]
            given = records_from({}, self.contract, nation=nation, service=service)
            clauses = tuple(self.rulebook.clauses_for(nation, service))
            self.records[nation, on] = Records(given, self.rulebook.views, on, nation, clauses)
        return self.records[nation, on]

    def day_for(self, rule: Rule) -> date:
        """A day on which the rule is in force: that of its first met case, or else the day of the inspection."""
        return next((case.as_of for case in self.cases.get(rule.id, ()) if case.then is Outcome.MET), self.as_of)
