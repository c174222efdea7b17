"""The words every room shares: severities, outcomes, clauses, findings, problems and the audit itself.

Nothing here knows where records come from or what becomes of an audit. All of it is frozen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


class Severity(StrEnum):
    """How much a finding matters; `advice` never counts against a scheme."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)

    def at_least(self, other: Severity) -> bool:
        """True when this severity is as grave as `other`, or graver."""
        return self.rank <= other.rank


class Outcome(StrEnum):
    """What became of a rule or a clause. What did not run never reads as a pass."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_TESTED = "not_tested"
    JUDGEMENT = "judgement"
    NOT_APPLICABLE = "not_applicable"
    NOT_IN_FORCE = "not_in_force"
    WAIVED = "waived"
    ERROR = "error"


class Basis(StrEnum):
    """What a rule rests on, weightiest first."""

    LAW = "law"
    STATUTORY_GUIDANCE = "statutory_guidance"
    GUIDANCE = "guidance"
    CONVENTION = "convention"


class Sure(StrEnum):
    """How the text of a clause or value was seen, surest first."""

    VERIFIED = "verified"
    SISTER = "sister"
    SECONDARY = "secondary"
    RECALLED = "recalled"


class How(StrEnum):
    """How a clause is accounted for."""

    RECORD = "record"
    EVIDENCE = "evidence"
    JUDGEMENT = "judgement"
    NOT_APPLICABLE = "not_applicable"


class Domain(StrEnum):
    """The part of a scheme's life that a rule belongs to."""

    REGULATORY = "regulatory"
    SAFEGUARDING = "safeguarding"
    SELF_EMPLOYMENT = "self_employment"
    HOMESHARE = "homeshare"
    OUTCOMES = "outcomes"
    DATA = "data"


@dataclass(frozen=True)
class Problem:
    """Something in the records that could not be used as it stands.

    `problem` is the whole sentence for a person: file, row, column, what is wrong and the way out.
    `row` is the spreadsheet row (the heading is row 1). `code` is stable, for filters and tests.
    """

    code: str
    problem: str
    file: str | None = None
    table: str | None = None
    row: int | None = None
    column: str | None = None
    record_id: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Scheme:
    """One scheme or organisation of an audit."""

    scheme_id: str
    name: str
    service: str
    nation: str


@dataclass(frozen=True)
class Clause:
    """One clause of an instrument: `ref` is `<instrument>/<clause>`, `instrument` that instrument's title."""

    ref: str
    gist: str
    how: How
    sure: Sure
    source: str
    why: str | None = None
    severity: Severity | None = None
    offence: bool = False
    kind: Basis = Basis.LAW
    begins: date | None = None
    ends: date | None = None
    note: str | None = None
    instrument: str = ""

    def in_force(self, on: date) -> bool:
        """True when the clause binds on that day (`ends` is its last day)."""
        return (self.begins is None or self.begins <= on) and (self.ends is None or on <= self.ends)

    def when_in_force(self, on: date) -> str:
        """For a clause that does not bind on that day: from when, or until when, it does.

        A beginning on the last day there is stands for law that nobody has brought into force, such as a Bill.
        """
        if self.begins == date.max:
            return "not in force: no day has been set"
        if self.begins is not None and on < self.begins:
            return f"in force from {self.begins}"
        return f"in force until {self.ends}"


@dataclass(frozen=True)
class Finding:
    """One rule not met by one record."""

    id: str
    rule: str
    severity: Severity
    basis: Basis
    scheme_id: str
    table: str
    record_id: str
    message: str
    fix: str
    clauses: tuple[str, ...]
    due_on: date | None
    values: Mapping[str, Any]


@dataclass(frozen=True)
class RuleResult:
    """What one rule found: `failed` of `tested` records, and why when it could not say.

    `topic` is what its bundle files it under (`disclosures`, `medicines`), `table` where its records are. `lacks` names
    the tables and columns that were not supplied, where that is why it was not tested.
    """

    id: str
    title: str
    bundle: str
    domain: Domain
    severity: Severity
    basis: Basis
    clauses: tuple[str, ...]
    outcome: Outcome
    tested: int
    failed: int
    unreadable: int = 0
    waived: int = 0
    why: str | None = None
    fix: str = ""
    sure: Sure = Sure.VERIFIED
    topic: str = ""
    table: str = ""
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClauseResult:
    """What one clause came to, by the rules that account for it."""

    clause: Clause
    outcome: Outcome
    rules: tuple[str, ...]
    why: str | None = None


@dataclass(frozen=True)
class PluginReport:
    """One plugin: what it brought, or why it could not be loaded. Selected = executed is checked by the engine.

    `offers` says in a line each what it brings beside rules: tables, sections, formats.
    """

    name: str
    version: str
    source: str
    hooks: tuple[str, ...] = ()
    rules: int = 0
    selected: int = 0
    executed: int = 0
    failed: str | None = None
    offers: tuple[str, ...] = ()


# The columns of Audit.findings and Audit.due, in this order; `values` is JSON text.
FINDING_COLUMNS = (
    "id",
    "rule",
    "severity",
    "basis",
    "scheme_id",
    "table",
    "record_id",
    "message",
    "due_on",
    "values",
)
DUE_COLUMNS = ("rule", "scheme_id", "table", "record_id", "due_on")
NOTIFICATION_COLUMNS = (
    "scheme_id",
    "table",
    "record_id",
    "event",
    "recipient",
    "known_on",
    "told_on",
    "due_on",
    "days_late",
)


@dataclass(frozen=True)
class Audit:
    """Everything one run learned. Clauses in = clauses out.

    `findings` has FINDING_COLUMNS, sorted by severity, rule, scheme and record; `waived` the same for findings that a
    waiver sets aside; `due` has DUE_COLUMNS: the next date of every deadline that is met today. `notifications` has
    NOTIFICATION_COLUMNS: the register of events that somebody had to be told of; None where a nation keeps none.
    """

    as_of: date
    version: str
    plugins: tuple[PluginReport, ...]
    schemes: tuple[Scheme, ...]
    rules: tuple[RuleResult, ...]
    clauses: tuple[ClauseResult, ...]
    findings: pl.DataFrame
    waived: pl.DataFrame
    due: pl.DataFrame
    problems: tuple[Problem, ...]
    incomplete: tuple[str, ...] = field(default=())
    notifications: pl.DataFrame | None = None

    def each_finding(self) -> Iterator[Finding]:
        """The findings one by one, gravest first."""
        rules = {rule.id: rule for rule in self.rules}
        for row in self.findings.iter_rows(named=True):
            rule = rules[row["rule"]]
            yield Finding(
                id=row["id"],
                rule=row["rule"],
                severity=Severity(row["severity"]),
                basis=Basis(row["basis"]),
                scheme_id=row["scheme_id"],
                table=row["table"],
                record_id=row["record_id"],
                message=row["message"],
                fix=rule.fix,
                clauses=rule.clauses,
                due_on=row["due_on"],
                values=json.loads(row["values"]),
            )
