"""What the rules on concerns share: clocks that start when a concern is raised, and one rule told to several nations.

Laws say "at once" or "without delay" and give no hours. So most steps have two rules: that the step was taken rests on
the law, or guidance, that asks for it; how soon rests on the clock, which is guidance or custom nearly everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from complianced.api import Basis, Law, Rule, Severity, Span, col, latest, present, within


def by_now(step: pl.Expr, start: str, limit: Span, law: Law) -> pl.Expr:
    """The step is recorded, however late, or the limit from `start` has not run out.

    Where the start is not recorded only the step counts; that the start is missing is a finding of its own.
    """
    begun = pl.coalesce(pl.col(latest(start)), pl.col(start)) if start.endswith("_at") else pl.col(start)
    return step.fill_null(False) | ((begun + limit).dt.date() >= law.today)


def in_time(end: str, limit: Span, law: Law) -> pl.Expr:
    """`end` is recorded and follows within the limit of the concern being raised, or the limit has not run out."""
    return pl.when(col("raised_at").is_null()).then(present(end)).otherwise(within("raised_at", end, limit, law))


def elsewhere(
    rule: Rule,
    id: str,
    clauses: Mapping[str, str | tuple[str, ...]],
    *,
    severity: str | None = None,
    basis: str | None = None,
) -> Rule:
    """The rule under another id for nations whose own row gives it another weight or another footing.

    Raises ValueError for a nation that the rule already serves: it would be told of one fact twice.
    """
    twice = sorted(set(clauses) & set(rule.clauses))
    if twice:
        raise ValueError(f"{id}: {rule.id} already serves {twice[0]}")
    return replace(
        rule,
        id=id,
        clauses={nation: (refs,) if isinstance(refs, str) else refs for nation, refs in clauses.items()},
        severity=rule.severity if severity is None else Severity(severity),
        basis=rule.basis if basis is None else Basis(basis),
    )
