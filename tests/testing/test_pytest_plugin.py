"""Under pytest a bundle is one test for each check and for each case, told in words."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import complianced.testing
from complianced.testing import bundle_tests
from complianced.testing.scaffold import write_package

PLUGIN = ["-p", "complianced.testing.pytest_plugin"]
CASES = "cases/fitness.yaml"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write_package("trial", tmp_path, nation="jersey", today=date.today())
    return tmp_path / "complianced-trial"


def ran(package: Path, *options: str) -> str:
    """What pytest prints in the package's folder, with no plugin but those named."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-o", "pythonpath=.", *options]
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    ended = subprocess.run(command, cwd=package, env=environment, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr


def change(package: Path, file: str, old: str, new: str) -> None:
    path = package / "complianced_trial" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_each_check_and_each_case_is_a_test(package: Path) -> None:
    told = ran(package, *PLUGIN, "-v")
    assert "22 passed" in told
    assert "tests/test_bundle.py::test_bundle::check: mutation PASSED" in told
    assert "::test_bundle::TRIAL-FITNESS-AGAIN: fails the day after (jersey) PASSED" in told


def test_a_case_that_does_not_hold_is_told_with_its_place_and_no_traceback(package: Path) -> None:
    change(package, "law/values.yaml", "{value: 36", "{value: 37")
    told = ran(package, *PLUGIN)
    assert "2 failed, 20 passed" in told
    where = "complianced_trial/cases/fitness.yaml:12, TRIAL-FITNESS-AGAIN: fails the day after (jersey)"
    assert f"{where}\n  then: not_met, but the rule says met.\n  Correct the rule or the case" in told
    assert "due_on: 2026-06-30, but the rule says 2026-07-30" in told
    assert "complianced/testing/" not in told


def test_a_check_that_fails_is_told_with_all_its_faults(package: Path) -> None:
    change(package, "law/instruments/trial-policy.yaml", "how: not_applicable", "how: record")
    told = ran(package, *PLUGIN)
    assert "1 failed, 21 passed" in told
    assert "trial-policy.yaml:11, trial-policy/2: is tested by record but no rule cites it" in told
    assert "complianced/testing/" not in told


def test_a_warning_of_a_check_is_a_warning_of_pytest(package: Path) -> None:
    change(package, CASES, "fitness_decided_on: null", "fitness_decided_on: 2020-01-01")
    told = ran(package, *PLUGIN)
    assert "22 passed, 1 warning" in told
    assert "has no case in which fitness_decided_on is not recorded" in told


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        (CASES, "then: met", "than: met", "fitness.yaml:6: TRIAL-FITNESS-AGAIN: unknown key `than`"),
        ("law/values.yaml", "kind: convention", "kind: custom", "`kind: custom` must be one of"),
        ("__init__.py", 'prefix="TRIAL"', 'prefix="OTHER"', "begin with OTHER-"),
    ],
)
def test_a_bundle_that_cannot_be_read_is_an_error_in_words(
    package: Path, file: str, old: str, new: str, why: str
) -> None:
    change(package, file, old, new)
    told = ran(package, *PLUGIN)
    assert why in told
    assert "1 error" in told
    assert "Traceback" not in told


def test_the_tests_are_the_same_in_several_processes(package: Path) -> None:
    told = ran(package, *PLUGIN, "-p", "xdist", "-n", "2", "--import-mode=importlib", "-v")
    assert "22 passed" in told


def test_cases_are_picked_by_name(package: Path) -> None:
    assert "1 passed" in ran(package, *PLUGIN, "-k", "fails and day and after")
    assert "1 passed" in ran(package, *PLUGIN, "tests/test_bundle.py::test_bundle::check: mutation")


def test_two_cases_of_one_name_are_two_tests(package: Path) -> None:
    change(package, CASES, "holds well before the day", "holds on the last day")
    told = ran(package, *PLUGIN, "-v")
    assert "22 passed" in told
    assert "holds on the last day (jersey) #2 PASSED" in told


def test_without_the_plugin_one_test_holds_everything(package: Path) -> None:
    assert "1 passed" in ran(package)
    change(package, "law/values.yaml", "{value: 36", "{value: 37")
    told = ran(package)
    assert "1 failed" in told
    assert "fails the day after (jersey): then: not_met, but the rule says met" in told


def test_another_file_is_left_alone(package: Path) -> None:
    other = "from unittest.mock import Mock\ntest_mock = Mock()\n\n\ndef test_one():\n    pass\n"
    (package / "tests" / "test_bundle.py").write_text(other, encoding="utf-8")
    assert "1 passed" in ran(package, *PLUGIN)


def test_the_plugin_and_the_kit_load_nothing_before_they_are_asked() -> None:
    code = (
        "import sys, complianced.testing.pytest_plugin; from complianced.testing import bundle_tests; "
        "print(sorted(name for name in sys.modules if name in ('polars', 'yaml', 'pandera', 'complianced.engine')))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_every_name_of_the_kit_is_there_and_no_other() -> None:
    for name in complianced.testing.__all__:
        assert getattr(complianced.testing, name) is not None
    with pytest.raises(AttributeError, match="has no bundle_test; there are CHECKS"):
        _ = complianced.testing.bundle_test


def test_what_is_no_module_is_refused() -> None:
    with pytest.raises(TypeError, match="wants the plugin's module"):
        bundle_tests("complianced_trial")  # type: ignore[arg-type]
