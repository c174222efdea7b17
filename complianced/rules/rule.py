"""Rules: what each says, the clause it rests on, a condition, and the remedy.

A `@rule` gives a Boolean expression over the columns of its view: true = compliant, null = not recorded = not met. A
`@deadline` gives the date by which the next thing is due: past or missing = not met, and the same date feeds the
forecast. Both are given the law of the nation and day of the audit, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Required, TypeAlias, TypedDict, Unpack

import polars as pl

from complianced.law.book import Law
from complianced.model import Basis, Severity

Condition: TypeAlias = Callable[[Law], Any]
When: TypeAlias = pl.Expr | Callable[[Law], pl.Expr]
ClauseRefs: TypeAlias = str | Iterable[str]

ALL_NATIONS = "*"
_ID = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class RuleError(ValueError):
    """A rule that is not well formed; the message names it and the mend."""


class RuleKind(StrEnum):
    """What a rule's function gives back."""

    CONDITION = "condition"
    DEADLINE = "deadline"
    ATTESTATION = "attestation"


@dataclass(frozen=True)
class Rule:
    """One rule. `clauses` is by nation, `*` for every nation its bundle serves.

    `bundle` and `topic`, the module it stands in, are filled in when its bundle is put together.
    """

    id: str
    title: str
    about: str
    clauses: Mapping[str, tuple[str, ...]]
    severity: Severity
    kind: RuleKind
    condition: Condition
    when: When | None
    says: str
    fix: str
    basis: Basis | None = None
    replaces: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    bundle: str = ""
    topic: str = ""

    def clauses_in(self, nation: str) -> tuple[str, ...]:
        """The clauses the rule rests on in a nation; none where the nation has none."""
        return self.clauses.get(nation) or self.clauses.get(ALL_NATIONS, ())

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The columns that the message names."""
        return tuple(dict.fromkeys(_PLACEHOLDER.findall(self.says)))


class RuleWords(TypedDict, total=False):
    """What is said of a rule beside its id and its condition.

    `about` names a view; `when` is the denominator: rows outside it are not tested. `says` is the finding's message and
    may name the view's columns in braces; `fix` is the remedy. `clauses` is one reference or several, or a mapping from
    nation to these where nations share the rule. `basis` is needed only where the weight of the rule is not that of the
    values it reads or the clauses it cites. `replaces` names shared rules that this one stands in for, `formerly` the
    ids it had before.
    """

    about: Required[str]
    clauses: Required[ClauseRefs | Mapping[str, ClauseRefs]]
    severity: Required[str]
    says: Required[str]
    fix: Required[str]
    when: When | None
    basis: str | None
    replaces: ClauseRefs
    formerly: ClauseRefs


def rule(id: str, **words: Unpack[RuleWords]) -> Callable[[Condition], Rule]:
    """Declares a rule: the function below gives the condition, true where the record complies. Raises RuleError."""
    return lambda condition: make_rule(id, RuleKind.CONDITION, _title(condition), condition, **words)


def deadline(id: str, **words: Unpack[RuleWords]) -> Callable[[Condition], Rule]:
    """Declares a deadline: the function below gives the date by which the next thing is due; its last day is still met.

    `{due_on}` may stand in `says`. Raises RuleError.
    """
    return lambda condition: make_rule(id, RuleKind.DEADLINE, _title(condition), condition, **words)


def make_rule(id: str, kind: RuleKind, title: str, condition: Condition, **words: Unpack[RuleWords]) -> Rule:
    """A rule from its parts, for the shapes that make many alike. Raises RuleError."""
    if not _ID.fullmatch(id):
        raise RuleError(f"rule id {id!r}: must be BUNDLE-WORDS in capitals, digits and hyphens")
    for name, said in (
        ("a title (its docstring)", title),
        ("about", words["about"]),
        ("says", words["says"]),
        ("fix", words["fix"]),
    ):
        if not said.strip():
            raise RuleError(f"rule {id}: {name} is missing")
    clauses = words["clauses"]
    by_nation = clauses if isinstance(clauses, Mapping) else {ALL_NATIONS: clauses}
    cited = {nation: _references(refs) for nation, refs in by_nation.items()}
    if not any(cited.values()):
        raise RuleError(f"rule {id}: cites no clause")
    basis = words.get("basis")
    try:
        return Rule(
            id=id,
            title=title,
            about=words["about"],
            clauses=cited,
            severity=Severity(words["severity"]),
            kind=kind,
            condition=condition,
            when=words.get("when"),
            says=words["says"],
            fix=words["fix"],
            basis=None if basis is None else Basis(basis),
            replaces=_references(words.get("replaces", ())),
            formerly=_references(words.get("formerly", ())),
        )
    except ValueError as error:
        raise RuleError(f"rule {id}: {error}") from None


def _title(condition: Condition) -> str:
    return " ".join((condition.__doc__ or "").split())


def _references(refs: ClauseRefs) -> tuple[str, ...]:
    return (refs,) if isinstance(refs, str) else tuple(refs)
