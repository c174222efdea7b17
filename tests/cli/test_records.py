"""`complianced records`: lists, shows and writes the contract."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import fastexcel
from click.testing import CliRunner
from rich.console import Console

from complianced.cli.records import _list_rich, _show_rich, records
from complianced.schemas.contract import Column, Kind, Table
from complianced.schemas.registry import CONTRACT


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(records, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_list_in_a_pipe_is_a_table_a_line() -> None:
    code, out, _ = run("list")
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert [row[1] for row in rows] == list(CONTRACT)
    assert rows[0] == ["organisation", "schemes", "17", "One registered scheme or Homeshare organisation"]


def test_list_as_json_is_for_programs() -> None:
    _, out, _ = run("list", "--format", "json")
    listed = json.loads(out)
    assert [each["table"] for each in listed] == list(CONTRACT)
    assert set(listed[0]) == {"table", "subject", "about", "columns"}


def test_show_tells_each_column_with_its_type_link_and_words() -> None:
    code, out, _ = run("show", "visits")
    assert code == 0
    assert "carer_id\tid of carers\trequired\tThe carer visited" in out
    assert "visited_on\tdate\trequired\tDay of the visit" in out


def test_show_says_where_plugins_may_add_words() -> None:
    _, out, _ = run("show", "disclosures")
    assert "choice: dbs, pvg, disclosure_scotland, accessni (plugins may add words)" in out


def test_show_as_json_is_for_programs() -> None:
    _, out, _ = run("show", "carers", "--format", "json")
    shown = json.loads(out)
    assert shown["key"] == "carer_id"
    status = next(each for each in shown["columns"] if each["name"] == "status")
    assert status["type"] == "choice"
    assert status["required"] is True
    assert status["choices"] == ["applicant", "approved", "suspended", "ended"]


def test_a_misspelt_table_is_a_usage_error_with_a_guess() -> None:
    code, out, err = run("show", "arangement")
    assert code == 2
    assert out == ""
    assert "Did you mean arrangements?" in err


def test_a_table_like_no_other_gets_no_guess() -> None:
    code, _, err = run("show", "zzzz")
    assert code == 2
    assert "Did you mean" not in err
    assert "records list" in err


def test_template_writes_the_workbook_and_says_so(tmp_path: Path) -> None:
    out_file = tmp_path / "records.xlsx"
    code, out, err = run("template", str(out_file))
    assert code == 0
    assert out == ""
    assert f"Wrote {out_file}" in err
    assert len(fastexcel.read_excel(out_file).sheet_names) == len(CONTRACT) + 2


def test_template_writes_over_a_file_only_when_told(tmp_path: Path) -> None:
    out_file = tmp_path / "records.xlsx"
    out_file.write_text("filled in last year")
    code, _, err = run("template", str(out_file))
    assert code == 2
    assert "--force" in err
    assert out_file.read_text() == "filled in last year"
    assert run("template", str(out_file), "--force")[0] == 0
    assert out_file.read_bytes()[:2] == b"PK"


def test_template_wants_a_name_that_excel_opens(tmp_path: Path) -> None:
    code, _, err = run("template", str(tmp_path / "records.csv"))
    assert code == 2
    assert ".xlsx" in err


def test_template_says_when_the_folder_is_not_there(tmp_path: Path) -> None:
    code, _, err = run("template", str(tmp_path / "nowhere" / "records.xlsx"))
    assert code == 2
    assert "cannot be written" in err


def test_on_a_terminal_tables_are_grouped_by_subject() -> None:
    screen = StringIO()
    _list_rich(Console(file=screen, width=100, no_color=True), CONTRACT)
    said = screen.getvalue()
    assert said.index("The organisation") < said.index("schemes") < said.index("Carers and their households")
    assert said.rindex("Homeshare") < said.index("homeshare_contacts")


def test_markup_in_a_plugins_words_is_only_text() -> None:
    hostile = Table("pets", "animals", "One [bold]pet", (Column("pet_id", Kind.ID, "[red]id[/red]", required=True),))
    screen = StringIO()
    _show_rich(Console(file=screen, width=100, no_color=True), hostile)
    assert "[red]id[/red]" in screen.getvalue()
    assert "One [bold]pet" in screen.getvalue()


def test_listing_loads_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from complianced.cli.records import records\n"
        "CliRunner().invoke(records, ['list'])\n"
        "print([m for m in ('pandera', 'sqlalchemy', 'xlsxwriter', 'rich') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
