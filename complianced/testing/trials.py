"""Trials of a bundle's cases: they hold, the order of rows is nothing to them, and they would notice a wrong rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from complianced.model import Outcome
from complianced.schemas.recordset import RecordSet
from complianced.testing.cases import Case, CaseError, CaseRun, disagreement, records_of
from complianced.testing.completeness import never_in_force
from complianced.testing.faults import Fault, place_of_rule
from complianced.testing.inspected import Inspected
from complianced.testing.records import GivenError
from complianced.testing.variants import EVERYWHERE, TURNED, UNRECORDED

_SHUFFLES = 2


def cases_hold(inspected: Inspected) -> Iterator[Fault]:
    """Every case comes out as it says."""
    for case in inspected.known_cases():
        fault = fault_of(case, inspected)
        if fault is not None:
            yield fault


def fault_of(case: Case, inspected: Inspected) -> Fault | None:
    """What is wrong with one case; None where its rule says what it says."""
    where = inspected.place_of(case)
    if case.rule not in inspected.rules:
        return Fault(where, f"there is no rule {case.rule}", "Correct the id, or take the cases out.")
    try:
        run = inspected.runs_of(case)[case.rule]
    except CaseError as error:
        return Fault(where, error.what.removeprefix(f"{case.rule}: "), "Correct the case.")
    except GivenError as error:
        return Fault(where, str(error), "Correct the case.")
    wrong = disagreement(case, run)
    return None if wrong is None else Fault(where, wrong, "Correct the rule or the case, whichever is wrong.")


def order_is_nothing(inspected: Inspected) -> Iterator[Fault]:
    """Every case says the same with the rows of each table reversed, and shuffled twice."""
    for case, said in _ran(inspected):
        records = records_of(case, inspected.contract)
        for turned in _in_other_orders(records, case):
            if _sayings(inspected.bench.run(case, turned)) != _sayings(said[case.rule]):
                yield Fault(
                    inspected.place_of(case),
                    "says something else when the rows come in another order",
                    "Sort by a date and then by the key wherever the rule or its view takes a first or last row.",
                )
                break


def cases_notice(inspected: Inspected) -> Iterator[Fault]:
    """With a rule's condition turned round, at least one of its cases fails."""
    for rule, runs in _by_rule(inspected):
        where = place_of_rule(inspected.rules[rule], inspected.bundle)
        if never_in_force(inspected.rules[rule], inspected):
            continue
        if any(said[TURNED].outcome is Outcome.ERROR and case.then is not Outcome.ERROR for case, said in runs):
            yield Fault(
                where,
                "its condition could not be turned round, so nobody knows whether its cases would notice",
                "Give back a polars expression.",
                warning=True,
            )
        elif not any(disagreement(case, said[TURNED]) for case, said in runs):
            yield Fault(
                where,
                "with its condition turned round, all its cases still pass",
                "Add a case that is met and one that is not, each with a row that the rule tests.",
            )


def cases_notice_when(inspected: Inspected) -> Iterator[Fault]:
    """With a rule's `when` left out, at least one of its cases fails."""
    for rule, runs in _by_rule(inspected):
        if all(EVERYWHERE in said and not disagreement(case, said[EVERYWHERE]) for case, said in runs):
            yield Fault(
                place_of_rule(inspected.rules[rule], inspected.bundle),
                "with its `when` left out, all its cases still pass",
                "Add a case with a row outside `when` that would not be met, then: not_applicable.",
                warning=True,
            )


def cases_leave_empty(inspected: Inspected) -> Iterator[Fault]:
    """At least one case of a rule tests a row in which something that its condition reads is not recorded."""
    for rule, runs in _by_rule(inspected):
        if all(UNRECORDED in said and said[UNRECORDED].outcome is not Outcome.NOT_MET for _, said in runs):
            names = inspected.recordable(inspected.rules[rule])
            yield Fault(
                inspected.place_of_rule_cases(rule),
                f"has no case in which {' or '.join(names)} is not recorded",
                "Write one: what is not recorded is not met, unless the rule says otherwise.",
                warning=True,
            )


def _ran(inspected: Inspected) -> Iterator[tuple[Case, dict[str, CaseRun]]]:
    """Every case that could be run, with what was said."""
    for case in inspected.known_cases():
        try:
            yield case, inspected.runs_of(case)
        except (CaseError, GivenError):
            continue  # said by `cases_hold`


def _by_rule(inspected: Inspected) -> Iterator[tuple[str, list[tuple[Case, dict[str, CaseRun]]]]]:
    """Every rule written down that has cases, with what was said of them; not the attestations."""
    runs: dict[str, list[tuple[Case, dict[str, CaseRun]]]] = {}
    for case, said in _ran(inspected):
        runs.setdefault(case.rule, []).append((case, said))
    return ((rule.id, runs[rule.id]) for rule in inspected.bundle.rules if rule.id in runs)


def _in_other_orders(records: RecordSet, case: Case) -> Iterator[RecordSet]:
    """The records with the rows of each table in other orders, each order once; none where no table has two rows."""
    heights = {name: frame.height for name, frame in records.frames.items() if frame.height > 1}
    orders = [{name: list(range(height))[::-1] for name, height in heights.items()}]
    for number in range(_SHUFFLES):
        dice = Random(f"{case.name} {number}")
        orders.append({name: dice.sample(range(height), height) for name, height in heights.items()})
    tried = [{name: list(range(height)) for name, height in heights.items()}]
    for order in orders:
        if order not in tried:
            tried.append(order)
            turned = {name: records.frames[name][rows] for name, rows in order.items()}
            yield replace(records, frames={**records.frames, **turned})


def _sayings(run: CaseRun) -> tuple[Any, ...]:
    return run.outcome, run.findings, run.due_on, run.messages
