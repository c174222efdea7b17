"""The counts that packs print, always with what they are out of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from complianced.model import Audit, ClauseResult, Domain, Outcome, RuleResult, Severity

# A clause that does not bind is counted apart from those that do.
BINDING = (
    Outcome.MET,
    Outcome.NOT_MET,
    Outcome.NOT_TESTED,
    Outcome.JUDGEMENT,
    Outcome.WAIVED,
    Outcome.ERROR,
)


@dataclass(frozen=True)
class Counts:
    """How many of each outcome; `binding` leaves out what is not applicable or not in force."""

    by_outcome: Counter[Outcome]

    @property
    def all(self) -> int:
        """Every one."""
        return sum(self.by_outcome.values())

    @property
    def binding(self) -> int:
        """Those that bind on the day of the audit."""
        return sum(self.by_outcome[outcome] for outcome in BINDING)

    def __getitem__(self, outcome: Outcome) -> int:
        return self.by_outcome[outcome]


def outcomes(results: Iterable[ClauseResult | RuleResult]) -> Counts:
    """Outcomes of clauses or of rules."""
    return Counts(Counter(result.outcome for result in results))


def findings_by_severity(audit: Audit) -> dict[Severity, int]:
    """How many findings of each severity, gravest first, with nought where there are none."""
    return _severities(audit.findings.select(pl.col("severity").cast(pl.String)))


# Days overdue, from and to (both included).
AGES = ((None, 0), (1, 30), (31, 90), (91, 365), (366, None))


def findings_by_age(audit: Audit) -> tuple[list[dict[Severity, int]], dict[Severity, int]]:
    """Findings by how long they are overdue, in the bands of AGES; and those without a date."""
    days = (pl.lit(audit.as_of) - pl.col("due_on").cast(pl.Date)).dt.total_days()
    late = audit.findings.select(pl.col("severity").cast(pl.String), days.alias("days"))
    bands = []
    for first, last in AGES:
        inside = pl.col("days").is_not_null()
        if first is not None:
            inside &= pl.col("days") >= first
        if last is not None:
            inside &= pl.col("days") <= last
        bands.append(_severities(late.filter(inside)))
    return bands, _severities(late.filter(pl.col("days").is_null()))


def _severities(frame: pl.DataFrame) -> dict[Severity, int]:
    counted = dict(frame.group_by("severity").len().iter_rows())
    return {severity: counted.get(severity.value, 0) for severity in Severity}


def findings_by_rule(audit: Audit) -> dict[str, pl.DataFrame]:
    """The findings of each rule, rules in the order of the audit's findings."""
    parts = audit.findings.partition_by("rule", maintain_order=True)
    return {part["rule"][0]: part for part in parts}


def outcomes_by_domain(audit: Audit) -> dict[Domain, Counts]:
    """Outcomes of rules in each domain that has any, in the order of the domains."""
    return {
        domain: outcomes(rule for rule in audit.rules if rule.domain is domain)
        for domain in Domain
        if any(rule.domain is domain for rule in audit.rules)
    }
