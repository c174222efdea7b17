"""What the bundle covers, what it says of itself, and that nothing made for the four nations runs in Jersey."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
import yaml

import complianced_jersey
from complianced.law.bank_holidays import bank_holidays
from complianced.model import How, Sure
from complianced.plugins.host import Host
from complianced.testing.conformance import faults_of

JERSEY = complianced_jersey.complianced_bundle()
FOLDER = Path(complianced_jersey.__file__).parent
AS_OF = date(2026, 11, 29)


def test_every_row_of_the_table_has_its_clauses() -> None:
    files = sorted((FOLDER / "law" / "instruments").glob("*.yaml"))
    written = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    rows = {row for each in written for clause in each["clauses"].values() for row in clause.get("rows", ())}
    assert rows == {f"JE{number}" for number in range(1, 13)}


def test_the_nine_standards_are_told_by_records_or_by_a_person() -> None:
    how = {ref: clause.how for ref, clause in JERSEY.law.clauses.items() if ref.startswith("je-home-care-standards/")}
    assert list(how) == [f"je-home-care-standards/{number}" for number in range(1, 10)]
    assert {ref[-1] for ref, each in how.items() if each is How.JUDGEMENT} == {"4", "5", "8"}
    assert set(how.values()) == {How.JUDGEMENT, How.EVIDENCE}


def test_only_what_was_seen_is_called_verified() -> None:
    seen = {ref for ref, clause in JERSEY.law.clauses.items() if clause.sure is Sure.VERIFIED}
    standards = {f"je-home-care-standards/{number}" for number in range(1, 10)}
    assert seen == standards | {
        "je-care-law-2014/registration",
        "je-care-law-2014/manager",
        "je-standards-regs-2018/3(1)(c)",
        "je-standards-regs-2018/10(1)",
        "je-standards-regs-2018/21",
    }
    assert all(dated.sure is not Sure.VERIFIED for value in JERSEY.law.values.values() for dated in value.of("jersey"))


def test_no_limit_is_called_law() -> None:
    kinds = {dated.kind.value for value in JERSEY.law.values.values() for dated in value.of("jersey")}
    assert kinds == {"guidance", "convention"}


@pytest.mark.parametrize("word", ["adult-placement", "inference", "10(1)", "2025-11-11", "sanction"])
def test_bundle_and_readme_say_what_is_not_certain(word: str, root: Path) -> None:
    law = "".join(file.read_text(encoding="utf-8") for file in (FOLDER / "law" / "instruments").glob("*.yaml"))
    assert word in law
    assert word in (root / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("service", ["shared_lives", "homeshare"])
def test_no_other_bundle_has_a_rule_or_a_clause_in_jersey(service: str, host: Host) -> None:
    name = "jersey"
    own = {rule.id for rule in host.rulebook.bundle(name).all_rules} if service == "shared_lives" else set()
    assert {rule.id for rule in host.rulebook.rules_for("jersey", service)} == own
    clauses = set(JERSEY.law.clauses) if service == "shared_lives" else set()
    assert set(host.rulebook.clauses_for("jersey", service)) == clauses


def test_the_package_imports_nothing_of_complianced_but_its_public_door() -> None:
    imported = {
        node.module
        for file in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and not node.level and str(node.module).startswith("complianced")
    }
    assert imported == {"complianced.api"}


def test_the_bundle_has_no_fault(host: Host) -> None:
    bundle = host.rulebook.bundle("jersey")
    assert [str(fault) for fault in faults_of(bundle, host.rulebook, host.contract, as_of=AS_OF, trials=False)] == []


def test_liberation_day_is_no_working_day() -> None:
    assert date(2025, 5, 9) in bank_holidays("jersey", 2025, 2025)
    assert date(2025, 5, 9) not in bank_holidays("england", 2025, 2025)
