"""Earlier audits, read back from their `findings.json`, and what has changed since the last of them.

Only counts, outcomes and the ids of findings are kept; messages and values stay in the file. A file is not trusted: one
that is broken, of another schema or not an audit is refused with what is wrong with it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from complianced.model import Audit, Outcome, RuleResult, Severity
from complianced.reports.counts import Counts, findings_by_severity, outcomes
from complianced.reports.findings_json import SCHEMA

# A rule with one of these outcomes looked at its records on the day of the audit.
TESTED = frozenset({Outcome.MET, Outcome.NOT_MET, Outcome.WAIVED, Outcome.NOT_APPLICABLE})


class HistoryError(ValueError):
    """A file that is no earlier audit; the message says why, without quoting more of it than a word."""


@dataclass(frozen=True)
class Past:
    """A finding of an earlier audit: its rule and its record."""

    id: str
    rule: str
    table: str
    record_id: str


@dataclass(frozen=True)
class Point:
    """One audit of a trend: findings by severity, and clauses by outcome."""

    as_of: date
    findings: Mapping[Severity, int]
    clauses: Counts


@dataclass(frozen=True)
class Earlier:
    """What is kept of an earlier audit. `schemes` are ids with their nation and service."""

    point: Point
    schemes: frozenset[tuple[str, str, str]]
    rules: Mapping[str, Outcome]
    findings: tuple[Past, ...]

    @property
    def as_of(self) -> date:
        """The day of the audit."""
        return self.point.as_of


@dataclass(frozen=True)
class Since:
    """What has become of the findings of the audit of `day`: ids of those that are new, and the rest by their state.

    `untested_then`: new ones whose rule was not tested at that audit. `resolved`: the rule was tested now and finds
    them no more. `untested`: the rule did not run now, or could not read every record, so nobody knows. `waived`: a
    waiver sets them aside.
    """

    day: date
    new: frozenset[str]
    untested_then: frozenset[str]
    open: frozenset[str]
    resolved: tuple[Past, ...]
    untested: tuple[Past, ...]
    waived: tuple[Past, ...]


@dataclass(frozen=True)
class History:
    """Earlier audits of the same schemes, the oldest first; `unusable` counts the files that were not."""

    audits: tuple[Earlier, ...]
    unusable: int = 0

    def points(self, audit: Audit) -> tuple[Point, ...]:
        """The trend: earlier audits, and this one last."""
        return (*(earlier.point for earlier in self.audits), point_of(audit))

    def since(self, audit: Audit) -> Since | None:
        """What has changed since the last earlier audit; None where there is none."""
        return _since(self.audits[-1], audit) if self.audits else None


def point_of(audit: Audit) -> Point:
    """An audit as the last point of a trend."""
    return Point(audit.as_of, findings_by_severity(audit), outcomes(audit.clauses))


def _since(earlier: Earlier, audit: Audit) -> Since:
    rules = {rule.id: rule for rule in audit.rules}
    then = {rule for rule, outcome in earlier.rules.items() if outcome in TESTED}
    before = {past.id for past in earlier.findings}
    now = dict(audit.findings.select("id", "rule").iter_rows())
    aside = set(audit.waived["id"])
    gone = [past for past in earlier.findings if past.id not in now and past.id not in aside]
    new = frozenset(now.keys() - before)
    return Since(
        day=earlier.as_of,
        new=new,
        untested_then=frozenset(name for name in new if now[name] not in then),
        open=frozenset(now.keys() & before),
        resolved=tuple(past for past in gone if _looked_at(rules.get(past.rule))),
        untested=tuple(past for past in gone if not _looked_at(rules.get(past.rule))),
        waived=tuple(past for past in earlier.findings if past.id in aside and past.id not in now),
    )


def _looked_at(rule: RuleResult | None) -> bool:
    """True when a rule ran and could read every record: only then is it good news that it finds something no more."""
    return rule is not None and rule.outcome in TESTED and not rule.unreadable


def read_earlier(data: bytes, renamed: Mapping[str, str] | None = None) -> Earlier:
    """An earlier audit from the bytes of its `findings.json`. Raises HistoryError.

    `renamed` gives the present id of rules that had another.
    """
    try:
        content = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise HistoryError("it is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise HistoryError("it is not JSON") from None
    if not isinstance(content, dict):
        raise HistoryError("it is not an audit")
    if content.get("schema") != SCHEMA:
        raise HistoryError(f"its schema is {_shown(content.get('schema'))}; this version reads {SCHEMA}")
    names = renamed or {}
    findings = _items(content, "findings")
    severities = Counter(_word(Severity, each, "severity", "findings") for each in findings)
    clauses = [_word(Outcome, each, "outcome", "clauses") for each in _items(content, "clauses")]
    return Earlier(
        point=Point(
            as_of=_day(content.get("as_of")),
            findings={severity: severities[severity] for severity in Severity},
            clauses=Counts(Counter(clauses)),
        ),
        schemes=frozenset(
            (_text(each, "scheme_id", "schemes"), _text(each, "nation", "schemes"), _text(each, "service", "schemes"))
            for each in _items(content, "schemes")
        ),
        rules={
            names.get(rule, rule): _word(Outcome, each, "outcome", "rules")
            for each in _items(content, "rules")
            for rule in (_text(each, "id", "rules"),)
        },
        findings=_once([_past(each, names) for each in findings]),
    )


def _past(finding: Mapping[str, Any], renamed: Mapping[str, str]) -> Past:
    name, rule = (_text(finding, key, "findings") for key in ("id", "rule"))
    now = renamed.get(rule, rule)
    if now != rule and name.startswith(f"{rule}@"):
        name = now + name.removeprefix(rule)
    return Past(name, now, _text(finding, "table", "findings"), _text(finding, "record_id", "findings"))


def _once(findings: Sequence[Past]) -> tuple[Past, ...]:
    if len({past.id for past in findings}) < len(findings):
        raise HistoryError("two of its findings have the same id")
    return tuple(findings)


def _items(content: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    items = content.get(key)
    if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
        raise HistoryError(f"it is not an audit: `{key}` is not a list of entries")
    return items


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str):
        raise HistoryError(f"it is not an audit: an entry of `{where}` has no `{key}`")
    return value


def _word(words: type[Any], entry: Mapping[str, Any], key: str, where: str) -> Any:
    value = _text(entry, key, where)
    try:
        return words(value)
    except ValueError:
        raise HistoryError(f"an entry of `{where}` has the {key} {_shown(value)}, which is not known") from None


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise HistoryError(f"its day is {_shown(value)}, which is not a date") from None


def _shown(value: Any) -> str:
    """A word of the file, made safe to print and short."""
    if not isinstance(value, str):
        return "not given" if value is None else f"of the kind {type(value).__name__}"
    return ascii(value if len(value) <= 40 else value[:40] + "…")
