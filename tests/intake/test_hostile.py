"""Files that are damaged, locked, misleading or meant to harm."""

import os
import zipfile

import pytest
import xlsxwriter

from complianced.intake import safety, workbook_parts
from tests.intake.records import as_xlsx, codes, one, problems, read

PEOPLE = "person_id,name\nP1,a\n"


def unreadable_beside_good(folder):
    """The set is read without the bad file, says so, and counts as incomplete."""
    records = read(folder)
    assert one(records).code == "file_unreadable"
    assert len(records.incomplete) == 1
    assert "carers" in records.incomplete[0]
    assert "carers" not in records.supplied
    assert records.frames["people"].height == 1
    return one(records).problem


@pytest.mark.parametrize(
    "content",
    [b"", b"  \n\n", b"\xff\xfe", "carer_id,name\nC1,a\n".encode("utf-16-le"), os.urandom(64) + b"\0" * 64,
     b'carer_id,name\nC1,"a\nC2,b\n', b"a;b\n1;2\n"],
    ids=["empty", "blank", "bom only", "utf-16 unmarked", "binary", "open quote", "no heading of it"],
)  # fmt: skip
def test_a_csv_that_cannot_be_read_leaves_the_rest_read(content, write):
    unreadable_beside_good(write(people=PEOPLE, carers=content))


def test_an_open_quotation_mark_is_told_with_its_row(write):
    told = unreadable_beside_good(write(people=PEOPLE, carers='carer_id,name\nC1,a\nC2,"b\nC3,c\n'))
    assert "row 3" in told


@pytest.mark.parametrize("content", [b"", b"PAR1garbagePAR1", b"not parquet at all"])
def test_a_parquet_file_that_cannot_be_read_leaves_the_rest_read(content, write):
    unreadable_beside_good(write(people=PEOPLE, **{"carers.parquet": content}))


def test_a_workbook_among_csv_is_told_with_the_way_out(write):
    assert "Save it as CSV" in unreadable_beside_good(write(people=PEOPLE, **{"carers.xlsx": b"PK"}))


def test_rows_with_too_many_fields_are_told_and_their_first_fields_kept(write):
    records = read(write(people="person_id,name\nP1,a,b\nP2,c\nP3,d,,\n"))
    assert one(records).code == "ragged_row"
    assert one(records).row == 2
    assert records.frames["people"].select("person_id", "name", "_row").rows() == [
        ("P1", "a", 2),
        ("P2", "c", 3),
        ("P3", "d", 4),
    ]


def test_a_link_out_of_the_folder_is_refused(write, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "carers.csv"
    outside.write_text("carer_id\nC1\n")
    folder = write(people=PEOPLE)
    (folder / "carers.csv").symlink_to(outside)
    assert "outside the folder" in unreadable_beside_good(folder)


def test_a_link_within_the_folder_is_followed(write):
    folder = write(people=PEOPLE)
    (folder / "kept").mkdir()
    (folder / "kept" / "c.csv").write_text("carer_id\nC1\n")
    (folder / "carers.csv").symlink_to(folder / "kept" / "c.csv")
    assert read(folder).frames["carers"].height == 1


def test_links_that_go_round_or_nowhere_are_refused(write):
    folder = write(people=PEOPLE)
    (folder / "carers.csv").symlink_to(folder / "carers.csv")
    unreadable_beside_good(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(write):
    folder = write(people=PEOPLE)
    os.mkfifo(folder / "carers.csv")
    unreadable_beside_good(folder)


def test_a_file_above_the_limit_is_refused(write, monkeypatch):
    monkeypatch.setattr(safety.check_file, "__defaults__", (None, 40))
    assert "larger than" in unreadable_beside_good(write(people=PEOPLE, carers="carer_id\n" + "C1\n" * 40))


def unreadable_workbook(path):
    records = read(path)
    assert codes(records) == ["file_unreadable"]
    assert records.frames == {}
    assert len(records.incomplete) == 1
    return one(records).problem


@pytest.mark.parametrize(
    "content", [b"x", b"PK\x03\x04broken", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0" + b"\0" * 600]
)
def test_a_damaged_workbook_is_told(content, write):
    unreadable_workbook(write(**{"records.xlsx": content}) / "records.xlsx")


def test_a_workbook_cut_short_is_told(tmp_path):
    path = as_xlsx(tmp_path)
    path.write_bytes(path.read_bytes()[:-300])
    unreadable_workbook(path)


def test_a_locked_workbook_is_told_how_to_be_opened(write):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    assert "without the password" in unreadable_workbook(write(**{"records.xlsx": content}) / "records.xlsx")


def test_an_archive_that_swells_is_not_opened(tmp_path):
    path = tmp_path / "records.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b"\0" * (safety.RATIO_FROM_BYTES + 1))
    assert "unpacks to" in unreadable_workbook(path)


def test_a_stray_cell_in_the_far_corner_does_not_fill_memory(tmp_path):
    path = tmp_path / "records.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("people")
        sheet.write(0, 0, "person_id")
        sheet.write(1_048_575, 16_383, "x")
    assert "stray cells" in unreadable_workbook(path)


def test_repeated_cells_do_not_fill_memory(tmp_path):
    body = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table-row '
        'table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000">'
        "<text:p>x</text:p></table:table-cell></table:table-row></office:document-content>"
    )
    path = tmp_path / "records.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", body)
    assert "too large" in unreadable_workbook(path)


def test_entities_are_never_resolved(tmp_path):
    path, poisoned = as_xlsx(tmp_path), tmp_path / "poisoned.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(poisoned, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(
                    b"<worksheet", b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet', 1
                )
            target.writestr(name, data)
    unreadable_workbook(poisoned)


def test_a_failed_formula_is_not_taken_for_an_empty_cell(tmp_path):
    path = tmp_path / "records.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("carers")
        sheet.write_row(2, 1, ["carer_id", "approved_on", "name"])
        sheet.write_row(3, 1, ["C1"])
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 3, '="a"&"b"', None, "ab")
    records = read(path)
    assert one(records).code == "not_a_date"
    assert one(records).value == "#DIV/0!"
    assert one(records).row == 4
    assert records.frames["carers"].select("approved_on", "approved_on?", "name").rows() == [(None, True, "ab")]


def test_sheets_that_are_no_records_are_passed_over_and_strange_ones_named(tmp_path):
    path = tmp_path / "records.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("people").write_column(0, 0, ["person_id", "P1"])
        book.add_worksheet("Read me").write(0, 0, "x")
        book.add_worksheet("_lists").write(0, 0, "x")
        book.add_worksheet("rota").write(0, 0, "x")
        book.add_worksheet("carers")
    records = read(path)
    assert codes(records) == ["unknown_table", "file_unreadable"]
    assert "sheet carers" in records.incomplete[0]


def test_serial_numbers_are_dates_in_a_workbook_and_years_are_not(tmp_path):
    path = tmp_path / "records.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("arrangements")
        sheet.write_row(0, 0, ["arrangement_id", "started_on", "started_at"])
        sheet.write_row(1, 0, ["A1", 46000, 46000.5])
        sheet.write_row(2, 0, ["A2", 2026, 46000])
    records = read(path)
    frame = records.frames["arrangements"]
    assert str(frame["started_on"][0]) == "2025-12-09"
    assert frame["started_at"].dt.hour().to_list() == [12, 0]
    assert (frame["started_at_latest"] > frame["started_at"]).to_list() == [False, True]
    assert one(records).value == "2026"


def test_the_corner_limit_is_above_any_real_sheet():
    assert workbook_parts.MAX_SHEET_CELLS >= 1_000_000 * 45


def test_headings_and_file_names_cannot_steer_a_terminal(write):
    records = read(write(people="person_id,\x1b[2Jx\nP1,a\n", **{"\x1b[31mx.csv": "a\n1\n"}))
    assert "\x1b" not in "".join(f"{problem.problem}{problem.file}{problem.column}" for problem in problems(records))
