"""The handbook as plain data: what `complianced rules --format json` says of each rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from complianced.handbook.chapters import Chapter
from complianced.handbook.entries import Entry
from complianced.handbook.given import given_data, in_json
from complianced.law.values import DatedValue
from complianced.model import Clause
from complianced.rules.rulebook import nations_of


def rules_data(chapters: Sequence[Chapter]) -> list[dict[str, Any]]:
    """Every rule with its words, law, limits and cases."""
    return [_rule(entry) for chapter in chapters for entry in chapter.entries]


def _rule(entry: Entry) -> dict[str, Any]:
    rule, view = entry.rule, entry.view
    return {
        "id": rule.id,
        "title": rule.title,
        "bundle": rule.bundle,
        "domain": entry.bundle.domain.value,
        "severity": rule.severity.value,
        "about": rule.about,
        "nations": list(nations_of(rule, entry.bundle)),
        "clauses": {name: list(refs) for name, refs in rule.clauses.items()},
        "fix": rule.fix,
        "says": rule.says,
        "topic": rule.topic,
        "kind": rule.kind.value,
        "view": None
        if view is None
        else {"name": view.name, "about": view.about, "table": view.table, "key": view.key},
        "when": entry.when,
        "when_reads": list(entry.when_reads),
        "reads": list(entry.reads),
        "rests_on": {
            nation: {"basis": weight.basis.value, "sure": weight.sure.value} for nation, weight in entry.weights.items()
        },
        "law": [{**_clause(cited.clause), "nations": list(cited.nations)} for cited in entry.clauses if cited.clause],
        "values": [
            {
                "name": limit.value.name,
                "about": limit.value.about,
                "unit": limit.value.unit.value,
                "stricter": limit.value.stricter,
                "history": {nation: list(map(_dated, history)) for nation, history in limit.history.items()},
            }
            for limit in entry.limits
        ],
        "cases": [
            {
                "it": case.it,
                "nation": case.nation,
                "service": case.service,
                "as_of": case.as_of.isoformat(),
                "then": case.then.value,
                "findings": None if case.findings is None else list(case.findings),
                "due_on": in_json(case.due_on),
                "given": in_json(given_data(case)),
            }
            for case in entry.cases
        ],
        "replaces": list(rule.replaces),
        "formerly": list(rule.formerly),
        "trouble": dict(entry.trouble),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "clause": clause.ref,
        "instrument": clause.instrument,
        "gist": clause.gist,
        "how": clause.how.value,
        "kind": clause.kind.value,
        "sure": clause.sure.value,
        "source": clause.source,
        "offence": clause.offence,
    }


def _dated(dated: DatedValue) -> dict[str, Any]:
    return {
        "begins": dated.begins.isoformat(),
        "ends": in_json(dated.ends),
        "value": dated.value,
        "unit": dated.unit.value,
        "kind": dated.kind.value,
        "sure": dated.sure.value,
        "source": dated.source,
        "note": dated.note,
        "verified_on": dated.verified_on.isoformat(),
        "review_by": dated.review_by.isoformat(),
    }
