"""Bundles and the rulebook: every rule, view and clause that the loaded plugins bring, and which apply where."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import TypeVar

import polars as pl

from complianced.law.book import Law, LawBook
from complianced.model import Clause, Domain, How
from complianced.rules.rule import ALL_NATIONS, Rule, RuleError, RuleKind, make_rule
from complianced.rules.view import View

Thing = TypeVar("Thing", Rule, View)

NATIONS = ("england", "wales", "scotland", "northern_ireland")


@dataclass(frozen=True)
class Bundle:
    """What one plugin brings: its law, its rules and its views, and the nations and services they serve."""

    name: str
    title: str
    version: str
    prefix: str
    nations: tuple[str, ...]
    services: tuple[str, ...]
    domain: Domain
    folder: Traversable
    law: LawBook
    rules: tuple[Rule, ...]
    views: tuple[View, ...] = ()

    def serves(self, nation: str, service: str) -> bool:
        """True when the bundle has something to say to such a scheme."""
        return nation in self.nations and service in self.services

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        """The rules written down, and one attestation for each clause that only a person can judge."""
        return self.rules + tuple(
            _attestation(self, clause) for clause in self.law.clauses.values() if clause.how is How.JUDGEMENT
        )


def bundle_from(
    package: str,
    *,
    title: str,
    version: str,
    prefix: str,
    nations: Iterable[str] = NATIONS,
    services: Iterable[str] = ("shared_lives",),
    domain: str = "regulatory",
) -> Bundle:
    """The bundle in a package: rules from every module of its `rules`, views of its `views`, law from its `law` folder.

    It is called after the package: `jersey`, where that is `complianced_jersey` or `complianced.plugins.jersey`.
    Raises RuleError when two rules share an id or an id does not begin with the prefix.
    """
    name = bundle_name(package)
    rules = [replace(rule, bundle=name, topic=topic) for rule, topic in _found(package, "rules", Rule)]
    seen: set[str] = set()
    for rule in rules:
        if not rule.id.startswith(f"{prefix}-"):
            raise RuleError(f"rule {rule.id}: ids of the bundle {name} begin with {prefix}-")
        if rule.id in seen:
            raise RuleError(f"rule {rule.id}: declared twice in the bundle {name}")
        seen.add(rule.id)
    folder = files(package)
    return Bundle(
        name=name,
        title=title,
        version=version,
        prefix=prefix,
        nations=tuple(nations),
        services=tuple(services),
        domain=Domain(domain),
        folder=folder,
        law=LawBook(folder / "law"),
        rules=tuple(rules),
        views=tuple(each for each, _ in _found(package, "views", View)),
    )


def bundle_name(package: str) -> str:
    """What the bundle of a package is called."""
    return package.rpartition(".")[2].removeprefix("complianced_").removeprefix("pilot_")


def _found(package: str, room: str, kind: type[Thing]) -> list[tuple[Thing, str]]:
    """The rules or views at the top of a package's modules, those in tuples included, each once, with its module."""
    things: dict[int, tuple[Thing, str]] = {}
    for module in _modules(f"{package}.{room}"):
        topic = module.__name__.rpartition(".")[2]
        for value in vars(module).values():
            for thing in value if isinstance(value, tuple) else (value,):
                if isinstance(thing, kind):
                    things.setdefault(id(thing), (thing, topic))
    return list(things.values())


def _modules(name: str) -> list[ModuleType]:
    try:
        room = import_module(name)
    except ModuleNotFoundError as error:
        if error.name == name:
            return []
        raise
    inner = [import_module(f"{name}.{each.name}") for each in pkgutil.iter_modules(getattr(room, "__path__", []))]
    return [room, *inner]


def _attestation(bundle: Bundle, clause: Clause) -> Rule:
    words = re.sub(r"[^A-Z0-9]+", "-", clause.ref.upper()).strip("-")
    rule = make_rule(
        f"{bundle.prefix}-ATTEST-{words}",
        RuleKind.ATTESTATION,
        clause.gist,
        _attested_yes,
        about="clause_attestations",
        clauses=clause.ref,
        severity=clause.severity or "major",
        when=(pl.col("clause") == clause.ref) & pl.col("current"),
        says="The statement of {made_on} on this clause says: {met}",
        fix="Put right what the statement names, then have it made again by the role that answers for it.",
    )
    return replace(rule, bundle=bundle.name)


def _attested_yes(_law: Law) -> pl.Expr:
    return pl.col("met") == "yes"


@dataclass(frozen=True)
class Rulebook:
    """Everything the loaded bundles bring. Raises RuleError for a name, an id or a view that two bundles claim."""

    bundles: tuple[Bundle, ...]
    shared_views: tuple[View, ...] = ()

    def __post_init__(self) -> None:
        owners: dict[str, str] = {}
        names = [bundle.name for bundle in self.bundles]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise RuleError(f"bundle {twice}: there are two of this name; rename the package of one")
        for bundle in self.bundles:
            for rule in bundle.rules:
                for name in (rule.id, *rule.formerly):
                    if name in owners:
                        raise RuleError(f"rule {name}: claimed by both {owners[name]} and {bundle.name}")
                    owners[name] = bundle.name

    @cached_property
    def views(self) -> Mapping[str, View]:
        """Every view by name."""
        views: dict[str, View] = {}
        for view in (*self.shared_views, *(view for bundle in self.bundles for view in bundle.views)):
            if view.name in views and views[view.name] is not view:
                raise RuleError(f"view {view.name}: declared twice")
            views[view.name] = view
        return views

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause of every bundle by reference."""
        return {ref: clause for bundle in self.bundles for ref, clause in bundle.law.clauses.items()}

    def bundle(self, name: str) -> Bundle:
        """The bundle of that name; KeyError when it is not loaded."""
        return next(bundle for bundle in self.bundles if bundle.name == name)

    def rules_for(self, nation: str, service: str) -> tuple[Rule, ...]:
        """The rules for such schemes: those of its bundles that cite a clause of the nation, less the replaced."""
        rules = [
            rule
            for bundle in self.bundles
            if bundle.serves(nation, service)
            for rule in bundle.all_rules
            if rule.clauses_in(nation)
        ]
        replaced = {name for rule in rules for name in rule.replaces}
        return tuple(rule for rule in rules if rule.id not in replaced)

    def clauses_for(self, nation: str, service: str) -> Mapping[str, Clause]:
        """The clauses in scope: all of the nation's own bundles; of shared ones those cited or not applicable."""
        cited = {ref for rule in self.rules_for(nation, service) for ref in rule.clauses_in(nation)}
        own = {
            ref: clause
            for bundle in self.bundles
            if bundle.serves(nation, service)
            for ref, clause in bundle.law.clauses.items()
            if ref in cited or len(bundle.nations) == 1 or clause.how is How.NOT_APPLICABLE
        }
        elsewhere = cited - set(own)
        return own | {ref: self.clauses[ref] for ref in sorted(elsewhere) if ref in self.clauses} if elsewhere else own


def matches(rule: Rule, domain: str, pattern: str) -> bool:
    """True when an id, a glob of ids, a clause reference or its prefix, or a domain names the rule."""
    if pattern == domain or fnmatchcase(rule.id, pattern) or pattern in rule.formerly:
        return True
    refs = {ref for cited in rule.clauses.values() for ref in cited}
    return any(names_clause(ref, pattern) for ref in refs)


def names_clause(ref: str, prefix: str) -> bool:
    """True for the clause itself, its limbs (`…/9` holds `…/9(3)`) and, for a bare instrument, all its clauses."""
    return ref == prefix or (ref.startswith(prefix) and ref[len(prefix)] in "/(")


def selected(
    rules: Iterable[Rule], domains: Mapping[str, str], select: Iterable[str], exclude: Iterable[str]
) -> tuple[Rule, ...]:
    """The rules named by `select` (all where it is empty) less those named by `exclude`; `domains` is by bundle."""
    wanted, unwanted = tuple(select), tuple(exclude)
    return tuple(
        rule
        for rule in rules
        if (not wanted or any(matches(rule, domains[rule.bundle], pattern) for pattern in wanted))
        and not any(matches(rule, domains[rule.bundle], pattern) for pattern in unwanted)
    )


def nations_of(rule: Rule, bundle: Bundle) -> tuple[str, ...]:
    """The nations in which a rule runs."""
    return bundle.nations if ALL_NATIONS in rule.clauses else tuple(rule.clauses)
