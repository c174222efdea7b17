"""Rule cases: what is given, on which day, and what the rule must say, as data that a policy lead can read.

    everywhere:                       # what every case of the file starts from
      as_of: 2026-11-22
      given: {carers: [{status: approved, approved_on: 2020-01-01}]}

    ENG-CARER-REVIEW:
      - it: holds on the last day
        given: {carer_reviews: [{kind: annual, held_on: 2025-11-22}]}
        then: met
      - it: says so when no reviews were supplied
        given: {carer_reviews: absent}
        then: not_tested

A case may also say `with` (changes to the first row of a table that is given everywhere), `unreadable` (table.columns
whose cells could not be read), `nation`, `service`, `findings` (the record ids that must be named) and `due_on`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

import polars as pl
import yaml

from complianced.engine import Request, run_audit
from complianced.law.instruments import yaml_files
from complianced.law.yaml_file import load
from complianced.model import Outcome, RuleResult
from complianced.rules.rulebook import Bundle, Rulebook
from complianced.schemas.contract import Table
from complianced.schemas.recordset import RecordSet
from complianced.testing.records import records_from

_ABSENT = "absent"
_KEYS = frozenset(
    {"it", "as_of", "given", "with", "then", "unreadable", "nation", "service", "findings", "due_on", "settings"}
)


class CaseError(ValueError):
    """A case that cannot be read or run; the message names file, line and rule."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}:{line}, {what}")
        self.file, self.line, self.what = file, line, what


@dataclass(frozen=True)
class Case:
    """One case of one rule; `line` is that on which it begins in its file of the `cases` folder."""

    rule: str
    it: str
    file: str
    line: int
    as_of: date
    nation: str
    service: str
    given: Mapping[str, list[dict[str, Any]]]
    absent: tuple[str, ...]
    unreadable: tuple[str, ...]
    settings: Mapping[str, Any]
    then: Outcome
    findings: tuple[str, ...] | None
    due_on: date | None

    @property
    def name(self) -> str:
        """What a test runner shows."""
        return f"{self.rule}: {self.it}" + ("" if self.nation == "england" else f" ({self.nation})")


@dataclass(frozen=True)
class CaseRun:
    """What the rule said."""

    outcome: Outcome
    why: str | None
    findings: tuple[str, ...]
    due_on: date | None
    messages: tuple[str, ...]


def read_cases(bundle: Bundle) -> list[Case]:
    """Every case in the bundle's `cases` folder. Raises CaseError and LawError."""
    return [case for file in yaml_files(bundle.folder / "cases") for case in _cases_in(file, bundle)]


def run_case(case: Case, rulebook: Rulebook, contract: Mapping[str, Table]) -> CaseRun:
    """The rule, and it alone, in a whole audit of what the case gives.

    Raises GivenError, and CaseError for a rule that is not there.
    """
    request = Request(as_of=case.as_of, select=(case.rule,), settings=case.settings)
    audit = run_audit(rulebook, records_of(case, contract), request, version="cases")
    result = next((result for result in audit.rules if result.id == case.rule), None)
    if result is None:
        raise no_such_rule(case)
    return run_from(result, audit.findings, audit.due)


def records_of(case: Case, contract: Mapping[str, Table]) -> RecordSet:
    """What the case gives, as a record set. Raises GivenError."""
    return records_from(
        case.given,
        contract,
        nation=case.nation,
        service=case.service,
        absent=case.absent,
        unreadable_cells=case.unreadable,
    )


def no_such_rule(case: Case) -> CaseError:
    """What to raise for a case whose rule does not run where the case is."""
    return CaseError(case.file, case.line, f"{case.rule}: no such rule for {case.service} in {case.nation}")


def run_from(result: RuleResult, findings: pl.DataFrame, due: pl.DataFrame) -> CaseRun:
    """What a rule said, from its result and from the findings and next dates of it and perhaps of others."""
    found = [row[1:] for row in findings.select("rule", "record_id", "message", "due_on").rows() if row[0] == result.id]
    days = [day for _, _, day in found if day is not None]
    days += [day for rule, day in due.select("rule", "due_on").rows() if rule == result.id]
    return CaseRun(
        outcome=result.outcome,
        why=result.why,
        findings=tuple(sorted(record for record, _, _ in found)),
        due_on=min(days, default=None),
        messages=tuple(sorted(message for _, message, _ in found)),
    )


def disagreement(case: Case, run: CaseRun) -> str | None:
    """What the rule said that it should not have; None when all is as the case says."""
    if run.outcome is not case.then:
        why = f" ({run.why})" if run.why else ""
        return f"then: {case.then}, but the rule says {run.outcome}{why}{''.join(f'; {each}' for each in run.messages)}"
    if case.findings is not None and run.findings != tuple(sorted(case.findings)):
        return f"findings: {list(case.findings)}, but the rule names {list(run.findings)}"
    if case.due_on is not None and run.due_on != case.due_on:
        return f"due_on: {case.due_on}, but the rule says {run.due_on}"
    return None


def _cases_in(file: Traversable, bundle: Bundle) -> Iterator[Case]:
    content = load(file)
    everywhere = content.pop("everywhere", None) or {}
    lines = _lines_in(file)
    for rule, cases in content.items():
        first, *each = lines[str(rule)]
        if not isinstance(cases, list):
            raise CaseError(file.name, first, f"{rule}: must be a list of cases, each with `it`, `given` and `then`")
        for written, line in zip(cases, each, strict=True):
            if not isinstance(written, dict):
                raise CaseError(file.name, line, f"{rule}: a case must be a mapping with `it`, `given` and `then`")
            unknown = sorted(set(written) - _KEYS)
            if unknown:
                raise CaseError(file.name, line, f"{rule}: unknown key `{unknown[0]}`")
            whole = {**everywhere, **written}
            missing = [key for key in ("it", "as_of", "then") if key not in whole]
            if missing:
                raise CaseError(file.name, line, f"{rule}: `{missing[0]}` is missing")
            try:
                yield _case(file.name, line, str(rule), whole, everywhere.get("given") or {}, bundle)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise CaseError(file.name, line, f"{rule}, {written.get('it')}: {error}") from None


def _lines_in(file: Traversable) -> dict[str, list[int]]:
    """By rule, the line of its id and those of its cases. Raises CaseError for an id that stands twice."""
    root = yaml.compose(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    lines: dict[str, list[int]] = {}
    for name, cases in root.value if root else ():
        line = name.start_mark.line + 1
        if name.value in lines:
            raise CaseError(file.name, line, f"{name.value}: stands twice; only the second would be read")
        inside = [case.start_mark.line + 1 for case in cases.value] if isinstance(cases, yaml.SequenceNode) else []
        lines[name.value] = [line, *inside]
    return lines


def _case(file: str, line: int, rule: str, written: dict[str, Any], base: dict[str, Any], bundle: Bundle) -> Case:
    given = {**base, **(written.get("given") or {})}
    for table, changes in (written.get("with") or {}).items():
        if given.get(table) == _ABSENT:
            raise ValueError(f"`with` changes {table}, which is absent")
        first, *others = given.get(table) or [{}]
        given[table] = [{**first, **changes}, *others]
    absent = tuple(
        path for table, rows in given.items() for path in ([table] if rows == _ABSENT else _absent_columns(table, rows))
    )
    rows = {
        table: [{key: value for key, value in row.items() if value != _ABSENT} for row in rows]
        for table, rows in given.items()
        if rows != _ABSENT
    }
    return Case(
        rule=rule,
        it=str(written["it"]),
        file=file,
        line=line,
        as_of=written["as_of"],
        nation=written.get("nation", bundle.nations[0]),
        service=written.get("service", bundle.services[0]),
        given=rows,
        absent=absent,
        unreadable=tuple(written.get("unreadable") or ()),
        settings=written.get("settings") or {},
        then=Outcome(written["then"]),
        findings=tuple(map(str, written["findings"])) if "findings" in written else None,
        due_on=written.get("due_on"),
    )


def _absent_columns(table: str, rows: list[dict[str, Any]]) -> list[str]:
    return sorted({f"{table}.{name}" for row in rows for name, value in row.items() if value == _ABSENT})
