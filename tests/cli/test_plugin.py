"""`plugin new` writes a package that passes; `plugin check` names what is broken in it, and where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from complianced.cli.main import main
from complianced.cli.plugin_report import Checked, as_text
from complianced.plugins.host import load_host
from complianced.testing.faults import Fault, Place


def told(*arguments: str, code: int = 0) -> str:
    ended = CliRunner().invoke(main, list(arguments))
    assert ended.exit_code == code, ended.output
    return ended.output


@pytest.fixture
def package(tmp_path: Path) -> Path:
    told("plugin", "new", "jersey", "--nation", "jersey", "--out", str(tmp_path))
    return tmp_path / "complianced-jersey"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_package_passes_its_own_checks(package: Path) -> None:
    assert "1 rule, 0 faults, 0 warnings" in told("plugin", "check", str(package))
    assert "1 rule, 0 faults" in told("plugin", "check", str(package / "complianced_jersey"))


def test_a_package_for_a_known_nation_passes_too(tmp_path: Path) -> None:
    told("plugin", "new", "our-board", "--out", str(tmp_path))
    assert "0 faults" in told("plugin", "check", str(tmp_path / "complianced-our-board"))


def test_the_cases_of_a_new_package_run_under_pytest(package: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "pythonpath=.", "tests"]
    command += ["-p", "complianced.testing.pytest_plugin"]
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    ended = subprocess.run(command, cwd=package, env=environment, capture_output=True, text=True, check=False)
    assert "22 passed" in ended.stdout, ended.stdout


def test_a_broken_clause_is_named_with_file_and_line(package: Path) -> None:
    change(package / "complianced_jersey/rules/fitness.py", "jersey-policy/1", "jersey-policy/7")
    output = told("plugin", "check", str(package), code=1)
    assert output.startswith(
        "complianced_jersey/law/instruments/jersey-policy.yaml\n  7: jersey-policy/1: is tested by"
    )
    rule = "7: JERSEY-FITNESS-AGAIN: cites jersey-policy/7, which no instrument has. Correct the reference, or add the"
    assert f"\n\ncomplianced_jersey/rules/fitness.py\n  {rule} clause. [citations]\n" in output
    assert "Jersey: 1 rule, 2 faults (citations 2), 0 warnings." in output


def test_what_is_found_is_data_too(package: Path) -> None:
    change(package / "complianced_jersey/rules/fitness.py", "jersey-policy/1", "jersey-policy/7")
    bundle = json.loads(told("plugin", "check", str(package), "--format", "json", code=1))["bundles"][0]
    assert (bundle["name"], bundle["faults"], bundle["warnings"]) == ("jersey", 2, 0)
    assert bundle["by_check"] == {"citations": 2}
    first = {key: bundle["found"][0][key] for key in ("check", "warning", "file", "line", "what")}
    assert first == {"check": "citations", "warning": False, "file": "complianced_jersey/rules/fitness.py", "line": 7,
                     "what": "JERSEY-FITNESS-AGAIN"}  # fmt: skip


def test_warnings_alone_end_well(package: Path) -> None:
    change(
        package / "complianced_jersey/cases/fitness.yaml", "fitness_decided_on: null", "fitness_decided_on: 2020-01-01"
    )
    output = told("plugin", "check", str(package))
    assert "  5: warning: JERSEY-FITNESS-AGAIN: has no case in which fitness_decided_on is not recorded." in output
    assert "0 faults, 1 warning (recording 1)." in output


def test_warnings_of_one_check_are_told_up_to_a_few() -> None:
    bundle = load_host().rulebook.bundle("outcomes")
    one = Fault(Place("outcomes/locale/cy.yaml", 3, "OUT-ONE"), "has no remedy", "Write it.", True, "languages")
    many = [replace(one, where=replace(one.where, line=line)) for line in range(3, 12)]
    lines = list(as_text(Checked(bundle, many)))
    assert [line for line in lines if "OUT-ONE" in line] == lines[1:6]
    assert "  … and 4 more warnings of languages; --format json has them all" in lines


def test_a_case_that_does_not_hold_is_named(package: Path) -> None:
    change(package / "complianced_jersey/law/values.yaml", "{value: 36", "{value: 37")
    assert "fails the day after" in told("plugin", "check", str(package), code=1)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("import polars as pl", "import polars_of_nobody as pl", "polars_of_nobody"),
        ('"JERSEY-FITNESS-AGAIN"', '"GUERNSEY-FITNESS-AGAIN"', "begin with JERSEY-"),
        ('severity="minor"', 'severity="grave"', "grave"),
        ('severity="minor",', 'severity="minor", formerly="ENG-NOMINATED-INDIVIDUAL",', "claimed by both"),
    ],
)
def test_a_package_that_does_not_load_ends_with_3(package: Path, old: str, new: str, why: str) -> None:
    change(package / "complianced_jersey/rules/fitness.py", old, new)
    output = told("plugin", "check", str(package), code=3)
    assert "did not load" in output
    assert why in output


def test_a_package_that_was_mended_is_read_afresh(package: Path) -> None:
    rule = package / "complianced_jersey/rules/fitness.py"
    change(rule, "jersey-policy/1", "jersey-policy/7")
    told("plugin", "check", str(package), code=1)
    change(rule, "jersey-policy/7", "jersey-policy/1")
    told("plugin", "check", str(package))


@pytest.mark.parametrize("name", ["Jersey", "9", "a b", "../out", "complianced-"])
def test_a_name_that_is_no_package_name_is_refused(tmp_path: Path, name: str) -> None:
    assert "write the name in small letters" in told("plugin", "new", name, "--out", str(tmp_path), code=2)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(package: Path) -> None:
    assert "already there" in told("plugin", "new", "jersey", "--out", str(package.parent), code=2)


def test_what_is_neither_folder_nor_bundle_is_refused(tmp_path: Path) -> None:
    assert "did you mean" in told("plugin", "check", "englnd", code=2).lower()
    assert "no pyproject.toml" in told("plugin", "check", str(tmp_path), code=2)
