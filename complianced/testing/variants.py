"""Variants of a rule, run beside it so that its cases show what they would notice.

TURNED has the condition turned round, EVERYWHERE tests every row of the view whatever `when` says, and UNRECORDED fails
a row in which something that the condition reads is not recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl

from complianced.law.book import Law
from complianced.rules.rule import Condition, Rule, RuleError, RuleKind

TURNED = "turned"
EVERYWHERE = "everywhere"
UNRECORDED = "unrecorded"


def variants_of(rule: Rule, recordable: Sequence[str]) -> dict[str, Rule]:
    """The variants of a rule by name; `recordable` are the columns it reads that may be left empty."""
    plain = replace(rule, says="A variant of the rule")
    variants = {TURNED: replace(plain, condition=negated(rule))}
    if rule.when is not None and rule.kind is not RuleKind.ATTESTATION:
        variants[EVERYWHERE] = replace(plain, when=None)
    if recordable:
        variants[UNRECORDED] = replace(plain, kind=RuleKind.CONDITION, condition=_all_recorded(recordable))
    return variants


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


def _all_recorded(columns: Sequence[str]) -> Condition:
    return lambda _law: pl.all_horizontal(pl.col(name).is_not_null() for name in columns)
