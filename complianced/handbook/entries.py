"""What the handbook says of each rule: its words, what it rests on in each nation, the limits it reads, its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from complianced.law.book import Law, Reading
from complianced.law.values import EVERYWHERE, DatedValue, Value
from complianced.model import Clause, Outcome
from complianced.rules.rule import Rule
from complianced.rules.rulebook import Bundle, Rulebook, nations_of
from complianced.rules.run import said
from complianced.rules.view import View
from complianced.rules.weight import Weight, asked, readings_of, weight_of
from complianced.schemas.one_pass import FAULTS
from complianced.testing.cases import Case


@dataclass(frozen=True)
class Limit:
    """A value that a rule reads, with its history in the nations that are shown; `*` stands for all of them."""

    value: Value
    history: Mapping[str, tuple[DatedValue, ...]]


@dataclass(frozen=True)
class Cited:
    """A clause that a rule rests on, with the nations in which it does; `clause` is None where the law lacks it."""

    ref: str
    clause: Clause | None
    nations: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One rule of the handbook, in the nations that are shown.

    `when` is in words where a docstring gives any; `reads` and
    `when_reads` are the columns of the view that the condition and `when` name. `trouble` says, by nation, why a rule
    could not be asked what it reads.
    """

    rule: Rule
    bundle: Bundle
    nations: tuple[str, ...]
    view: View | None
    clauses: tuple[Cited, ...]
    weights: Mapping[str, Weight]
    limits: tuple[Limit, ...]
    when: str | None
    reads: tuple[str, ...]
    when_reads: tuple[str, ...]
    cases: tuple[Case, ...]
    trouble: Mapping[str, str]

    @property
    def sources(self) -> Iterator[str]:
        """Where its clauses and limits are written."""
        yield from (cited.clause.source for cited in self.clauses if cited.clause)
        for limit in self.limits:
            yield from (dated.source for history in limit.history.values() for dated in history)


def entry_of(rule: Rule, bundle: Bundle, rulebook: Rulebook, cases: Iterable[Case], nation: str | None) -> Entry:
    """All that is known of a rule, in one nation or in each in which it runs."""
    nations = tuple(each for each in nations_of(rule, bundle) if nation in (None, each))
    shown = tuple(case for case in cases if case.nation in nations)
    weights, trouble, seen = {}, {}, _Seen()
    for each in nations:
        known = [rulebook.clauses[ref] for ref in rule.clauses_in(each) if ref in rulebook.clauses]
        readings: tuple[Reading, ...] = ()
        try:
            readings = readings_of(seen.by_asking(rule), bundle.law.values, each, _days(shown, bundle, each))
        except FAULTS as error:
            trouble[each] = said(error)
        weights[each] = weight_of(rule, readings, known)
    names = {reading.name for weight in weights.values() for reading in weight.readings}
    return Entry(
        rule=rule,
        bundle=bundle,
        nations=nations,
        view=rulebook.views.get(rule.about),
        clauses=_cited(rule, nations, rulebook),
        weights=weights,
        limits=tuple(_limit(value, nations) for name, value in bundle.law.values.items() if name in names),
        when=_in_words(rule.when),
        reads=tuple(sorted(seen.condition)),
        when_reads=tuple(sorted(seen.when)),
        cases=shown,
        trouble=trouble,
    )


class _Seen:
    """The columns that a rule's expressions name, gathered while it is asked in one nation after another."""

    def __init__(self) -> None:
        self.condition: set[str] = set()
        self.when: set[str] = set()

    def by_asking(self, rule: Rule) -> Callable[[Law], None]:
        """Asks the rule under a law and keeps what it names."""

        def ask(law: Law) -> None:
            condition, when = asked(rule, law)
            self.condition |= _columns(condition)
            self.when |= _columns(when)

        return ask


def _columns(expression: Any) -> set[str]:
    return set(expression.meta.root_names()) if isinstance(expression, pl.Expr) else set()


def _days(cases: tuple[Case, ...], bundle: Bundle, nation: str) -> Iterator[date]:
    """Days on which a rule may be in force: those of its cases, met ones first, then those on which a value began."""
    yield from dict.fromkeys(case.as_of for case in sorted(cases, key=lambda case: case.then is not Outcome.MET))
    begun = {dated.begins for value in bundle.law.values.values() for dated in value.of(nation)}
    yield from sorted(begun, reverse=True) or [date.max]


def _cited(rule: Rule, nations: Iterable[str], rulebook: Rulebook) -> tuple[Cited, ...]:
    where: dict[str, tuple[str, ...]] = {}
    for nation in nations:
        for ref in rule.clauses_in(nation):
            where[ref] = (*where.get(ref, ()), nation)
    return tuple(Cited(ref, rulebook.clauses.get(ref), binding) for ref, binding in where.items())


def _limit(value: Value, nations: Iterable[str]) -> Limit:
    keys = [nation if nation in value.history else EVERYWHERE for nation in nations]
    return Limit(value, {key: value.history[key] for key in dict.fromkeys(keys) if key in value.history})


def _in_words(when: Any) -> str | None:
    """The first paragraph of the docstring of a `when` that has one."""
    words = None if when is None or isinstance(when, pl.Expr) else getattr(when, "__doc__", None)
    return " ".join(words.strip().partition("\n\n")[0].split()) if words else None


@dataclass(frozen=True)
class ClauseEntry:
    """One clause of a bundle: the rules that test it and, where only a person can judge it, the attestation's id."""

    clause: Clause
    rules: tuple[str, ...]
    attestation: str | None = None

    @property
    def why_untested(self) -> str:
        """Why no rule tests the clause."""
        if self.attestation:
            return "A person judges it and says so, dated, in `attestations`"
        return self.clause.why or "No rule tests this clause yet"
