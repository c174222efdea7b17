"""The checks that every bundle must pass, as data: its ids, law, rules, messages and cases hang together.

`CHECKS` read the bundle; `TRIALS` (in `trials.py`) run its cases, several times over. `faults_of` makes all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import polars as pl

from complianced.law.book import Law, NotInForce
from complianced.law.lint import framework_faults, status_of, unaccounted_clauses, unknown_citations, value_faults
from complianced.law.spans import Unit
from complianced.law.yaml_file import LawError
from complianced.model import Outcome
from complianced.rules.compiled import compile_rule
from complianced.rules.findings import ColumnWords
from complianced.rules.rows import Rows
from complianced.rules.rule import ALL_NATIONS, Rule, RuleKind
from complianced.rules.rulebook import Bundle, Rulebook, nations_of
from complianced.rules.run import said
from complianced.rules.view import Records
from complianced.schemas.contract import Table
from complianced.schemas.one_pass import FAULTS
from complianced.testing.cases import Case, CaseError, read_cases
from complianced.testing.faults import Fault, place_in, place_of_clause, place_of_rule
from complianced.testing.records import records_from
from complianced.testing.trials import TRIALS

_RULE_ID = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")
_PREFIX = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")


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


Check = Callable[[Inspected], Iterable[Fault]]


def faults_of(
    bundle: Bundle, rulebook: Rulebook, contract: Mapping[str, Table], *, as_of: date, trials: bool = True
) -> list[Fault]:
    """Everything wrong with a bundle that is part of the rulebook, warnings last. Empty when all is well.

    Values must not be past their review date on `as_of`. Without `trials` the cases are read and not run.
    """
    unread = _unreadable_law(bundle)
    if unread:
        return unread
    try:
        cases = read_cases(bundle)
    except (CaseError, LawError) as error:
        where = f"{bundle.folder.name}/cases"
        return [Fault(where, str(error), "Write the case as complianced/testing/cases.py says.")]
    by_rule: dict[str, tuple[Case, ...]] = {}
    for case in cases:
        by_rule[case.rule] = (*by_rule.get(case.rule, ()), case)
    inspected = Inspected(bundle, rulebook, contract, as_of, by_rule)
    found = [fault for check in CHECKS for fault in check(inspected)]
    if trials:
        found += [fault for trial in TRIALS for fault in trial(bundle, rulebook, contract, by_rule)]
    return sorted(dict.fromkeys(found), key=lambda fault: fault.warning)


def _unreadable_law(bundle: Bundle) -> list[Fault]:
    try:
        law = bundle.law
        _ = (law.clauses, law.values, law.frameworks, law.terms, law.pack)
    except LawError as error:
        return [Fault(f"{bundle.folder.name}/law", str(error), "Put it right; nothing else was checked.")]
    return []


def ids(inspected: Inspected) -> Iterator[Fault]:
    """Ids are well formed, begin with the bundle's prefix, and nobody else has them."""
    bundle = inspected.bundle
    if not _PREFIX.fullmatch(bundle.prefix):
        yield Fault(
            f"{bundle.folder.name}/__init__.py", f"the prefix {bundle.prefix!r} is not in capitals", "Change it."
        )
    taken = {
        name: other.title
        for other in inspected.rulebook.bundles
        if other.name != bundle.name
        for rule in other.rules
        for name in (rule.id, *rule.formerly)
    }
    for rule in bundle.rules:
        where = place_of_rule(rule, bundle)
        if not _RULE_ID.fullmatch(rule.id):
            yield Fault(where, f"the id {rule.id!r} is not BUNDLE-WORDS in capitals, digits and hyphens", "Rename it.")
        if not rule.id.startswith(f"{bundle.prefix}-"):
            yield Fault(where, f"the id {rule.id} does not begin with {bundle.prefix}-", "Rename it.")
        for name in (rule.id, *rule.formerly):
            if name in taken:
                yield Fault(where, f"{name} is already an id of {taken[name]}", "Choose another.")
            taken[name] = f"the rule {rule.id}"


def citations(inspected: Inspected) -> Iterator[Fault]:
    """Every rule cites clauses that are there, in nations that the bundle serves, and every clause has its rule."""
    bundle, clauses = inspected.bundle, inspected.rulebook.clauses
    for rule in bundle.rules:
        where = place_of_rule(rule, bundle)
        refs = [ref for cited in rule.clauses.values() for ref in cited]
        for missing in unknown_citations({rule.id: dict.fromkeys(refs)}, clauses):
            yield Fault(where, missing.fault, missing.mend)
        for nation in rule.clauses:
            if nation != ALL_NATIONS and nation not in bundle.nations:
                yield Fault(where, f"cites a clause in {nation}, which the bundle does not serve", "Add the nation.")
    cited = frozenset(
        ref
        for other in inspected.rulebook.bundles
        for rule in other.rules
        for refs in rule.clauses.values()
        for ref in refs
    )
    for lost in unaccounted_clauses(bundle.law.clauses, cited):
        yield Fault(place_of_clause(lost.where, bundle), lost.fault, lost.mend)


def law_data(inspected: Inspected) -> Iterator[Fault]:
    """Values have no gap, no overlap and a day of review still to come; frameworks point at clauses that are there."""
    bundle = inspected.bundle
    for fault in value_faults(bundle.name, bundle.law.values):
        yield Fault(_place_of_value(fault.where, bundle), fault.fault, fault.mend)
    for framework in bundle.law.frameworks:
        for fault in framework_faults(framework, inspected.rulebook.clauses):
            path = f"law/frameworks/{framework.id}.yaml"
            yield Fault(f"{bundle.folder.name}/{path}, {fault.where}", fault.fault, fault.mend)
    for line in status_of({}, {bundle.name: bundle.law.values}, inspected.as_of):
        if line.review_by is not None and line.review_by < inspected.as_of:
            yield Fault(
                _place_of_value(line.where, bundle),
                f"was to be looked at again by {line.review_by}",
                "Read its source again; write the day in `verified_on` and the next in `review_by`.",
            )


def _place_of_value(named: str, bundle: Bundle) -> str:
    """File and line of a value that the law's own checks name as `bundle, value` or `bundle, value, nation`."""
    _, name, *nation = named.split(", ")
    return ", ".join((place_in(bundle, "law/values.yaml", name), name, *nation))


def rules_fit(inspected: Inspected) -> Iterator[Fault]:
    """Every rule can be made ready in each of its nations: its view, columns and values are there."""
    for rule in inspected.bundle.rules:
        where = place_of_rule(rule, inspected.bundle)
        if rule.about not in inspected.rulebook.views:
            yield Fault(where, f"there is no view {rule.about}", "Correct `about`, or add the view to `views/`.")
            continue
        for nation in nations_of(rule, inspected.bundle):
            try:
                rows = inspected.empty(nation, inspected.day_for(rule)).view(rule.about)
                yield from _message_faults(rule, rows, where, inspected.contract)
                if set(rule.placeholders) - {"due_on"} <= set(rows.columns):
                    _make_ready(rule, nation, inspected)
            except FAULTS as error:
                yield Fault(where, f"cannot run in {nation}: {said(error)}", "Correct the rule, or the value it reads.")


def _message_faults(rule: Rule, rows: Rows, where: str, contract: Mapping[str, Table]) -> Iterator[Fault]:
    words = ColumnWords(rows, pl.DataFrame(schema=rows.frame.collect_schema()), contract)
    for name in rule.placeholders:
        if name == "due_on" and rule.kind is RuleKind.DEADLINE:
            continue
        if name not in rows.columns:
            yield Fault(where, f"the message names {{{name}}}, which {rule.about} does not have", "Name a column.")
        elif words.is_personal(name):
            words_said = f"the message names {{{name}}}, which is personal text and prints as `recorded`"
            yield Fault(where, words_said, "Leave it out of `says` where that says nothing.", warning=True)


def _make_ready(rule: Rule, nation: str, inspected: Inspected) -> None:
    """Raises whatever the rule raises when it is made ready over no records."""
    records = inspected.empty(nation, inspected.day_for(rule))
    values = inspected.rulebook.bundle(rule.bundle).law.values
    with suppress(NotInForce):
        compile_rule(rule, records.view(rule.about), values, inspected.rulebook.clauses, records)


_WANTED = {
    Outcome.MET: "in which it is met",
    Outcome.NOT_MET: "in which it is not met",
    Outcome.NOT_TESTED: "in which its records were not supplied (given: {table: absent}, then: not_tested)",
}


def cases_complete(inspected: Inspected) -> Iterator[Fault]:
    """Every rule has a case met, not met and not supplied, and the two days between which its limit bites."""
    bundle = inspected.bundle
    rules = {rule.id: rule for rule in bundle.rules}
    for name, cases in inspected.cases.items():
        if name not in {rule.id for rule in bundle.all_rules}:
            where = place_in(bundle, f"cases/{cases[0].file}", name)
            yield Fault(where, f"there is no rule {name}", "Correct the id, or take the cases out.")
    for rule in rules.values():
        cases = inspected.cases.get(rule.id, ())
        where = place_in(bundle, f"cases/{cases[0].file}", rule.id) if cases else place_of_rule(rule, bundle)
        where = where if rule.id in where else f"{where}, {rule.id}"
        if _never_in_force(rule, inspected):
            continue
        for outcome, words in _WANTED.items():
            if not any(case.then is outcome and (outcome is not Outcome.NOT_TESTED or case.absent) for case in cases):
                yield Fault(where, f"has no case {words}", "Write one.")
        if not _has_day_pair(cases):
            yield from _no_day_pair(rule, where, inspected)


def _never_in_force(rule: Rule, inspected: Inspected) -> bool:
    """True for a rule on law that nobody has brought into force: it can have no other case."""
    known = inspected.rulebook.clauses
    clauses = [known[ref] for refs in rule.clauses.values() for ref in refs if ref in known]
    return bool(clauses) and all(clause.begins == date.max for clause in clauses)


def _no_day_pair(rule: Rule, where: str, inspected: Inspected) -> Iterator[Fault]:
    """A fault where the condition reads a limit in calendar time; a warning where nobody can tell from outside."""
    mend = "Write a case on the last day that is met and one a day later that is not."
    try:
        condition = _limits_read(rule, inspected, rule.condition)
        when = _limits_read(rule, inspected, rule.when) if callable(rule.when) else set()
    except FAULTS:
        return  # said by `rules_fit` already
    # Weekends, or the hours of a day, may lie between the last moment in time and the first that is late.
    by_the_day = condition and not condition & {Unit.WORKING_DAYS, Unit.HOURS}
    if rule.kind is RuleKind.DEADLINE or by_the_day:
        yield Fault(where, "has no two cases a day apart, one met and one not", mend)
    elif condition | when:
        yield Fault(where, "no two cases a day apart show where its limit bites", mend, warning=True)


def _limits_read(rule: Rule, inspected: Inspected, ask: Callable[[Law], Any]) -> set[Unit]:
    """The units of time that a condition, or its `when`, reads in any nation. Raises whatever it raises."""
    units = set()
    for nation in nations_of(rule, inspected.bundle):
        law = Law(inspected.rulebook.bundle(rule.bundle).law.values, nation, inspected.day_for(rule))
        with suppress(NotInForce):
            ask(law)
        units |= {reading.dated.unit for reading in law.readings}
    return {unit for unit in units if unit.is_time}


def _has_day_pair(cases: Iterable[Case]) -> bool:
    """True when two cases of different outcome give, in the same place, days that are one day apart.

    Met and not met, as a rule; a limit that only decides which rows are tested bites between one of these and
    not applicable.
    """
    outcomes: dict[tuple[str, date], set[Outcome]] = {}
    for case in cases:
        if case.then in (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE):
            for place, day in _days(case):
                outcomes.setdefault((place, day), set()).add(case.then)
    return any(
        len(seen | outcomes.get((place, day + timedelta(days=1)), seen)) > 1
        and bool(outcomes.get((place, day + timedelta(days=1))))
        for (place, day), seen in outcomes.items()
    )


def _days(case: Case) -> Iterator[tuple[str, date]]:
    """Every day that a case gives, with its place: `as_of`, or the table and column."""
    yield "as_of", case.as_of
    for table, rows in case.given.items():
        for row in rows:
            for column, value in row.items():
                day = _day(value)
                if day is not None:
                    yield f"{table}.{column}", day


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


CHECKS: tuple[Check, ...] = (ids, citations, law_data, rules_fit, cases_complete)
