"""Coverage: which rules account for each clause of a nation, and why there is none where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from complianced.model import Clause, How
from complianced.rules.rulebook import Rulebook


@dataclass(frozen=True)
class CoverageLine:
    """One clause, the rules that rest on it, and why there is none where there is none."""

    clause: Clause
    rules: tuple[str, ...]
    why: str | None

    @property
    def unaccounted(self) -> bool:
        """True when a clause that needs a rule has none."""
        return not self.rules and self.clause.how is not How.NOT_APPLICABLE


def coverage_of(rulebook: Rulebook, nation: str, service: str, as_of: date) -> list[CoverageLine]:
    """A line for every clause in scope, in the order of the instruments."""
    by_clause: dict[str, list[str]] = {}
    for rule in rulebook.rules_for(nation, service):
        for ref in rule.clauses_in(nation):
            by_clause.setdefault(ref, []).append(rule.id)
    lines = []
    for ref, clause in rulebook.clauses_for(nation, service).items():
        rules = tuple(sorted(by_clause.get(ref, ())))
        why = None if rules else clause.why or "no rule tests this clause yet"
        if not clause.in_force(as_of):
            why = f"not in force on {as_of}"
        lines.append(CoverageLine(clause, rules, why))
    return lines
