"""The cases that a rule must have: met, not met, not supplied, and the two days between which a limit bites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from complianced.law.book import Law
from complianced.law.spans import Unit
from complianced.model import Outcome
from complianced.rules.rule import Rule, RuleKind
from complianced.rules.rulebook import nations_of
from complianced.rules.weight import readings_of
from complianced.schemas.one_pass import FAULTS
from complianced.testing.cases import Case
from complianced.testing.faults import Fault, Place, place_in
from complianced.testing.inspected import Inspected

_WANTED = {
    Outcome.MET: "in which it is met",
    Outcome.NOT_MET: "in which it is not met",
    Outcome.NOT_TESTED: "in which its records were not supplied (given: {table: absent}, then: not_tested)",
}


def cases_complete(inspected: Inspected) -> Iterator[Fault]:
    """Every rule has a case met, not met and not supplied, and the two days between which its limit bites."""
    bundle = inspected.bundle
    for name, cases in inspected.cases.items():
        if name not in inspected.rules:
            where = place_in(bundle, f"cases/{cases[0].file}", name).within(name)
            yield Fault(where, f"there is no rule {name}", "Correct the id, or take the cases out.")
    for rule in bundle.rules:
        cases = inspected.cases.get(rule.id, ())
        where = inspected.place_of_rule_cases(rule.id)
        if never_in_force(rule, inspected):
            continue
        for outcome, words in _WANTED.items():
            if not any(case.then is outcome and (outcome is not Outcome.NOT_TESTED or case.absent) for case in cases):
                yield Fault(where, f"has no case {words}", "Write one.")
        if not _has_day_pair(cases):
            yield from _no_day_pair(rule, where, inspected)


def never_in_force(rule: Rule, inspected: Inspected) -> bool:
    """True for a rule on law that nobody has brought into force: it can have no other case."""
    known = inspected.rulebook.clauses
    clauses = [known[ref] for refs in rule.clauses.values() for ref in refs if ref in known]
    return bool(clauses) and all(clause.begins == date.max for clause in clauses)


def _no_day_pair(rule: Rule, where: Place, inspected: Inspected) -> Iterator[Fault]:
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
    values = inspected.rulebook.bundle(rule.bundle).law.values
    for nation in nations_of(rule, inspected.bundle):
        read = readings_of(ask, values, nation, [inspected.day_for(rule)])
        units |= {reading.dated.unit for reading in read}
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
