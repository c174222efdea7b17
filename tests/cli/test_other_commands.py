"""The commands beside `audit`: rules, explain, coverage, law, plugins."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from complianced.cli.main import main


def told(*arguments: str, code: int = 0) -> str:
    ended = CliRunner().invoke(main, list(arguments))
    assert ended.exit_code == code, ended.output
    return ended.stdout


def test_rules_are_listed_with_their_clauses() -> None:
    text = told("rules", "ENG-NOMINATED-INDIVIDUAL")
    assert "uksi-2014-2936/6(2)" in text
    found = json.loads(told("rules", "--nation", "england", "--format", "json"))
    assert all("england" in rule["nations"] for rule in found)
    assert len({rule["id"] for rule in found}) == len(found)


def test_rules_are_found_by_clause() -> None:
    found = json.loads(told("rules", "uksi-2014-2936/6(2)", "--format", "json"))
    assert {rule["id"] for rule in found} == {"ENG-NOMINATED-INDIVIDUAL", "ENG-NOMINATED-INDIVIDUAL-TOLD"}


def test_a_rule_is_explained_with_its_law_and_source() -> None:
    text = told("explain", "ENG-NOMINATED-INDIVIDUAL", "--as-of", "2026-11-22")
    assert "uksi-2014-2936/6(2)" in text
    assert "verified" in text
    assert "What to do" in text


def test_a_clause_is_explained_with_the_rules_that_rest_on_it() -> None:
    assert "ENG-NOMINATED-INDIVIDUAL" in told("explain", "uksi-2014-2936/6")


def test_coverage_names_every_clause_once() -> None:
    rows = json.loads(told("coverage", "--nation", "england", "--format", "json"))
    assert len({row["clause"] for row in rows}) == len(rows)
    assert all(row["rules"] or row["why"] for row in rows)
    assert {"uksi-2014-2936/9(3)(a)", "uksi-2009-3112/18(2)(e)"} <= {row["clause"] for row in rows}


def test_a_value_is_shown_with_its_history_and_source() -> None:
    text = told("law", "show", "statement_of_purpose_notice")
    assert "28 days" in text
    assert "law" in text


def test_the_law_data_has_no_fault() -> None:
    told("law", "lint")


def test_law_status_lists_what_was_not_seen_in_its_own_text() -> None:
    assert "text not seen" in told("law", "status", "--as-of", "2026-11-22")


def test_law_past_its_review_date_is_listed() -> None:
    assert "past its review date" in told("law", "status", "--as-of", "2030-01-01")


def test_plugins_are_listed_with_their_rules() -> None:
    found = {report["name"]: report for report in json.loads(told("plugins", "--format", "json"))}
    assert found["england"]["rules"] > 60
    assert found["england"]["failed"] is None


@pytest.mark.parametrize("command", ["audit", "coverage", "explain", "law", "plugins", "records", "rules", "sample"])
def test_every_command_teaches_with_its_help(command: str) -> None:
    assert len(told(command, "--help").splitlines()) > 5
