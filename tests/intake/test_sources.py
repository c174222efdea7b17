"""The same records come to the same frames, whatever they are kept in."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from complianced.intake import IntakeError
from tests.intake.records import TABLES, as_csv, as_database, as_ods, as_parquet, as_xlsx, codes, problems, read


def same_records(one, other):
    for table in TABLES:
        assert_frame_equal(one.frames[table].drop("_row"), other.frames[table].drop("_row"))
        assert one.supplied[table] == other.supplied[table]


@pytest.mark.parametrize("keep", [as_parquet, as_xlsx, as_ods], ids=["parquet", "xlsx", "ods"])
def test_every_kind_of_file_gives_the_frames_that_csv_gives(keep, tmp_path):
    (tmp_path / "csv").mkdir()
    (tmp_path / "other").mkdir()
    from_csv, other = read(as_csv(tmp_path / "csv")), read(keep(tmp_path / "other"))
    assert problems(from_csv) == problems(other) == []
    same_records(from_csv, other)
    assert from_csv.frames["people"]["_row"].to_list() == other.frames["people"]["_row"].to_list() == [2, 3]


def test_sqlite_gives_the_frames_that_csv_gives(tmp_path):
    url = as_database(f"sqlite:///{tmp_path / 'records.db'}")
    from_csv = read(as_csv(tmp_path))
    for source in (url, tmp_path / "records.db", str(tmp_path / "records.db")):
        records = read(source)
        assert problems(records) == []
        same_records(from_csv, records)
        assert records.frames["people"]["_row"].to_list() == [1, 2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "newline"),
    [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\r\n"), ("utf-16-le", "\n"), ("utf-8", "\r")],
)
def test_delimiter_encoding_and_line_ends_are_found_out(delimiter, encoding, newline, tmp_path):
    (tmp_path / "plain").mkdir()
    (tmp_path / "other").mkdir()
    folder = as_csv(tmp_path / "other", delimiter, encoding, newline)
    if encoding == "utf-16-le":
        for path in folder.iterdir():
            path.write_bytes(b"\xff\xfe" + path.read_bytes())
    records = read(folder)
    assert problems(records) == []
    same_records(read(as_csv(tmp_path / "plain")), records)


def test_windows_1252_is_read_as_it_was_written(write):
    folder = write(people="person_id,name\nP1,Zoë O’Brien – £\n".encode("cp1252"))
    assert read(folder).frames["people"]["name"].to_list() == ["Zoë O’Brien – £"]


def test_damaged_utf_8_is_told_and_not_taken_for_windows_1252(write):
    folder = write(people="person_id,name\nP1,Zoë Siân Ó\n".encode() + b"P2,\xff\n")
    records = read(folder)
    assert codes(records) == ["damaged_text"]
    assert records.frames["people"]["name"].to_list() == ["Zoë Siân Ó", "�"]


def test_quoted_text_may_hold_delimiters_line_ends_and_quotes(write):
    folder = write(people='person_id,name\r\nP1,"a, ""b""\r\nc"\r\nP2,d\r\n')
    frame = read(folder).frames["people"]
    assert frame["name"].to_list() == ['a, "b"\r\nc', "d"]
    assert frame["_row"].to_list() == [2, 3]


def test_blank_lines_are_counted_and_dropped(write):
    folder = write(people="\n\nperson_id,name\n\nP1,a\n  ,\n,\nP2,b\n\n")
    frame = read(folder).frames["people"]
    assert frame.select("person_id", "_row").rows() == [("P1", 5), ("P2", 8)]


def test_excels_own_first_line_names_the_delimiter(write):
    frame = read(write(people="sep=;\nperson_id;name\nP1;a,b\n")).frames["people"]
    assert frame.select("person_id", "name", "_row").rows() == [("P1", "a,b", 3)]


def test_csv_and_parquet_may_lie_together(tmp_path):
    as_csv(tmp_path)
    (tmp_path / "people.csv").unlink()
    pl.DataFrame(TABLES["people"]).write_parquet(tmp_path / "people.parquet")
    assert problems(read(tmp_path)) == []


def test_one_file_is_a_source_too(write):
    folder = write(people="person_id,name\nP1,a\n")
    assert read(folder / "people.csv").frames["people"]["person_id"].to_list() == ["P1"]


def test_a_table_of_headings_only_is_supplied_and_empty(write):
    records = read(write(people="person_id,born_on,support_needs\n"))
    assert records.frames["people"].height == 0
    assert records.supplied["people"] == {"person_id", "born_on", "support_needs", "scheme_id"}
    assert records.frames["people"].schema["born_on"] == pl.Date


@pytest.mark.parametrize("source", ["nowhere", "nowhere.xlsx", "sqlite:///nowhere.db", "oracle9://u:secret@h/d", "://"])
def test_a_source_that_is_not_there_is_refused_with_the_way_out(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IntakeError) as refused:
        read(source)
    assert "secret" not in str(refused.value)
    assert any(word in str(refused.value) for word in ("Check", "Write"))
    assert not list(tmp_path.iterdir())


def test_a_folder_with_nothing_of_the_contract_is_refused(write):
    with pytest.raises(IntakeError, match="records map"):
        read(write(rota="a,b\n1,2\n"))


def test_progress_is_told_each_file(write):
    told = []
    read(write(people="person_id\nP1\n", carers="carer_id\nC1\n"), progress=told.append)
    assert told == ["carers.csv", "people.csv"]


def test_a_database_view_counts_and_nothing_is_written(tmp_path):
    import sqlite3

    path = tmp_path / "case system.db"
    with sqlite3.connect(path) as base:
        base.execute("create table raw (ref text, nom text, born)")
        base.execute("insert into raw values ('P1', 'a', '1961-03-04'), ('P2', 'b', 19610304), ('P3', 'c', X'00ff')")
        base.execute("create view people as select ref as person_id, nom as name, born as born_on from raw")
    before = path.read_bytes()
    records = read(path)
    assert sorted(codes(records)) == ["not_a_date", "not_a_date", "unknown_table"]
    assert records.frames["people"]["born_on"].is_null().to_list() == [False, True, True]
    assert path.read_bytes() == before
