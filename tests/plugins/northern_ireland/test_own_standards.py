"""No standards for adult placement are shipped; a scheme brings its own copy as the README in the law folder says."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from importlib.resources import files
from pathlib import Path

from complianced.plugins.host import Host, load_host
from complianced.rules.coverage import coverage_of

README = files("complianced.plugins.northern_ireland") / "law" / "frameworks" / "README.md"
STANDARDS = "adult-placement-standards"


def blocks() -> list[str]:
    """The indented blocks of the README: the folder, the module, the instrument."""
    text = README.read_text(encoding="utf-8")
    return [textwrap.dedent(block) for block in re.findall(r"(?:^(?: {4}.*)?\n)+", text, flags=re.M) if block.strip()]


def with_own_standards(folder: Path) -> Host:
    module, instrument = (next(block for block in blocks() if word in block) for word in ("hookimpl", "clauses:"))
    law = folder / "our_standards" / "law" / "instruments"
    law.mkdir(parents=True)
    (folder / "our_standards" / "__init__.py").write_text(module, encoding="utf-8")
    (law / f"{STANDARDS}.yaml").write_text(instrument, encoding="utf-8")
    return load_host(folder)


def test_no_standards_are_shipped() -> None:
    clauses = load_host().rulebook.clauses_for("northern_ireland", "shared_lives")
    assert not [ref for ref in clauses if "standard" in ref]


def test_the_readme_s_own_example_loads_and_accounts_for_each_criterion(tmp_path: Path) -> None:
    host = with_own_standards(tmp_path)
    assert [report.failed for report in host.reports if report.failed] == []
    lines = coverage_of(host.rulebook, "northern_ireland", "shared_lives", date(2026, 11, 22))
    own = {line.clause.ref: line for line in lines if line.clause.ref.startswith(STANDARDS)}
    assert own[f"{STANDARDS}/1.1"].rules == ("STANDARDS-ATTEST-ADULT-PLACEMENT-STANDARDS-1-1",)
    assert own[f"{STANDARDS}/1.2"].why == "(why not)"
    assert not [line for line in own.values() if line.unaccounted]


def test_the_bill_is_in_the_book_and_never_in_force() -> None:
    rulebook = load_host().rulebook
    bill = [clause for ref, clause in rulebook.clauses.items() if ref.startswith("ni-adult-protection-bill/")]
    assert bill
    assert not [clause for clause in bill if clause.in_force(date(2126, 11, 22))]
