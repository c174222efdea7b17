"""Records are written whole or not at all, in the contract's spelling, and the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from complianced.cli.sample import sample
from complianced.sample import NATIONS, write_records
from complianced.sample.texts import TITLES, text_of
from complianced.schemas.registry import CONTRACT
from tests.sample.records import AS_OF, records

SMALL = ("wales", "shared_lives", 6, 1, 4, AS_OF)

# Words of the reference's part 2c that a text scan looks for.
SCANNED = (
    "employee", "employer", "employment", "staff", "job", "vacancy", "vacancies", "salary", "wage", "payroll",
    "payslip", "line manager", "supervision", "appraisal", "performance management", "probation", "disciplinary",
    "gross misconduct", "dismissal", "grievance", "capability", "annual leave", "holiday pay", "sick pay",
    "maternity pay", "pension", "rota", "shift", "on call", "clock in", "timesheet", "hourly rate", "uniform",
    "work vehicle", "customer", "client", "service user", "unit", "bed", "placement",
)  # fmt: skip


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
@pytest.mark.parametrize("service", ["shared_lives", "homeshare"])
def test_the_same_arguments_give_the_same_bytes_in_any_process(tmp_path, form, service):
    prints = []
    for hash_seed in ("0", "1"):
        out = tmp_path / hash_seed
        command = ["sample", str(out), "--households", "7", "--years", "2", "--as-of", "2026-11-22", "--form", form]
        run = "from complianced.cli.sample import sample; sample()"
        subprocess.run(
            [sys.executable, "-c", run, *command[1:], "--service", service],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "POLARS_MAX_THREADS": "1" if hash_seed == "0" else "4"},
            check=True,
            capture_output=True,
        )
        prints.append(fingerprint(out))
    assert prints[0] == prints[1]
    assert len(prints[0]) > 10


def test_another_seed_gives_other_people():
    assert not records("wales", "shared_lives", 6, 1, 5, AS_OF)["people"].equals(records(*SMALL)["people"])


def test_csv_has_one_file_per_table_in_the_contract_s_spelling(tmp_path):
    frames = records(*SMALL)
    write_records(frames, tmp_path / "out", form="csv")
    assert {path.stem for path in (tmp_path / "out").glob("*.csv")} == set(CONTRACT)
    plans = pl.read_csv(tmp_path / "out" / "plans.csv", infer_schema=False)
    assert plans["made_at"].str.contains(r"^\d{4}-\d\d-\d\dT\d\d:\d\d$").all()
    assert set(plans["person_involved"]) == {"yes"}
    assert plans["representative_copy_on"].drop_nulls().str.contains(r"^\d{4}-\d\d-\d\d$").all()
    carers = pl.read_csv(tmp_path / "out" / "carers.csv", infer_schema=False)
    assert carers["approved_arrangements"].drop_nulls().str.contains("live_in;short_break").all()
    assert carers["ended_on"].null_count() == frames["carers"]["ended_on"].null_count()


def test_parquet_gives_the_frames_back(tmp_path):
    frames = records(*SMALL)
    write_records(frames, tmp_path / "out", form="parquet")
    for name, frame in frames.items():
        assert pl.read_parquet(tmp_path / "out" / f"{name}.parquet").equals(frame), name


def test_a_workbook_has_one_sheet_per_table_with_every_row(tmp_path):
    frames = records(*SMALL)
    write_records(frames, tmp_path / "out", form="xlsx")
    sheets = pl.read_excel(tmp_path / "out" / "records.xlsx", sheet_id=0, infer_schema_length=0)
    assert list(sheets) == list(CONTRACT)
    assert sheets["people"]["person_id"].to_list() == frames["people"]["person_id"].to_list()
    assert sheets["people"]["born_on"].str.slice(0, 10).to_list() == frames["people"]["born_on"].cast(str).to_list()


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    frames = records(*SMALL)
    with pytest.raises(FileExistsError, match="not empty"):
        write_records(frames, tmp_path, form="csv")
    with pytest.raises(FileExistsError, match=r"letter\.txt"):
        write_records(frames, tmp_path, form="csv", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_record_set_is_replaced_when_told(tmp_path):
    out = tmp_path / "out"
    write_records(records(*SMALL), out, form="csv")
    write_records(records(*SMALL), out, form="parquet", force=True)
    assert not list(out.glob("*.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nothing_is_left_behind_when_writing_fails(tmp_path):
    with pytest.raises(AttributeError):
        write_records({"schemes": None}, tmp_path / "out", form="csv")  # type: ignore[dict-item]
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_is_used(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    write_records(records(*SMALL), out, form="csv")
    assert (out / "schemes.csv").is_file()


def test_every_document_has_its_text_and_no_other(tmp_path):
    frames = records(*SMALL)
    write_records(frames, tmp_path / "out", form="csv")
    there = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out" / "documents").iterdir()}
    assert there == set(frames["documents"]["file"])
    assert set(TITLES) == set(CONTRACT["documents"].column("kind").choices)


@pytest.mark.parametrize("kind", TITLES)
@pytest.mark.parametrize("homeshare", [True, False])
def test_texts_are_free_of_the_language_of_employment(kind, homeshare):
    text = text_of(kind, homeshare=homeshare).lower()
    found = [word for word in SCANNED if re.search(rf"\b{word}s?\b", text)]
    assert not found


def test_the_command_writes_to_the_folder_and_talks_to_stderr(tmp_path):
    run = CliRunner().invoke(
        sample, [str(tmp_path / "out"), "--households", "2", "--years", "1", "--nation", "scotland"]
    )
    assert run.exit_code == 0, run.output
    assert run.stdout == ""
    assert "tables, all in order" in run.stderr
    assert (tmp_path / "out" / "people.csv").is_file()


def test_the_command_says_what_to_do_about_a_full_folder(tmp_path):
    (tmp_path / "people.csv").write_text("")
    run = CliRunner().invoke(sample, [str(tmp_path), "--households", "1", "--years", "1"])
    assert run.exit_code == 2
    assert "not empty" in run.stderr


def test_the_command_offers_the_nations_that_there_are():
    (option,) = [each for each in sample.params if each.name == "nation"]
    assert tuple(option.type.choices) == tuple(NATIONS)
