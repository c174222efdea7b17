"""A bundle under inspection: what the checks of a bundle are given, and what they find out once and share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from complianced.engine import RequestError
from complianced.law.book import Law, NotInForce
from complianced.law.values import OverrideError
from complianced.model import Outcome
from complianced.rules.rule import Rule
from complianced.rules.rulebook import Bundle, Rulebook, nations_of
from complianced.rules.view import Records
from complianced.rules.weight import asked
from complianced.schemas.contract import Table
from complianced.schemas.one_pass import FAULTS
from complianced.testing.bench import Bench
from complianced.testing.cases import Case, CaseError, CaseRun, read_cases, records_of
from complianced.testing.faults import Place, place_in, place_of_rule
from complianced.testing.records import records_from
from complianced.testing.variants import variants_of


def _in_silence(_words: str) -> None:
    return


@dataclass(frozen=True)
class Inspected:
    """A bundle under inspection, with the rulebook it is part of and its cases by rule."""

    bundle: Bundle
    rulebook: Rulebook
    contract: Mapping[str, Table]
    as_of: date
    cases: Mapping[str, tuple[Case, ...]]
    progress: Callable[[str], None] = field(default=_in_silence)

    @cached_property
    def bench(self) -> Bench:
        """Where the cases are run."""
        return Bench(self.rulebook)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The bundle's rules by id, the attestations of its clauses among them."""
        return {rule.id: rule for rule in self.bundle.all_rules}

    @cached_property
    def written(self) -> frozenset[str]:
        """The ids of the rules written down: not the attestations, which are made from the clauses."""
        return frozenset(rule.id for rule in self.bundle.rules)

    @cached_property
    def records(self) -> dict[tuple[str, date], Records]:
        """Empty records of a nation on a day, as they are first asked for."""
        return {}

    @cached_property
    def said(self) -> dict[Place, dict[str, CaseRun]]:
        """What was said of each case, as they are first asked for."""
        return {}

    def runs_of(self, case: Case) -> dict[str, CaseRun]:
        """What the case's rule says, by its id, and its variants by their names. Raises CaseError and GivenError."""
        place = self.place_of(case)
        if place not in self.said:
            rule = self.rules[case.rule]
            variants = variants_of(rule, self.recordable(rule)) if rule.id in self.written else {}
            try:
                self.said[place] = self.bench.run_beside(case, records_of(case, self.contract), variants)
            except (OverrideError, RequestError) as error:
                raise CaseError(case.file, case.line, f"{case.rule}: {error}") from None
            if len(self.said) % 25 == 0:
                self.progress(
                    f"{self.bundle.title}: {len(self.said)} of {sum(map(len, self.cases.values()))} cases run"
                )
        return self.said[place]

    @cached_property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The recordable columns of each rule, as they are first asked for."""
        return {}

    def recordable(self, rule: Rule) -> tuple[str, ...]:
        """The columns that the rule's condition reads straight from a record and that may be left empty there."""
        if rule.id not in self.columns:
            try:
                self.columns[rule.id] = self._recordable(rule)
            except (NotInForce, *FAULTS):
                self.columns[rule.id] = ()  # what is wrong is said by the checks of rules and cases
        return self.columns[rule.id]

    def _recordable(self, rule: Rule) -> tuple[str, ...]:
        nation, day = nations_of(rule, self.bundle)[0], self.day_for(rule)
        law = Law(self.rulebook.bundle(rule.bundle).law.values, nation, day)
        condition, when = asked(rule, law)
        # A row in which these are empty is not tested, or is not there at all.
        decisive = set() if when is None else set(when.meta.root_names())
        roots = condition.meta.root_names() if isinstance(condition, pl.Expr) else []
        rows = self.empty(nation, day).view(rule.about)
        return tuple(
            name
            for name in dict.fromkeys(roots)
            if name not in decisive and any(self._may_be_empty(name, each) for each in rows.sources[name] - rows.base)
        )

    def _may_be_empty(self, name: str, source: str) -> bool:
        """True when a view's column stands under the same name in a record, where nobody has to fill it in."""
        table, _, column = source.partition(".")
        if column != name:
            return False
        found = self.contract[table].column(column)
        return not found.required and not found.links_to and column != self.contract[table].key

    def known_cases(self) -> Iterator[Case]:
        """The cases of rules that are there, in the order of their files."""
        return (case for rule, several in self.cases.items() if rule in self.rules for case in several)

    def place_of(self, case: Case) -> Place:
        """File and line of a case."""
        return Place(f"{self.bundle.folder.name}/cases/{case.file}", case.line, case.name)

    def place_of_rule_cases(self, rule: str) -> Place:
        """File and line where the cases of a rule begin; the rule itself where it has none."""
        cases = self.cases.get(rule)
        if not cases:
            return place_of_rule(self.rules[rule], self.bundle)
        return place_in(self.bundle, f"cases/{cases[0].file}", rule).within(rule)

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


def inspect(
    bundle: Bundle,
    rulebook: Rulebook,
    contract: Mapping[str, Table],
    as_of: date,
    progress: Callable[[str], None] = _in_silence,
) -> Inspected:
    """The bundle with its cases, ready to be checked. Raises CaseError and LawError."""
    by_rule: dict[str, tuple[Case, ...]] = {}
    for case in read_cases(bundle):
        by_rule[case.rule] = (*by_rule.get(case.rule, ()), case)
    return Inspected(bundle, rulebook, contract, as_of, by_rule, progress)
