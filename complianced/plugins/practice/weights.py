"""The same rule where a nation's own row gives it another weight: one condition, a second id, severity and clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from complianced.api import Rule, Severity


def weighed(rule: Rule, id: str, severity: str, clauses: Mapping[str, tuple[str, ...]]) -> Rule:
    """The rule under another id, with the severity and the clauses of the nations that weigh it so.

    Raises ValueError for a nation that the rule already serves: it would be told of one fact twice.
    """
    twice = sorted(set(clauses) & set(rule.clauses))
    if twice:
        raise ValueError(f"{id}: {rule.id} already serves {twice[0]}")
    return replace(rule, id=id, severity=Severity(severity), clauses=clauses)
