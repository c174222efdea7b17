"""`complianced statement`: three files for a tax year, and errors that say what to do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from complianced.cli.main import main
from complianced.plugins.host import load_host
from complianced.sample import make_records, write_records

HOST = load_host()


@pytest.fixture(scope="module")
def records(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "records"
    frames = make_records("england", households=5, years=2, seed=1, as_of=date(2026, 11, 22), contract=HOST.contract)
    write_records(frames, folder, form="csv")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["statement", *map(str, arguments), "--as-of", "2026-11-22"])


def test_a_year_becomes_three_files(records, tmp_path):
    result = run(records, "--tax-year", "2025-26", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "statement-2025-26.csv", "statement-2025-26.json", "statement-2025-26.pdf",
    ]  # fmt: skip
    assert "No tax computation" in result.stderr
    data = json.loads((tmp_path / "statement-2025-26.json").read_text())
    assert len(data["carers"]) >= 3
    assert all(person["weeks"] <= 52 for carer in data["carers"] for person in carer["people"])


def test_the_same_records_give_the_same_bytes(records, tmp_path):
    for name in ("one", "two"):
        run(records, "--tax-year", "2025-26", "--out", tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_no_names_of_people_are_in_it(records, tmp_path):
    run(records, "--tax-year", "2025-26", "--out", tmp_path)
    names = {
        line.split(",")[3]
        for table in ("carers", "people")
        for line in (records / f"{table}.csv").read_text().splitlines()
    }
    written = "".join((tmp_path / f"statement-2025-26.{ending}").read_text() for ending in ("json", "csv"))
    assert not [name for name in names if " " in name and name in written]


def test_one_carer_alone(records, tmp_path):
    run(records, "--tax-year", "2025-26", "--carer", "C-0001", "--out", tmp_path)
    data = json.loads((tmp_path / "statement-2025-26.json").read_text())
    assert [carer["carer_id"] for carer in data["carers"]] == ["C-0001"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tax-year", "2025"), "Write it as 2025-26"),
        (("--tax-year", "2027-28"), "begins on 2027-04-06"),
        (("--tax-year", "2025-26", "--carer", "C-9999"), "no such carer"),
    ],
)
def test_what_cannot_be_done_is_told(records, tmp_path, arguments, said):
    result = run(records, *arguments, "--out", tmp_path)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_records_that_are_not_there_are_told(tmp_path):
    result = run(tmp_path / "none", "--tax-year", "2025-26", "--out", tmp_path)
    assert result.exit_code == 2
