"""`plugin new` writes a package that passes; `plugin check` names what is broken in it, and where."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from complianced.cli.main import main


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
    ended = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    assert "6 passed" in ended.stdout, ended.stdout


def test_a_broken_clause_is_named_with_file_and_line(package: Path) -> None:
    change(package / "complianced_jersey/rules/fitness.py", "jersey-policy/1", "jersey-policy/7")
    output = told("plugin", "check", str(package), code=1)
    assert "complianced_jersey/rules/fitness.py:8, JERSEY-FITNESS-AGAIN: cites jersey-policy/7" in output
    assert "Correct the reference, or add the clause." in output
    assert "complianced_jersey/law/instruments/jersey-policy.yaml:7, jersey-policy/1" in output


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
