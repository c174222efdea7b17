"""The example scheme keeps every rule; faults in its files are found; a plant breaks its rule and no other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs
import pytest

import complianced_jersey
from complianced.engine import Request, run_audit
from complianced.intake import read_records
from complianced.model import Audit
from complianced.plugins.host import Host
from complianced.testing.planting import plant_faults, plants_of, typed_records

AS_OF = date(2026, 11, 29)
JERSEY = complianced_jersey.complianced_bundle()

Audited = Callable[[Path], tuple[int, dict[str, Any]]]


@pytest.fixture
def audited(root: Path) -> Audited:
    """Audits a folder by the command line and gives its exit code and findings."""

    def run(records: Path) -> tuple[int, dict[str, Any]]:
        pilot = [] if entry_points(group="complianced", name="jersey") else ["--plugins-dir", str(root)]
        command = [sys.executable, "-m", "complianced", "audit", str(records), "--as-of", AS_OF.isoformat()]
        done = subprocess.run([*command, *pilot, "--format", "json", "-q"], capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        return done.returncode, json.loads(done.stdout)

    return run


@pytest.fixture
def records(root: Path, tmp_path: Path) -> Path:
    """A copy of the example scheme that a test may change."""
    return Path(shutil.copytree(root / "examples" / "records", tmp_path / "records"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_example_scheme_has_nothing_to_find_and_nothing_untested(audited: Audited, records: Path) -> None:
    code, audit = audited(records)
    assert (code, audit["findings"]) == (0, [])
    tested = {rule["id"]: rule["outcome"] for rule in audit["rules"]}
    assert {rule.id for rule in JERSEY.all_rules} == set(tested)
    assert set(tested.values()) == {"met"}


def test_three_faults_in_its_files_are_found_and_no_other(audited: Audited, records: Path) -> None:
    change(records / "concerns.csv", "2026-02-04 09:00", "")
    change(records / "plans.csv", "N-3,A-2,1,2022-09-28,yes\n", "")
    change(records / "liberty.csv", "2026-03-30,2027-03-29", "2026-03-30,2026-11-28")
    code, audit = audited(records)
    assert code == 1
    assert {(finding["rule"], finding["record_id"]) for finding in audit["findings"]} == {
        ("JE-CONCERN-TOLD", "K-1"),
        ("JE-PLAN-HELD", "A-2"),
        ("JE-LIBERTY-IN-DATE", "L-2"),
    }


def test_every_clause_has_an_outcome(audited: Audited, records: Path) -> None:
    _, audit = audited(records)
    assert {clause["clause"]: clause["outcome"] for clause in audit["clauses"]} == {
        ref: "not_in_force" if ref == "je-care-amendment-law-2025/all" else "met" for ref in JERSEY.law.clauses
    }


def test_every_rule_has_a_plant() -> None:
    assert set(plants_of(JERSEY)) == {rule.id for rule in JERSEY.rules}


def example_frames(root: Path, host: Host) -> dict[str, pl.DataFrame]:
    """The example scheme as frames with naive date-times, as plants want them."""
    recordset = read_records(str(root / "examples" / "records"), host.contract)
    return {
        name: frame.with_columns(cs.datetime().dt.replace_time_zone(None)) for name, frame in recordset.frames.items()
    }


def audit_of(frames: dict[str, pl.DataFrame], host: Host) -> Audit:
    return run_audit(host.rulebook, typed_records(frames, host.contract), Request(AS_OF), version="test")


@pytest.mark.parametrize("rule", [rule.id for rule in JERSEY.rules])
def test_a_plant_is_found_on_its_record_and_brings_no_other(rule: str, root: Path, host: Host) -> None:
    frames = example_frames(root, host)
    planted, faults = plant_faults(
        frames, host.rulebook, host.contract, nation="jersey", service="shared_lives", as_of=AS_OF, rules=[rule]
    )
    assert [fault.rule for fault in faults] == [rule]
    found = list(audit_of(planted, host).findings.select("rule", "record_id").iter_rows())
    assert {each for each, _ in found} == {rule}
    assert all(faults[0].is_on(record) for _, record in found)
