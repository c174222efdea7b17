"""The handbook's chapters: what is shown of each bundle, as a whole or as far as somebody asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from complianced.handbook.entries import ClauseEntry, Entry, entry_of
from complianced.model import Clause, How
from complianced.plugins.host import Host
from complianced.rules.rule import RuleKind
from complianced.rules.rulebook import Bundle, Rulebook, names_clause, selected
from complianced.testing.cases import Case, read_cases


@dataclass(frozen=True)
class Chapter:
    """One bundle: its rules in the order of their topics, and its clauses in the order of its instruments."""

    bundle: Bundle
    nations: tuple[str, ...]
    entries: tuple[Entry, ...]
    clauses: tuple[ClauseEntry, ...]

    @property
    def topics(self) -> Mapping[str, tuple[Entry, ...]]:
        """The rules by topic, both in the order in which they were written down."""
        topics: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            topics[entry.rule.topic] = (*topics.get(entry.rule.topic, ()), entry)
        return topics

    @property
    def tested(self) -> tuple[ClauseEntry, ...]:
        """The clauses that rules test."""
        return tuple(entry for entry in self.clauses if entry.rules)

    @property
    def untested(self) -> tuple[ClauseEntry, ...]:
        """The clauses that no rule tests: of judgement, or not applicable."""
        return tuple(entry for entry in self.clauses if not entry.rules)

    @property
    def cases(self) -> int:
        """How many cases its rules have."""
        return sum(len(entry.cases) for entry in self.entries)


def chapters_of(host: Host, what: Iterable[str] = (), nation: str | None = None) -> list[Chapter]:
    """A chapter for each bundle that has something to show; a rule or clause outside `what` or `nation` is not shown.

    `what` is ids, globs, clauses or domains; none is everything. Raises CaseError and LawError.
    """
    wanted = tuple(what)
    rulebook = host.rulebook
    tests = _tests(rulebook)
    chapters = []
    for bundle in rulebook.bundles:
        if nation is not None and nation not in bundle.nations:
            continue
        entries = _entries(bundle, rulebook, wanted, nation)
        shown = {cited.ref for entry in entries for cited in entry.clauses}
        clauses = tuple(
            ClauseEntry(clause, tests.get(clause.ref, ()), _attestation(bundle, clause))
            for clause in _in_scope(bundle, rulebook, nation)
            if clause.ref in shown or _is_wanted(clause, bundle, wanted)
        )
        if entries or clauses:
            nations = bundle.nations if nation is None else (nation,)
            chapters.append(Chapter(bundle, nations, entries, clauses))
    return chapters


def _entries(bundle: Bundle, rulebook: Rulebook, wanted: tuple[str, ...], nation: str | None) -> tuple[Entry, ...]:
    rules = selected(bundle.rules, {bundle.name: bundle.domain.value}, wanted, ())
    cases: dict[str, list[Case]] = {}
    for case in read_cases(bundle) if rules else ():
        cases.setdefault(case.rule, []).append(case)
    entries = (entry_of(rule, bundle, rulebook, cases.get(rule.id, ()), nation) for rule in rules)
    return tuple(entry for entry in entries if entry.nations)


def _tests(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """The rules that test each clause, whichever bundle they are of."""
    tests: dict[str, tuple[str, ...]] = {}
    for bundle in rulebook.bundles:
        for rule in bundle.rules:
            for ref in dict.fromkeys(ref for refs in rule.clauses.values() for ref in refs):
                tests[ref] = (*tests.get(ref, ()), rule.id)
    return tests


def _attestation(bundle: Bundle, clause: Clause) -> str | None:
    if clause.how is not How.JUDGEMENT:
        return None
    rules = (rule for rule in bundle.all_rules if rule.kind is RuleKind.ATTESTATION)
    return next(rule.id for rule in rules if clause.ref in rule.clauses_in(bundle.nations[0]))


def _in_scope(bundle: Bundle, rulebook: Rulebook, nation: str | None) -> Iterable[Clause]:
    """The bundle's clauses; of a bundle that several nations share, those that bind in the nation asked for."""
    if nation is None:
        return bundle.law.clauses.values()
    in_force = {ref for service in bundle.services for ref in rulebook.clauses_for(nation, service)}
    return [clause for ref, clause in bundle.law.clauses.items() if ref in in_force]


def _is_wanted(clause: Clause, bundle: Bundle, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(pattern == bundle.domain.value or names_clause(clause.ref, pattern) for pattern in wanted)
