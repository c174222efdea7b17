"""Trials of a bundle's cases: that they hold, that the order of rows is nothing to them, and that they can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl

from complianced.law.book import Law
from complianced.model import Outcome
from complianced.rules.rule import Condition, Rule, RuleError, RuleKind
from complianced.rules.rulebook import Bundle, Rulebook
from complianced.schemas.contract import Table
from complianced.testing.cases import Case, CaseError, CaseRun, disagreement, records_of, run_case, run_case_on
from complianced.testing.faults import Fault, place_in, place_of_rule
from complianced.testing.records import GivenError

CasesByRule = Mapping[str, tuple[Case, ...]]
Trial = Callable[[Bundle, Rulebook, Mapping[str, Table], CasesByRule], Iterable[Fault]]


def cases_hold(
    bundle: Bundle, rulebook: Rulebook, contract: Mapping[str, Table], cases: CasesByRule
) -> Iterator[Fault]:
    """Every case comes out as it says, and the same when each table's rows stand in the opposite order."""
    for case in _known(bundle, cases):
        where = f"{place_in(bundle, f'cases/{case.file}', case.rule)}, {case.name}"
        try:
            records = records_of(case, contract)
            straight = run_case_on(case, records, rulebook)
            turned = replace(records, frames={name: frame.reverse() for name, frame in records.frames.items()})
            reversed_run = run_case_on(case, turned, rulebook)
        except (CaseError, GivenError) as error:
            yield Fault(where, str(error), "Correct the case.")
            continue
        wrong = disagreement(case, straight)
        if wrong is not None:
            yield Fault(where, wrong, "Correct the rule or the case, whichever is wrong.")
        if _sayings(straight) != _sayings(reversed_run):
            yield Fault(
                where,
                "says something else when the rows come in another order",
                "Sort by a date and then by the key wherever the rule or its view takes a first or last row.",
            )


def cases_can_fail(
    bundle: Bundle, rulebook: Rulebook, contract: Mapping[str, Table], cases: CasesByRule
) -> Iterator[Fault]:
    """With a rule's condition turned round, at least one of its cases fails."""
    for rule in bundle.rules:
        own = cases.get(rule.id, ())
        if not own:
            continue  # said by the check that cases are complete
        turned = _with_rule(rulebook, bundle, replace(rule, condition=negated(rule)))
        try:
            seen = any(disagreement(case, _run_or_refuse(case, turned, contract)) for case in own)
        except _NotNegatable:
            yield Fault(
                place_of_rule(rule, bundle),
                "its condition could not be turned round, so nobody knows whether its cases would notice",
                "Give back a polars expression.",
                warning=True,
            )
            continue
        except (CaseError, GivenError):
            continue  # said by the trial that cases hold
        if not seen:
            yield Fault(
                place_of_rule(rule, bundle),
                "with its condition turned round, all its cases still pass",
                "Add a case that is met and one that is not, each with a row that the rule tests.",
            )


class _NotNegatable(Exception):
    """The turned rule could not run."""


def negated(rule: Rule) -> Condition:
    """The rule's condition turned round: compliant where it was not, and a deadline past where it was to come.

    What is not recorded stays so under a condition; a deadline that is not known becomes one that is met.
    """

    def turned(law: Law) -> Any:
        said = rule.condition(law)
        if not isinstance(said, pl.Expr):
            raise RuleError(f"rule {rule.id}: not a polars expression")
        if rule.kind is not RuleKind.DEADLINE:
            return ~said
        today = law.today
        return pl.when(said.dt.date() >= today).then(today - timedelta(days=1)).otherwise(today)

    return turned


def _run_or_refuse(case: Case, rulebook: Rulebook, contract: Mapping[str, Table]) -> CaseRun:
    run = run_case(case, rulebook, contract)
    if run.outcome is Outcome.ERROR and case.then is not Outcome.ERROR:
        raise _NotNegatable(case.name)
    return run


def _with_rule(rulebook: Rulebook, bundle: Bundle, rule: Rule) -> Rulebook:
    """The rulebook with this rule in place of the one of its id."""
    rules = tuple(rule if each.id == rule.id else each for each in bundle.rules)
    grown = replace(bundle, rules=rules)
    return replace(rulebook, bundles=tuple(grown if each.name == bundle.name else each for each in rulebook.bundles))


def _known(bundle: Bundle, cases: CasesByRule) -> Iterator[Case]:
    rules = {rule.id for rule in bundle.all_rules}
    return (case for rule, several in cases.items() if rule in rules for case in several)


def _sayings(run: CaseRun) -> tuple[Any, ...]:
    return run.outcome, run.findings, run.due_on, tuple(sorted(run.messages))


TRIALS: tuple[Trial, ...] = (cases_hold, cases_can_fail)
