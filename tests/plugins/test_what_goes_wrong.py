"""What docs/plugins.md promises where a plugin is wrong: the message, the exit code, and that the others go on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from complianced.cli.main import main
from complianced.testing.scaffold import write_package

RULE = "rules/fitness.py"


def told(*arguments: str | Path, code: int) -> str:
    ended = CliRunner().invoke(main, [str(each) for each in arguments])
    assert ended.exit_code == code, ended.output
    return " ".join(ended.output.split())


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A new package, in a folder that --plugins-dir can name."""
    write_package("pond", tmp_path, nation="england", today=date(2026, 11, 29))
    return tmp_path / "complianced-pond" / "complianced_pond"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "schemes.csv").write_text("scheme_id,name,nation,service\nS1,Pond,england,shared_lives\n", "utf-8")
    (folder / "carers.csv").write_text(
        "carer_id,scheme_id,name,status,approved_on,ended_on,fitness_decided_on\n"
        "C1,S1,Ann Other,approved,2020-01-01,,2026-01-01\n",
        "utf-8",
    )
    return folder


def change(package: Path, file: str, old: str, new: str) -> None:
    text = (package / file).read_text("utf-8")
    assert old in text
    (package / file).write_text(text.replace(old, new), "utf-8")


def audit(package: Path, records: Path, code: int) -> str:
    return told("audit", records, "--plugins-dir", package.parent, "--as-of", "2026-11-29", "--select", "POND-*",
                "--select", "uksi-2014-2936/17", code=code)  # fmt: skip


def test_a_sound_plugin_runs_and_ends_with_0(package: Path, records: Path) -> None:
    assert "did not load" not in audit(package, records, code=0)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "__init__.py",
            '"""Pond',
            'raise RuntimeError("the pond is frozen")\n"""Pond',
            "RuntimeError: the pond is fro",
        ),
        (
            RULE,
            '    severity="minor",',
            '    severity="minor", formerly="ENG-NOMINATED-INDIVIDUAL",',
            "claimed by both",
        ),
        (
            "__init__.py",
            'COMPLIANCED_API = "1"',
            'COMPLIANCED_API = "2"',
            "was built for version 2 of complianced's API",
        ),
        ("law/values.yaml", "unit: months", "unit: moons", "`unit` must be one of hours"),
    ],
)
def test_a_plugin_that_does_not_load_is_named_and_ends_with_3(
    package: Path, records: Path, file: str, old: str, new: str, words: str
) -> None:
    change(package, file, old, new)
    output = audit(package, records, code=3)
    assert "plugin complianced_pond did not load" in output
    assert words in output
    assert "england" in told("plugins", "--plugins-dir", package.parent, code=3)


def test_a_rule_that_raises_is_an_error_of_its_own_and_ends_with_3(package: Path, records: Path) -> None:
    change(package, RULE, "    return col", "    raise KeyError('Ann Other')\n    return col")
    output = audit(package, records, code=3)
    assert "rule POND-FITNESS-AGAIN failed: KeyError" in output
    assert "Ann Other" not in output


def test_a_clause_that_no_rule_cites_is_named_by_the_check_and_never_met(package: Path, records: Path) -> None:
    change(package, "law/instruments/pond-policy.yaml", "how: not_applicable", "how: record")
    output = told("plugin", "check", package.parent, "--as-of", "2026-11-29", code=1)
    assert "pond-policy/2: is tested by record but no rule cites it" in output
    assert "pond-policy/2" in told("coverage", "--nation", "england", "--gaps", "--plugins-dir", package.parent, code=1)
    audit(package, records, code=0)
