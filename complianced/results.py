"""From rule results to the whole: one per rule over all nations, waivers set aside, an outcome per clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from complianced.model import Clause, ClauseResult, How, Outcome, RuleResult, Severity
from complianced.waivers import Waiver

# Of several outcomes of one rule or clause, the first in this order is the one that must be seen.
_GRAVEST_FIRST = (
    Outcome.ERROR,
    Outcome.NOT_MET,
    Outcome.NOT_TESTED,
    Outcome.JUDGEMENT,
    Outcome.WAIVED,
    Outcome.MET,
    Outcome.NOT_APPLICABLE,
    Outcome.NOT_IN_FORCE,
)


def gravest(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome that must be seen: nothing untested hides behind something met."""
    return min(outcomes, key=_GRAVEST_FIRST.index)


def merged(results: Iterable[RuleResult]) -> tuple[RuleResult, ...]:
    """One result per rule, in id order, where schemes of several nations or services were audited together."""
    by_id: dict[str, RuleResult] = {}
    for result in results:
        first = by_id.get(result.id)
        by_id[result.id] = result if first is None else _together(first, result)
    return tuple(by_id[rule_id] for rule_id in sorted(by_id))


def _together(first: RuleResult, second: RuleResult) -> RuleResult:
    outcome = gravest((first.outcome, second.outcome))
    why = first.why if first.outcome is outcome else second.why
    return replace(
        first,
        outcome=outcome,
        why=why,
        clauses=tuple(dict.fromkeys(first.clauses + second.clauses)),
        tested=first.tested + second.tested,
        failed=first.failed + second.failed,
        unreadable=first.unreadable + second.unreadable,
        lacks=tuple(dict.fromkeys(first.lacks + second.lacks)),
    )


def with_waivers(
    findings: pl.DataFrame, results: Sequence[RuleResult], waivers: Sequence[Waiver], as_of: date
) -> tuple[pl.DataFrame, pl.DataFrame, tuple[RuleResult, ...]]:
    """The findings that stand, those set aside, and the rule results that follow."""
    named = [waiver.finding for waiver in waivers if as_of <= waiver.until]
    aside = pl.col("id").is_in(named) | pl.col("rule").is_in(named)
    standing, waived = findings.filter(~aside), findings.filter(aside)
    counts = dict(waived.group_by("rule").len().iter_rows())
    return standing, waived, tuple(_waived(result, counts.get(result.id, 0)) for result in results)


def _waived(result: RuleResult, count: int) -> RuleResult:
    if not count:
        return result
    failed = result.failed - count
    if failed:
        return replace(result, waived=count, failed=failed)
    return replace(result, waived=count, failed=0, outcome=Outcome.WAIVED, why=f"{count} set aside by a waiver")


def clause_results(
    clauses: Mapping[str, Clause], results: Sequence[RuleResult], as_of: date, *, narrowed: bool
) -> tuple[ClauseResult, ...]:
    """An outcome for every clause in scope. `narrowed` says that some rules were left out by choice."""
    by_clause: dict[str, list[RuleResult]] = {ref: [] for ref in clauses}
    for result in results:
        for ref in result.clauses:
            by_clause.setdefault(ref, []).append(result)
    return tuple(_clause_result(clause, by_clause[ref], as_of, narrowed) for ref, clause in clauses.items())


def _clause_result(clause: Clause, results: Sequence[RuleResult], as_of: date, narrowed: bool) -> ClauseResult:
    rules = tuple(result.id for result in results)
    if not clause.in_force(as_of):
        return ClauseResult(clause, Outcome.NOT_IN_FORCE, rules, clause.when_in_force(as_of))
    if results:
        outcome = gravest(result.outcome for result in _that_count(results))
        why = next((result.why for result in results if result.outcome is outcome and result.why), None)
        return ClauseResult(clause, outcome, rules, why)
    if clause.how is How.NOT_APPLICABLE:
        return ClauseResult(clause, Outcome.NOT_APPLICABLE, rules, clause.why)
    why = "left out by --select or --exclude" if narrowed else "no rule tests this clause yet"
    return ClauseResult(clause, Outcome.NOT_TESTED, rules, why)


def _that_count(results: Sequence[RuleResult]) -> Sequence[RuleResult]:
    """The results by which a clause is judged: advice not taken does not unmake what the other rules found met."""
    counting = [
        result for result in results if not (result.outcome is Outcome.NOT_MET and result.severity is Severity.ADVICE)
    ]
    return counting or results
