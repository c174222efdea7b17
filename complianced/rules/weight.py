"""What a rule rests on: the values that it reads, the weightiest kind behind it, and how sure its text is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from complianced.law.book import Law, NotInForce, Reading
from complianced.law.values import Value
from complianced.model import Basis, Clause, Sure
from complianced.rules.rule import Rule


@dataclass(frozen=True)
class Weight:
    """What a rule rests on in one nation: its basis, how sure its text is, and the values that it read."""

    basis: Basis
    sure: Sure
    readings: tuple[Reading, ...]


def asked(rule: Rule, law: Law) -> tuple[Any, Any]:
    """What the rule's condition and its `when` give under a law. Raises whatever they raise, NotInForce among it."""
    outcome = rule.condition(law)
    return outcome, rule.when(law) if callable(rule.when) else rule.when


def weight_of(rule: Rule, readings: Iterable[Reading], clauses: Iterable[Clause]) -> Weight:
    """The rule's weight: what it says itself, or else that of the values it read, or else that of its clauses."""
    read, known = tuple({reading.name: reading for reading in readings}.values()), tuple(clauses)
    kinds = [reading.dated.kind for reading in read] or [each.kind for each in known]
    words = [*(each.sure for each in known), *(reading.dated.sure for reading in read)]
    return Weight(
        basis=rule.basis or min(kinds, key=list(Basis).index, default=Basis.LAW),
        sure=max(words, key=list(Sure).index, default=Sure.RECALLED),
        readings=read,
    )


def readings_of(
    ask: Callable[[Law], Any], values: Mapping[str, Value], nation: str, days: Iterable[date]
) -> tuple[Reading, ...]:
    """What is read in a nation on the first of these days on which all of it is in force.

    Where there is no such day, what was read on the last before it stopped. Raises whatever else `ask` raises.
    """
    readings: tuple[Reading, ...] = ()
    for day in days:
        law = Law(values, nation, day)
        try:
            ask(law)
        except NotInForce:
            readings = tuple(law.readings)
        else:
            return tuple(law.readings)
    return readings
