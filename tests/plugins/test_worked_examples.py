"""The code in docs/extend.md does what the page says, all of it together in one audit."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from complianced.cli.main import main

PAGE = (Path(__file__).parents[2] / "docs" / "extend.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
IMPORTS = """
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
import polars as pl
"""


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """The page's hooks, a pilot module each."""
    folder = tmp_path / "plugins"
    folder.mkdir()
    for number, block in enumerate(block for block in BLOCKS if "@hookimpl" in block):
        (folder / f"example_{number}.py").write_text(f"{IMPORTS}\n{block}", encoding="utf-8")
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A data package of a scheme with a step past its day, and a table that lies outside the folder."""
    folder = tmp_path / "package"
    folder.mkdir()
    tables = {
        "schemes": "scheme_id,name,nation,service\nS1,Pond,england,shared_lives\n",
        "governance": "event_id,kind,happened_on,lived_experience_count\nG1,asset_assessment,2026-10-01,three\n",
        "asset_steps": "step_id,area,agreed_on,due_on,what\nT1,fundraising,2026-01-10,2026-11-28,Ask Ann Other\n",
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "carers.csv").write_text("carer_id\nC1\n", encoding="utf-8")
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables] + [
        {"name": "carers", "path": "../carers.csv"}
    ]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return folder


def test_the_page_shows_every_kind_of_extension() -> None:
    hooks = re.findall(r"def (complianced_\w+)", PAGE)
    assert set(hooks) == {"complianced_records", "complianced_sources", "complianced_sections", "complianced_formats"}
    assert len(BLOCKS) == 5


def test_the_hooks_of_the_page_work_together(plugins: Path, package: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = CliRunner().invoke(main, ["audit", str(package), "--plugins-dir", str(plugins), "--as-of", "2026-11-29",
                                      "--audience", "board", "--format", "pdf", "--format", "json", "--format", "due",
                                      "--out", str(out)])  # fmt: skip
    assert ended.exit_code == 3, ended.output
    problems = [each["problem"] for each in json.loads((out / "findings.json").read_text("utf-8"))["data_problems"]]
    assert any("carers: the file was not read: carers.csv lies outside the folder" in each for each in problems)
    assert any("governance, row 2, column lived_experience_count" in each for each in problems)
    assert (out / "due.tsv").is_file()
    text = "\n".join(page.extract_text() for page in PdfReader(out / "board-pack.pdf").pages)
    assert "1 steps are past their day." in text
    assert "Ann Other" not in text


def test_the_command_of_the_page_is_one() -> None:
    (block,) = [block for block in BLOCKS if "@click.command" in block]
    names: dict[str, object] = {}
    exec(IMPORTS + block, names)
    command = names["late_steps"]
    assert isinstance(command, click.Command)
    assert "Count the steps" in CliRunner().invoke(command, ["--help"]).output
