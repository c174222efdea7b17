"""Instruments say of every clause how it is accounted for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from complianced.law.instruments import read_instrument
from complianced.law.lint import framework_faults, unaccounted_clauses, unknown_citations, value_faults
from complianced.law.values import read_values
from complianced.law.yaml_file import LawError
from complianced.model import How, Sure
from complianced.plugins.host import load_host

HEAD = "title: T\nin_force: 2015-04-01\nsource: legislation.gov.uk\nclauses:\n"
RULEBOOK = load_host().rulebook


def instrument(folder: Path, clauses: str) -> Path:
    file = folder / "uksi-2014-2936.yaml"
    file.write_text(HEAD + clauses, encoding="utf-8")
    return file


def test_a_clause_takes_what_its_instrument_says_unless_it_says_otherwise(tmp_path: Path) -> None:
    read = read_instrument(
        instrument(
            tmp_path,
            '  "9": {gist: g, how: record, sure: sister}\n'
            '  "9A": {gist: h, how: record, sure: verified, begins: 2024-04-06}\n',
        )
    )
    plain, late = read.clauses["uksi-2014-2936/9"], read.clauses["uksi-2014-2936/9A"]
    assert (plain.how, plain.sure, plain.source) == (How.RECORD, Sure.SISTER, "legislation.gov.uk")
    assert plain.in_force(date(2015, 4, 1))
    assert not plain.in_force(date(2015, 3, 31))
    assert not late.in_force(date(2024, 4, 5))
    assert late.in_force(date(2024, 4, 6))


@pytest.mark.parametrize(
    ("clause", "complaint"),
    [
        ("{gist: g, how: not_applicable, sure: verified}", "needs `why`"),
        ("{gist: g, how: judgement, sure: verified}", "needs `severity`"),
        ("{gist: g, how: record, sure: certain}", "must be one of"),
        ("{how: record, sure: verified}", "`gist` is missing"),
        ("{gist: g, how: record, sure: verified, begun: 2020-01-01}", "unknown key"),
    ],
)
def test_a_clause_that_cannot_be_accounted_for_is_refused(tmp_path: Path, clause: str, complaint: str) -> None:
    with pytest.raises(LawError, match=complaint):
        read_instrument(instrument(tmp_path, f'  "9": {clause}\n'))


def test_lint_names_unknown_citations_and_clauses_that_nothing_tests(tmp_path: Path) -> None:
    clauses = read_instrument(instrument(tmp_path, '  "9": {gist: g, how: record, sure: verified}\n')).clauses
    assert [fault.where for fault in unknown_citations({"X-1": ["uksi-2014-2936/99"]}, clauses)] == ["X-1"]
    assert unknown_citations({"X-1": ["uksi-2014-2936/9"]}, clauses) == []
    assert [fault.where for fault in unaccounted_clauses(clauses, frozenset())] == ["uksi-2014-2936/9"]
    assert unaccounted_clauses(clauses, frozenset({"uksi-2014-2936/9"})) == []


def test_lint_names_gaps_and_overlaps_in_values(tmp_path: Path) -> None:
    dated = "kind: convention, source: s, sure: verified, verified_on: 2026-01-01, review_by: 2027-01-01"
    file = tmp_path / "values.yaml"
    file.write_text(
        "gap:\n  about: a\n  unit: days\n  values:\n"
        f"    2015-01-01: {{value: 1, ends: 2016-01-01, {dated}}}\n    2017-01-01: {{value: 2, {dated}}}\n"
        "overlap:\n  about: a\n  unit: days\n  values:\n"
        f"    2015-01-01: {{value: 1, ends: 2018-01-01, {dated}}}\n    2017-01-01: {{value: 2, {dated}}}\n",
        encoding="utf-8",
    )
    faults = {fault.where: fault.fault for fault in value_faults("b", read_values(file))}
    assert "no value holds" in faults["b, gap"]
    assert "two values hold" in faults["b, overlap"]


def test_every_rule_of_the_bundles_cites_clauses_that_are_there() -> None:
    cited = {rule.id: {ref for refs in rule.clauses.values() for ref in refs} for rule in all_rules()}
    assert unknown_citations(cited, RULEBOOK.clauses) == []


def test_every_clause_of_the_bundles_is_accounted_for() -> None:
    cited = frozenset(ref for rule in all_rules() for refs in rule.clauses.values() for ref in refs)
    assert [str(fault) for fault in unaccounted_clauses(RULEBOOK.clauses, cited)] == []


def test_every_value_and_framework_of_the_bundles_is_whole() -> None:
    faults = [fault for bundle in RULEBOOK.bundles for fault in value_faults(bundle.name, bundle.law.values)]
    faults += [
        fault
        for bundle in RULEBOOK.bundles
        for framework in bundle.law.frameworks
        for fault in framework_faults(framework, RULEBOOK.clauses)
    ]
    assert [str(fault) for fault in faults] == []


def all_rules() -> list:  # type: ignore[type-arg]
    return [rule for bundle in RULEBOOK.bundles for rule in bundle.all_rules]
