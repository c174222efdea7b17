"""`complianced rules` in its formats: what goes where, and what it says when it cannot."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

from complianced.cli.main import main
from complianced.testing.scaffold import write_package


def ran(*arguments: str, code: int = 0) -> Result:
    ended = CliRunner().invoke(main, ["rules", *arguments])
    assert ended.exit_code == code, ended.output
    return ended


def test_pages_are_written_with_an_index(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    ended = ran("OUTCOMES-*", "homeshare", "--format", "html", "--out", str(out))
    assert {file.name for file in out.iterdir()} == {"index.html", "outcomes.html", "homeshare.html"}
    assert "begin with" in ended.stderr
    assert ended.stdout == ""
    ran("OUTCOMES-*", "--nation", "Wales", "--format", "markdown", "--out", str(out))
    assert {file.name for file in out.glob("*.md")} == {"index.md", "outcomes.md"}


def test_markdown_without_a_folder_goes_to_the_screen() -> None:
    text = ran("ENG-NOMINATED-INDIVIDUAL", "--format", "markdown").stdout
    assert text.count("\n# ") == 2
    assert "ENG-NOMINATED-INDIVIDUAL" in text
    assert text.endswith("\n")


def test_a_format_that_has_no_place_to_go_says_so(tmp_path: Path) -> None:
    assert "--out DIR" in ran("--format", "html", code=2).stderr
    assert "--out DIR is for" in ran("--format", "json", "--out", str(tmp_path), code=2).stderr
    assert "--out DIR is for" in ran("--out", str(tmp_path), code=2).stderr
    assert list(tmp_path.iterdir()) == []


def test_what_names_nothing_is_refused_with_what_is_near() -> None:
    assert "ENG-NOMINATED-INDIVIDUAL" in ran("ENG-NOMINATED-INDIVIDUALS", "--format", "markdown", code=2).stderr
    assert "no rule or clause" in ran("NOBODY", "--format", "html", "--out", "x", code=2).stderr
    assert json.loads(ran("NOBODY", "--format", "json").stdout) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = ran("OUTCOMES-*", "--format", "html", "--out", str(tmp_path / "file" / "inside"), code=2)
    assert "cannot be written" in ended.stderr


def test_a_plugin_that_did_not_load_is_named_and_the_rest_is_written(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("import nothing_of_this_name")
    ended = ran(
        "OUTCOMES-*", "--format", "markdown", "--out", str(tmp_path / "out"), "--plugins-dir", str(tmp_path), code=3
    )
    assert "plugin broken" in ended.stderr
    assert (tmp_path / "out" / "outcomes.md").is_file()


def test_a_rule_that_cannot_be_asked_and_cases_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    write_package("jersey", tmp_path, nation="england", today=date(2026, 11, 22))
    package = tmp_path / "complianced-jersey"
    rule = package / "complianced_jersey" / "rules" / "fitness.py"
    rule.write_text(rule.read_text().replace("law.jersey_fitness_interval", "law.nowhere"))
    asked = ["JERSEY-*", "--format", "markdown", "--plugins-dir", str(package)]
    assert "could not be asked (UnknownValue: there is no law value" in ran(*asked).stdout
    (package / "complianced_jersey" / "cases" / "fitness.yaml").write_text("JERSEY-FITNESS-AGAIN: [{it: is, why: 1}]\n")
    ended = ran(*asked, code=3)
    assert "unknown key `why`" in ended.stderr
    assert ended.stdout == ""
