"""The template workbook: what a scheme sees when it opens it, and what intake reads back."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import fastexcel
import pytest

from complianced.schemas.contract import Column, ContractError, Kind, Table
from complianced.schemas.registry import CONTRACT
from complianced.schemas.template import LONGEST_LIST, READ_ME, WORDS, write_template
from complianced.schemas.template_words import BOTH, HOMESHARE, SHARED_LIVES, for_whom

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "records.xlsx"
    write_template(path, CONTRACT)
    return path


def sheet_xml(book: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(book) as inside:
        sheets = ElementTree.fromstring(inside.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        at = [sheet.attrib["name"] for sheet in sheets].index(name) + 1
        return ElementTree.fromstring(inside.read(f"xl/worksheets/sheet{at}.xml"))


def comments(book: Path, name: str) -> dict[str, str]:
    """Notes of a table's headings, by cell."""
    with zipfile.ZipFile(book) as inside:
        at = list(CONTRACT).index(name) + 1
        root = ElementTree.fromstring(inside.read(f"xl/comments{at}.xml"))
    return {each.attrib["ref"]: "".join(each.itertext()) for each in root.iter(f"{MAIN}comment")}


def letter(at: int) -> str:
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def cell_of(table: str, column: str) -> str:
    return letter([each.name for each in CONTRACT[table].columns].index(column))


def validation(book: Path, table: str, column: str) -> ElementTree.Element | None:
    wanted = cell_of(table, column)
    for rule in sheet_xml(book, table).iter(f"{MAIN}dataValidation"):
        if re.fullmatch(rf"{wanted}2:{wanted}1048576", rule.attrib["sqref"]):
            return rule
    return None


def number_format(book: Path, table: str, column: str) -> str:
    """The number format of a whole column."""
    at = [each.name for each in CONTRACT[table].columns].index(column) + 1
    style = next(
        int(col.attrib["style"])
        for col in sheet_xml(book, table).iter(f"{MAIN}col")
        if int(col.attrib["min"]) <= at <= int(col.attrib["max"])
    )
    with zipfile.ZipFile(book) as inside:
        styles = ElementTree.fromstring(inside.read("xl/styles.xml"))
    own = {each.attrib["numFmtId"]: each.attrib["formatCode"] for each in styles.iter(f"{MAIN}numFmt")}
    used = list(styles.find(f"{MAIN}cellXfs") or [])[style].attrib["numFmtId"]
    return {"0": "General", "1": "0", "49": "@"}.get(used) or own[used]


def choice_columns() -> Iterator[tuple[str, Column]]:
    for table in CONTRACT.values():
        for column in table.columns:
            if column.kind is Kind.CHOICE:
                yield table.name, column


def test_sheets_are_read_me_then_the_tables_then_words(book: Path) -> None:
    assert fastexcel.read_excel(book).sheet_names == [READ_ME, *CONTRACT, WORDS]


def test_every_table_sheet_holds_its_headings_and_nothing_else(book: Path) -> None:
    reader = fastexcel.read_excel(book)
    for table in CONTRACT.values():
        sheet = reader.load_sheet(table.name, header_row=None)
        assert sheet.total_height == 1, table.name
        headings = sheet.to_polars().row(0)
        assert list(headings) == [column.name for column in table.columns]


def test_headings_are_frozen_and_carry_a_note_each(book: Path) -> None:
    for table in CONTRACT.values():
        pane = sheet_xml(book, table.name).find(f".//{MAIN}pane")
        assert pane is not None
        assert pane.attrib["state"] == "frozen"
        assert pane.attrib["ySplit"] == "1"
        assert len(comments(book, table.name)) == len(table.columns)


def test_a_note_says_what_to_write_its_type_and_its_words(book: Path) -> None:
    said = comments(book, "carers")[f"{cell_of('carers', 'status')}1"]
    assert "approval paused" in said
    assert "Type: one of the words listed" in said
    assert "Required" in said
    assert "applicant; approved; suspended; ended" in said


def test_required_headings_look_different(book: Path) -> None:
    styles = {cell.attrib["r"]: cell.attrib["s"] for cell in sheet_xml(book, "carers").iter(f"{MAIN}c")}
    required = {styles[f"{cell_of('carers', name)}1"] for name in ("carer_id", "status")}
    other = {styles[f"{cell_of('carers', name)}1"] for name in ("name", "born_on")}
    assert len(required) == len(other) == 1
    assert required != other


def test_ids_keep_their_zeros_and_dates_are_day_first(book: Path) -> None:
    assert number_format(book, "arrangements", "arrangement_id") == "@"
    assert number_format(book, "arrangements", "carer_id") == "@"
    assert number_format(book, "arrangements", "started_on") == "dd/mm/yyyy"
    assert number_format(book, "arrangements", "started_at") == "dd/mm/yyyy hh:mm"
    assert number_format(book, "arrangements", "introductions") == "0"


@pytest.mark.parametrize(("table", "column"), list(choice_columns()), ids=lambda each: getattr(each, "name", each))
def test_every_single_choice_has_a_drop_down_with_all_its_words(book: Path, table: str, column: Column) -> None:
    rule = validation(book, table, column.name)
    assert rule is not None
    assert rule.attrib["type"] == "list"
    source = rule.findtext(f"{MAIN}formula1") or ""
    if source.startswith('"'):
        assert len(source) - 2 <= LONGEST_LIST
        assert tuple(source.strip('"').split(",")) == column.choices
    else:
        assert words_at(book, source) == column.choices


def words_at(book: Path, source: str) -> tuple[str, ...]:
    found = re.fullmatch(rf"{WORDS}!\$([A-Z]+)\$2:\$([A-Z]+)\$(\d+)", source)
    assert found
    assert found[1] == found[2]
    at = 0
    for character in found[1]:
        at = at * 26 + ord(character) - 64
    column = fastexcel.read_excel(book).load_sheet(WORDS, header_row=None).to_polars().to_series(at - 1)
    return tuple(column.slice(1, int(found[3]) - 1).to_list())


def test_a_list_too_long_for_excel_is_read_from_the_sheet_of_words(book: Path) -> None:
    rule = validation(book, "documents", "kind")
    assert rule is not None
    assert (rule.findtext(f"{MAIN}formula1") or "").startswith(f"{WORDS}!")


def test_yes_or_no_has_a_drop_down(book: Path) -> None:
    rule = validation(book, "visits", "announced")
    assert rule is not None
    assert rule.findtext(f"{MAIN}formula1") == '"yes,no"'


def test_what_is_not_a_date_is_answered_with_the_way_out(book: Path) -> None:
    rule = validation(book, "visits", "visited_on")
    assert rule is not None
    assert rule.attrib["type"] == "date"
    assert "28/02/2026" in rule.attrib["error"]
    assert rule.attrib.get("errorStyle", "stop") == "stop"


def test_several_words_are_not_forced_into_one(book: Path) -> None:
    assert validation(book, "carers", "approved_arrangements") is None


def test_words_shows_every_list_and_the_checklist(book: Path) -> None:
    headings = fastexcel.read_excel(book).load_sheet(WORDS, header_row=None).to_polars().row(0)
    lists = {f"{table.name}.{column.name}" for table in CONTRACT.values() for column in table.columns if column.choices}
    assert lists < set(headings)
    assert "checklist.item for carer_agreement_template" in headings
    assert "checklist.item that must not be in carer_agreement_template" in headings


def test_read_me_explains_the_two_kinds_of_nothing_and_lists_every_sheet(book: Path) -> None:
    frame = fastexcel.read_excel(book).load_sheet(READ_ME, header_row=None).to_polars()
    said = {row[0]: row for row in frame.rows()}
    assert "delete the sheet" in said["Two kinds of nothing"][1]
    assert "semicolon" in said["Several words"][1]
    for table in CONTRACT.values():
        assert said[table.name][1:] == (table.about, for_whom(table))


def test_each_sheet_is_for_someone() -> None:
    assert for_whom(CONTRACT["carers"]) == SHARED_LIVES
    assert for_whom(CONTRACT["homeshare_matches"]) == HOMESHARE
    assert for_whom(CONTRACT["documents"]) == BOTH
    assert for_whom(CONTRACT["disclosures"]) == BOTH


def test_the_same_contract_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    write_template(tmp_path / "again.xlsx", CONTRACT)
    assert (tmp_path / "again.xlsx").read_bytes() == book.read_bytes()
    with zipfile.ZipFile(book) as inside:
        assert b"2026-01-01T00:00:00Z" in inside.read("docProps/core.xml")


def test_a_plugins_table_gets_a_sheet(tmp_path: Path) -> None:
    extra = Table("pets", "animals", "One pet", (Column("pet_id", Kind.ID, required=True), Column("=cmd", Kind.TEXT)))
    write_template(tmp_path / "more.xlsx", {**CONTRACT, "pets": extra})
    sheet = fastexcel.read_excel(tmp_path / "more.xlsx").load_sheet("pets", header_row=None)
    assert sheet.to_polars().row(0) == ("pet_id", "=cmd")
    with zipfile.ZipFile(tmp_path / "more.xlsx") as inside:
        assert not any(b"<f>" in inside.read(name) for name in inside.namelist() if "worksheets/" in name)


@pytest.mark.parametrize("name", ["x" * 32, "words", "Read Me"])
def test_a_table_that_cannot_be_a_sheet_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContractError, match="table"):
        write_template(tmp_path / "no.xlsx", {name: replace(CONTRACT["visits"], name=name)})
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_stays_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        write_template(tmp_path / "missing" / "records.xlsx", CONTRACT)
    assert list(tmp_path.iterdir()) == []
