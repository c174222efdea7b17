"""`findings.json`: the whole audit for other programs, in the shape `complianced/audit/1` (architecture §6).

One item to a line, so that two runs can be compared with `diff`. The same audit gives the same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from complianced.model import Audit, ClauseResult, Finding, Problem, RuleResult
from complianced.reports.atomic import write_whole

SCHEMA = "complianced/audit/1"
FILE_NAME = "findings.json"
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def write_json(audit: Audit, out_dir: Path) -> Path:
    """Write `findings.json` in `out_dir` (made when missing) and hand back its path."""
    return write_whole(Path(out_dir) / FILE_NAME, json_bytes(audit))


def json_bytes(audit: Audit) -> bytes:
    """The bytes of `findings.json`: UTF-8, keys and items in a fixed order, a newline at the end."""
    head = {"schema": SCHEMA, "complianced": audit.version, "as_of": audit.as_of.isoformat()}
    lists: dict[str, Iterable[dict[str, Any]]] = {
        "plugins": ({"name": p.name, "version": p.version, "rules": p.rules} for p in audit.plugins),
        "schemes": (
            {"scheme_id": s.scheme_id, "name": s.name, "service": s.service, "nation": s.nation} for s in audit.schemes
        ),
        "rules": map(_rule, audit.rules),
        "clauses": map(_clause, audit.clauses),
        "findings": map(_finding, audit.each_finding()),
        "data_problems": map(_problem, audit.problems),
    }
    members = [f" {_text(key)}: {_text(value)}" for key, value in head.items()]
    members += [f" {_text(key)}: {''.join(_lines(items))}" for key, items in lists.items()]
    whole = "{\n" + ",\n".join(members) + "\n}\n"
    # A lone surrogate has no UTF-8; its escape is also how JSON writes it.
    return whole.encode("utf-8", "backslashreplace")


def _lines(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    before = "[\n  "
    for item in items:
        yield before + _text(item)
        before = ",\n  "
    yield "[]" if before.startswith("[") else "\n ]"


def _text(value: Any) -> str:
    try:
        return _ENCODER.encode(value)
    except ValueError:
        return _ENCODER.encode(_finite(value))


def _finite(value: Any) -> Any:
    """JSON has no infinity and no not-a-number: they become null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return value


def _rule(rule: RuleResult) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "domain": rule.domain.value,
        "severity": rule.severity.value,
        "basis": rule.basis.value,
        "clauses": rule.clauses,
        "outcome": rule.outcome.value,
        "tested": rule.tested,
        "failed": rule.failed,
        "why": rule.why,
    }


def _clause(result: ClauseResult) -> dict[str, Any]:
    return {
        "clause": result.clause.ref,
        "gist": result.clause.gist,
        "how": result.clause.how.value,
        "outcome": result.outcome.value,
        "rules": result.rules,
        "why": result.why,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "basis": finding.basis.value,
        "scheme_id": finding.scheme_id,
        "table": finding.table,
        "record_id": finding.record_id,
        "message": finding.message,
        "fix": finding.fix,
        "clauses": finding.clauses,
        "due_on": finding.due_on.isoformat() if finding.due_on else None,
        "values": finding.values,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "table": problem.table,
        "row": problem.row,
        "column": problem.column,
        "record_id": problem.record_id,
        "problem": problem.problem,
        "value": problem.value,
    }
