"""The example records, audited as their owner would: nothing found, then the faults that are put in."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

PACKAGE = Path(__file__).parents[1]
RECORDS = PACKAGE / "examples" / "records"
AS_OF = "2026-11-29"

Change = tuple[str, str, str]
Audited = Callable[..., dict[str, Any]]


@pytest.fixture
def audited(tmp_path: Path) -> Audited:
    """Copies the example records, makes the changes (table, old, new), and gives the audit."""

    def audit(*changes: Change) -> dict[str, Any]:
        records = copytree(RECORDS, tmp_path / "records")
        for table, old, new in changes:
            file = records / f"{table}.csv"
            text = file.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{table}: {old!r} stands there {text.count(old)} times"
            file.write_text(text.replace(old, new), encoding="utf-8")
        command = ["audit", str(records), "--plugins-dir", str(PACKAGE), "--as-of", AS_OF, "--format", "json", "-q"]
        run = subprocess.run([sys.executable, "-m", "complianced", *command], capture_output=True, text=True)
        assert run.returncode in (0, 1), run.stderr
        found: dict[str, Any] = json.loads(run.stdout)
        return found

    return audit


def found_in(audit: dict[str, Any]) -> set[tuple[str, str]]:
    return {(finding["rule"], finding["record_id"]) for finding in audit["findings"]}


def test_the_example_is_in_order(audited: Audited) -> None:
    audit = audited()
    assert found_in(audit) == set()
    assert {rule["id"]: rule["outcome"] for rule in audit["rules"] if rule["outcome"] != "met"} == {}
    assert {clause["outcome"] for clause in audit["clauses"]} == {"met", "not_applicable"}
    assert [each for each in audit["data_problems"] if "not supplied" not in each["problem"]] == []


def test_no_rule_of_another_nation_or_of_the_shared_bundles_runs(audited: Audited) -> None:
    audit = audited()
    assert [rule["id"] for rule in audit["rules"] if not rule["id"].startswith("IE-")] == []
    assert [clause["clause"] for clause in audit["clauses"] if not clause["clause"].startswith("ie-")] == []


def test_faults_are_found_where_they_are_and_nothing_else_is(audited: Audited) -> None:
    audit = audited(
        ("disclosures", "D-3,S-1,household_member,M-1,garda_vetting", "D-3,S-1,household_member,M-2,garda_vetting"),
        ("plan_reviews", "2026-09-14", "2025-05-28"),
        ("carer_reviews", "2025-09-20", "2024-11-28"),
    )
    assert found_in(audit) == {
        ("IE-GARDA-VETTING", "M-1"),
        ("IE-PLACEMENT-REVIEW", "A-3"),
        ("IE-FAMILY-REVIEW-CONTRACT", "H-2"),
    }


@pytest.mark.parametrize(
    ("held_on", "found"),
    [
        ("2025-11-29", set()),
        ("2025-11-28", {("IE-PLACEMENT-REVIEW-AIM", "advice")}),
        ("2025-05-29", {("IE-PLACEMENT-REVIEW-AIM", "advice")}),
        ("2025-05-28", {("IE-PLACEMENT-REVIEW", "major")}),
    ],
)
def test_a_late_placement_review_is_found_once_and_at_one_weight(
    audited: Audited, held_on: str, found: set[tuple[str, str]]
) -> None:
    audit = audited(("plan_reviews", "2026-09-14", held_on))
    assert {(finding["rule"], finding["severity"]) for finding in audit["findings"]} == found


def test_a_statement_that_says_no_about_the_panel_is_advice(audited: Audited) -> None:
    audit = audited(("attestations", "panel-members,yes", "panel-members,no"))
    assert [(finding["severity"], finding["record_id"]) for finding in audit["findings"]] == [("advice", "X-2")]


def test_only_what_the_two_acts_ask_counts_as_law(audited: Audited) -> None:
    basis = {rule["id"]: rule["basis"] for rule in audited()["rules"]}
    assert {rule for rule, word in basis.items() if word == "law"} == {
        "IE-CHILD-SAFEGUARDING-STATEMENT",
        "IE-DECISION-SUPPORT",
    }
