"""The workbooks: a line for each finding and clause, lists to choose from, and no cell that runs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import fastexcel
import pytest

from complianced.reports.owners import Owners
from complianced.reports.xlsx import STATES, write_action_plan, write_evidence_index

from .audits import Row, audit


def rows_of(path: Path) -> list[dict[str, object]]:
    return fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars().to_dicts()


def owners(*roles: str) -> Owners:
    """The first of the roles answers for the DBS certificates of carers, the last for visits."""
    return Owners(
        roles, {("ENG-CARER-DBS", "carers"): roles[0], ("PRACTICE-MONITORING-VISIT", "arrangements"): roles[-1]}
    )


def parts_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


def test_the_action_plan_has_a_line_for_each_finding(tmp_path: Path) -> None:
    given = audit()
    rows = rows_of(write_action_plan(given, tmp_path))
    assert [row["Finding"] for row in rows] == given.findings["id"].to_list()
    dbs = next(row for row in rows if row["Record"] == "C-014")
    assert dbs["Severity"] == "Critical"
    assert dbs["Rests on"] == "Law"
    assert dbs["Clauses"] == "SI 2014/2936, 19(3)(a); SI 2014/2936, 12(2)(c)"
    assert str(dbs["Was due"]).startswith("2024-05-03")
    assert dbs["State"] == "To do"
    assert "Name" not in dbs


def test_the_action_plan_names_people_only_when_names_are_given(tmp_path: Path) -> None:
    rows = rows_of(write_action_plan(audit(), tmp_path, names={("carers", "C-014"): "Siân Pritchard"}))
    assert next(row for row in rows if row["Record"] == "C-014")["Name"] == "Siân Pritchard"


def test_headings_are_frozen_and_filtered_and_choices_offered(tmp_path: Path) -> None:
    sheet = parts_of(write_action_plan(audit(), tmp_path, owners=owners("Ann", "Bob")))["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert ",".join(STATES) in sheet
    assert "Ann,Bob" in sheet
    assert 'type="date"' in sheet


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.invalid", "<c><f>1</f></c>"])
def test_no_record_becomes_a_formula_or_link(tmp_path: Path, text: str) -> None:
    path = write_action_plan(audit([Row("ENG-CARER-DBS", text, text)]), tmp_path)
    parts = parts_of(path)
    assert not re.search(r"<f[ >]", parts["xl/worksheets/sheet1.xml"])
    assert "hyperlink" not in parts["xl/worksheets/sheet1.xml"]
    assert rows_of(path)[0]["What was found"] == text.replace("\t", " ")
    assert ('quotePrefix="1"' in parts["xl/styles.xml"]) == text.startswith(("=", "+", "-", "@"))


def test_text_too_long_for_a_cell_says_how_much_is_shown(tmp_path: Path) -> None:
    path = write_action_plan(audit([Row("ENG-CARER-DBS", "C-1", "x" * 40_000)]), tmp_path)
    assert str(rows_of(path)[0]["What was found"]).endswith("[the first 32,707 of 40,000 characters]")


def test_the_evidence_index_has_a_line_for_each_clause(tmp_path: Path) -> None:
    given = audit()
    rows = rows_of(write_evidence_index(given, tmp_path, titles={"uksi-2014-2936": "Regulated Activities"}))
    assert len(rows) == len(given.clauses)
    assert rows[3]["Outcome"] == "Waits for a person's judgement"
    assert rows[3]["Instrument"] == "Regulated Activities"
    assert rows[7]["How its text was seen"] == "Text not seen"


@pytest.mark.parametrize("write", [write_action_plan, write_evidence_index])
def test_the_same_audit_gives_the_same_workbook(tmp_path: Path, write: object) -> None:
    first = write(audit(), tmp_path / "a").read_bytes()  # type: ignore[operator]
    assert write(audit(), tmp_path / "b").read_bytes() == first  # type: ignore[operator]


def test_an_audit_without_findings_makes_an_empty_plan(tmp_path: Path) -> None:
    assert rows_of(write_action_plan(audit(()), tmp_path)) == []


def test_a_long_list_of_owners_stands_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    path = write_action_plan(audit(), tmp_path, owners=owners(*(f"Owner number {n}, of many" for n in range(40))))
    assert "'List of owners'!$A$1:$A$40" in parts_of(path)["xl/worksheets/sheet1.xml"]
    assert len(fastexcel.read_excel(path).load_sheet("List of owners", header_row=None).to_polars()) == 40


def test_each_finding_has_the_owner_who_answers_for_it(tmp_path: Path) -> None:
    rows = rows_of(write_action_plan(audit(), tmp_path, owners=owners("Vetting", "Visits")))
    assert {row["Record"]: row["Owner"] for row in rows} == {
        "C-014": "Vetting", "C-027": "Vetting", "A-0008": "Visits", "A-0012": "Visits",
        "A-0031": None, "C-003": None, "C-040": None,
    }  # fmt: skip


def test_without_owners_the_column_is_there_to_fill_in(tmp_path: Path) -> None:
    path = write_action_plan(audit(), tmp_path)
    assert {row["Owner"] for row in rows_of(path)} == {None}
    assert len(validations(path)) == 2


def test_a_state_is_one_of_the_list_a_target_is_a_date_and_an_owner_may_be_another(tmp_path: Path) -> None:
    path = write_action_plan(audit(), tmp_path, owners=owners("Ann", "Bob"))
    heads = fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars().columns
    last = audit().findings.height + 1
    found = {heads[ord(where[0]) - ord("A")]: (where, rule) for where, rule in validations(path)}
    assert set(found) == {"Owner", "Target date", "State"}
    for where, _ in found.values():
        assert where == f"{where[0]}2:{where[0]}{last}"
    assert 'type="list"' in found["State"][1]
    assert 'showErrorMessage="1"' in found["State"][1]
    assert 'type="date"' in found["Target date"][1]
    assert 'showErrorMessage="1"' in found["Target date"][1]
    assert 'type="list"' in found["Owner"][1]
    assert "showErrorMessage" not in found["Owner"][1]


@pytest.mark.parametrize("role", ["=1+1", 'the "lead"', "a, b", "<x>&", "  ", "x" * 300])
def test_no_role_breaks_the_workbook(tmp_path: Path, role: str) -> None:
    path = write_action_plan(audit(), tmp_path, owners=owners(role, "Bob"))
    sheet = parts_of(path)["xl/worksheets/sheet1.xml"]
    ElementTree.fromstring(sheet)
    assert not re.search(r"<f[ >]", sheet)
    offered = next(rule for where, rule in validations(path) if where.startswith("K"))
    if "List of owners" in offered:
        listed = fastexcel.read_excel(path).load_sheet("List of owners", header_row=None).to_polars()
        assert listed.to_series().to_list() == [role, "Bob"]
    else:
        assert f">&quot;{escape(role)},Bob&quot;<" in offered or f'>"{escape(role)},Bob"<' in offered


def validations(path: Path) -> list[tuple[str, str]]:
    """Where each rule of the sheet holds, and the rule."""
    sheet = parts_of(path)["xl/worksheets/sheet1.xml"]
    return [(re.search(r'sqref="([^"]+)"', each)[1], each)  # type: ignore[index]
            for each in re.findall(r"<dataValidation .*?</dataValidation>", sheet)]  # fmt: skip
