"""Rules made ready for one view on one day: their law read, their expressions closed over null and doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandera.polars as pa
import polars as pl

from complianced.law.book import Law, Reading
from complianced.law.values import Value
from complianced.model import Basis, Clause, Sure
from complianced.rules.rows import Rows, Sources
from complianced.rules.rule import Rule, RuleError, RuleKind
from complianced.rules.view import Records
from complianced.rules.weight import asked, weight_of
from complianced.schemas.backend import expression_check

# The prefix of the columns in which the engine keeps a rule's due date; no contract column can begin so.
DUE = "due_on of "


@dataclass(frozen=True)
class CompiledRule:
    """One rule over one view.

    `applies` is true for the rows that are tested, `in_doubt` for those that would be but rest on a cell that could not
    be read (None: no such cell). `check` passes for every other row. `columns` are the view columns that the rule and
    its message name, `reads` the record columns they rest on.
    """

    rule: Rule
    clauses: tuple[str, ...]
    basis: Basis
    sure: Sure
    readings: tuple[Reading, ...]
    check: pa.Check
    applies: pl.Expr | None
    in_doubt: pl.Expr | None
    due: pl.Expr | None
    columns: tuple[str, ...]
    reads: Sources


def compile_rule(
    rule: Rule, rows: Rows, values: Mapping[str, Value], clauses: Mapping[str, Clause], records: Records
) -> CompiledRule:
    """The rule, ready to run. Raises whatever the rule raises, NotInForce among it."""
    law = Law(values, records.nation, records.as_of)
    outcome, when = asked(rule, law)
    cited = tuple(ref for ref in rule.clauses_in(records.nation))
    known = [clauses[ref] for ref in cited if ref in clauses]
    weight = weight_of(rule, law.readings, known)
    expressions = [each for each in (outcome, when) if isinstance(each, pl.Expr)]
    own_check = isinstance(outcome, pa.Check)
    if not own_check and not isinstance(outcome, pl.Expr):
        raise RuleError(f"rule {rule.id}: gave back {type(outcome).__name__}; a rule gives a polars expression")
    roots = {root for each in expressions for root in each.meta.root_names()}
    roots |= set(rows.columns) if own_check else set()
    _refuse_unknown(rule, roots, rows)
    doubt = rows.doubt_about(roots)
    in_doubt = None if doubt is None else doubt.fill_null(False) & _true_or_unknown(when)
    applies = _and(None if when is None else when.fill_null(False), None if doubt is None else ~doubt.fill_null(False))
    due = outcome.dt.date() if rule.kind is RuleKind.DEADLINE else None
    passes = outcome if due is None else due >= records.today
    shown = [name for name in rule.placeholders if name != "due_on"]
    return CompiledRule(
        rule=rule,
        clauses=cited,
        basis=weight.basis,
        sure=weight.sure,
        readings=weight.readings,
        check=_named(outcome, rule.id) if own_check else expression_check(rule.id, _closed(passes, applies)),
        applies=applies,
        in_doubt=in_doubt,
        due=due,
        columns=tuple(dict.fromkeys([*sorted(roots), *shown])),
        reads=rows.base | rows.sources_of(roots),
    )


def _refuse_unknown(rule: Rule, roots: Iterable[str], rows: Rows) -> None:
    unknown = sorted((set(roots) | set(rule.placeholders) - {"due_on"}) - set(rows.columns))
    if unknown:
        raise RuleError(f"rule {rule.id}: the view {rule.about} has no column {unknown[0]}")


def _closed(passes: pl.Expr, applies: pl.Expr | None) -> pl.Expr:
    """Never null: what is not recorded is not met, and what is not tested passes."""
    met = passes.fill_null(False)
    return met if applies is None else met | ~applies


def _true_or_unknown(when: pl.Expr | None) -> pl.Expr:
    return pl.lit(True) if when is None else when.fill_null(True)


def _and(first: pl.Expr | None, second: pl.Expr | None) -> pl.Expr | None:
    if first is None or second is None:
        return first if second is None else second
    return first & second


def _named(check: pa.Check, name: str) -> pa.Check:
    check.name = name
    return check
