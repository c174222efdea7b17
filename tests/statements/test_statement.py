"""Statements of weeks and fees: worked examples for four years, what is counted, and what is told beside it."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from pypdf import PdfReader

from complianced.model import Problem
from complianced.plugins.host import load_host
from complianced.schemas.recordset import RecordSet
from complianced.statements.files import csv_bytes, json_bytes, pdf_bytes, write_statements
from complianced.statements.statement import StatementError, Statements, statements_of
from complianced.statements.years import TaxYear
from complianced.testing.records import records_from
from tests.plugins.test_no_status_verdict import verdicts_in
from tests.reports.checks import standards

HOST = load_host()
LAW = HOST.rulebook.bundle("self_employment").law
LATER = date(2028, 1, 1)

CARER = {"carer_id": "C-1", "household_id": "H-1", "status": "approved", "approved_on": date(2015, 1, 1)}
ADULT = {"person_id": "P-1", "born_on": date(1980, 1, 1)}
LIVES_IN = {"person_id": "P-1", "carer_id": "C-1", "kind": "live_in", "started_on": date(2016, 1, 1)}
FEE = {"carer_id": "C-1", "kind": "care_fee", "payer": "local_authority", "amount": 400.10}


def given(**tables) -> RecordSet:
    base = {"households": [{"household_id": "H-1"}], "carers": [CARER], "people": [ADULT], "arrangements": [LIVES_IN]}
    return records_from(base | tables, HOST.contract, nation="england")


def made(label: str, until: date = LATER, carers=(), **tables) -> Statements:
    year = TaxYear.named(label)
    return statements_of(given(**tables), year, until, values=LAW.values, clauses=LAW.clauses, carers=carers)


def pounds(statements: Statements) -> dict[str, float | None]:
    return {amount.name: amount.pounds for amount in statements.amounts}


@pytest.mark.parametrize(
    ("label", "weeks", "fixed", "adult", "worked_out"),
    [
        ("2023-24", 52, 18_140, 450, 41_540),
        ("2024-25", 52, 19_360, 485, 44_580),
        ("2025-26", 52, 19_690, 495, 45_430),
        ("2026-27", 53, 20_440, 515, 47_735),
    ],
)
def test_one_carer_and_one_adult_all_year(label, weeks, fixed, adult, worked_out):
    """The sum is the reference's worked check, made here by hand: a statement has none."""
    statements = made(label)
    (carer,) = statements.carers
    (person,) = carer.people
    assert (person.weeks, person.group, person.accommodation) == (weeks, "adult", True)
    amounts = pounds(statements)
    assert (amounts["relief_fixed"], amounts["relief_adult_week"]) == (fixed, adult)
    assert amounts["relief_fixed"] / carer.carers_at_home + person.weeks * amounts["relief_adult_week"] == worked_out
    assert str(worked_out) not in json_bytes(statements).decode()


def test_two_carers_of_one_home_with_an_adult_each():
    records = given(
        carers=[CARER, {**CARER, "carer_id": "C-2"}],
        people=[ADULT, {**ADULT, "person_id": "P-2"}],
        arrangements=[LIVES_IN, {**LIVES_IN, "person_id": "P-2", "carer_id": "C-2"}],
    )
    statements = of(records, "2025-26")
    amounts = pounds(statements)
    for carer in statements.carers:
        assert (carer.carers_at_home, carer.most_people) == (2, 2)
        each = amounts["relief_fixed"] / carer.carers_at_home + carer.people[0].weeks * amounts["relief_adult_week"]
        assert each == 35_585


def test_amounts_that_were_derived_say_confirm():
    assert {amount.confirm for amount in made("2025-26").amounts} == {False}
    assert {amount.confirm for amount in made("2026-27").amounts} == {True}
    assert {amount.sure for amount in made("2026-27").amounts} == {"recalled"}


def test_amounts_of_the_years_before_2023_were_the_same_every_year():
    for start in range(2010, 2023):
        assert list(pounds(made(TaxYear(start).label)).values()) == [10_000, 250, 200, 250]


def test_amounts_that_nobody_knows_are_not_made_up():
    assert set(pounds(made("2027-28")).values()) == {None}


def weeks(label: str, until: date = LATER, **tables) -> list[tuple]:
    return [
        (person.person_id, person.accommodation, person.group, person.weeks)
        for carer in made(label, until, **tables).carers
        for person in carer.people
    ]


@pytest.mark.parametrize(
    ("started", "ended", "counted"),
    [
        (date(2025, 4, 13), date(2025, 4, 14), 1),  # Sunday; gone on Monday
        (date(2025, 4, 13), date(2025, 4, 15), 2),  # Sunday and Monday
        (date(2025, 4, 14), date(2025, 4, 21), 1),  # Monday to Sunday
        (date(2025, 4, 16), date(2025, 4, 16), 0),  # gone the same day
        (date(2025, 4, 6), date(2025, 4, 7), 0),  # the week of 5 April 2025 belongs to the year before
        (date(2026, 4, 5), date(2026, 4, 6), 1),  # the last day
        (date(2026, 4, 6), None, 0),  # the next year's first week
    ],
)
def test_part_of_a_week_counts_as_a_week(started, ended, counted):
    found = weeks("2025-26", arrangements=[{**LIVES_IN, "started_on": started, "ended_on": ended}])
    assert found == ([("P-1", True, "adult", counted)] if counted else [])


def test_the_week_of_5_april_is_in_the_year_that_ends_in_it():
    arrangements = [{**LIVES_IN, "started_on": date(2025, 4, 6), "ended_on": date(2025, 4, 7)}]
    assert weeks("2024-25", arrangements=arrangements) == [("P-1", True, "adult", 1)]


def test_short_breaks_are_counted_by_their_nights():
    breaks = {**LIVES_IN, "arrangement_id": "A-1", "kind": "short_break"}
    stays = [
        {"arrangement_id": "A-1", "started_at": "2025-05-02 16:00", "ended_at": "2025-05-05 10:00"},
        {"arrangement_id": "A-1", "started_at": "2025-06-04 16:00", "ended_at": "2025-06-05 10:00"},
    ]
    assert weeks("2025-26", arrangements=[breaks], stays=stays) == [("P-1", True, "adult", 3)]


def test_two_arrangements_in_one_week_are_one_week():
    arrangements = [
        {**LIVES_IN, "started_on": date(2025, 5, 5), "ended_on": date(2025, 5, 7)},
        {**LIVES_IN, "started_on": date(2025, 5, 8), "ended_on": date(2025, 5, 10)},
    ]
    assert weeks("2025-26", arrangements=arrangements) == [("P-1", True, "adult", 1)]


def test_day_support_is_shown_apart_and_not_again_in_a_week_with_accommodation():
    arrangements = [
        {**LIVES_IN, "kind": "day_support", "started_on": date(2025, 5, 5), "ended_on": date(2025, 5, 19)},
        {**LIVES_IN, "started_on": date(2025, 5, 12), "ended_on": date(2025, 5, 14)},
    ]
    assert weeks("2025-26", arrangements=arrangements) == [("P-1", True, "adult", 1), ("P-1", False, "adult", 1)]


def test_ages_are_those_of_each_weeks_monday():
    young = [{"person_id": "P-1", "born_on": date(2007, 10, 8)}]
    assert weeks("2025-26", people=young) == [
        ("P-1", True, "child of 11 or over", 27),
        ("P-1", True, "adult", 25),
    ]
    assert weeks("2025-26", people=[{"person_id": "P-1", "born_on": date(2015, 1, 1)}])[0][2] == "child under 11"
    assert weeks("2025-26", people=[{"person_id": "P-1"}]) == [("P-1", True, "age not recorded", 52)]


def test_nobody_is_counted_after_their_death():
    people = [{**ADULT, "died_on": date(2025, 5, 14)}]
    assert weeks("2025-26", people=people) == [("P-1", True, "adult", 6)]


def test_a_year_that_is_not_over_is_counted_so_far():
    statements = made("2026-27", date(2026, 11, 22))
    assert statements.carers[0].people[0].weeks == 33
    assert not statements.over
    assert "the year is not over" in text_of(statements)


def test_the_most_people_are_counted_at_one_moment_over_all_carers_of_the_home():
    people = [{**ADULT, "person_id": f"P-{number}"} for number in range(1, 6)]
    one_after_another = {**LIVES_IN, "person_id": "P-5", "started_on": date(2025, 9, 1)}
    records = given(
        carers=[CARER, {**CARER, "carer_id": "C-2", "status": "ended", "ended_on": date(2025, 6, 1)}],
        people=people,
        arrangements=[
            LIVES_IN,
            {**LIVES_IN, "person_id": "P-2"},
            {**LIVES_IN, "person_id": "P-3", "carer_id": "C-2"},
            {**LIVES_IN, "person_id": "P-4", "started_on": date(2025, 5, 1), "ended_on": date(2025, 9, 1)},
            one_after_another,
        ],
    )
    statement = of(records, "2025-26").carers[0]
    assert (statement.most_people, statement.most_people_on) == (4, date(2025, 5, 1))
    assert "More than 3 people were in the home" in text_of(of(records, "2025-26"))
    assert of(records, "2024-25").carers[0].most_people == 3


def test_fees_are_summed_in_pence_by_kind_and_payer():
    payments = [
        {**FEE, "period_starts_on": date(2025, 4, 10), "period_ends_on": date(2025, 5, 7)},
        {**FEE, "period_starts_on": date(2026, 3, 10), "period_ends_on": date(2026, 4, 5), "amount": 0.2},
        {**FEE, "period_starts_on": date(2026, 3, 11), "period_ends_on": date(2026, 4, 6)},
        {**FEE, "kind": "expenses", "payer": None, "period_ends_on": date(2025, 6, 1), "amount": 10},
    ]
    (carer,) = made("2025-26", payments=payments).carers
    assert [(paid.kind, paid.payer, paid.payments, paid.pence) for paid in carer.paid] == [
        ("care_fee", "local_authority", 2, 40_030),
        ("expenses", None, 1, 1_000),
    ]


def test_what_cannot_be_placed_or_summed_is_told():
    payments = [
        {**FEE, "period_starts_on": date(2025, 3, 10), "period_ends_on": date(2025, 4, 6)},
        {**FEE, "period_ends_on": date(2025, 6, 1), "amount": None},
        FEE,
    ]
    statements = made("2025-26", payments=payments)
    (carer,) = statements.carers
    assert (carer.paid[0].across, carer.paid[0].without_amount, carer.without_dates) == (1, 1, 1)
    said = text_of(statements)
    for words in ("began before 6 April: 1", "without any date, in no year's statement: 1", "without an amount: 1"):
        assert words in said


def test_cells_that_could_not_be_read_are_told():
    records = given()
    broken = RecordSet(
        records.contract, records.frames, records.supplied, (Problem("bad_date", "x", table="payments", row=3),)
    )
    assert "could not be read: 1" in text_of(of(broken, "2025-26"))


def test_carers_without_weeks_or_payments_have_none_unless_asked_for():
    assert made("2025-26", arrangements=[]).carers == ()
    (carer,) = made("2025-26", carers=["C-1"], arrangements=[]).carers
    assert "No weeks in this year." in text_of(made("2025-26", carers=["C-1"], arrangements=[]))
    assert carer.people == ()


def test_a_carer_who_is_not_there_is_told():
    with pytest.raises(StatementError, match="no such carer"):
        made("2025-26", carers=["C-9"])


@pytest.mark.parametrize("table", ["carers", "people", "arrangements", "payments"])
def test_records_that_lack_a_table_are_told(table):
    records = records_from({}, HOST.contract, nation="england", absent=[table])
    with pytest.raises(StatementError, match=table):
        of(records, "2025-26")


def test_making_tax_digital_is_told_for_the_years_that_it_holds():
    assert made("2025-26").law_notes == ()
    assert any("wholly exempt for 2026-27" in note for note in made("2026-27").law_notes)
    assert not any("wholly exempt" in note for note in made("2027-28").law_notes)


def test_it_says_that_it_is_no_tax_computation_and_judges_nobody():
    payments = [{**FEE, "period_ends_on": date(2025, 6, 1)}]
    statements = made("2025-26", payments=payments)
    assert "not a tax computation" in json.loads(json_bytes(statements))["about"]
    said = text_of(statements)
    assert said.count("not a tax computation") >= 2
    for output in (said, json_bytes(statements).decode(), csv_bytes(statements).decode("utf-8-sig")):
        assert verdicts_in(output) == []


def test_json_has_the_shape_that_it_names():
    data = json.loads(json_bytes(made("2025-26", payments=[{**FEE, "period_ends_on": date(2025, 6, 1)}])))
    assert (data["schema"], data["tax_year"], data["weeks"]) == ("complianced/statement/1", "2025-26", 52)
    (carer,) = data["carers"]
    assert carer["people"][0]["weeks"] == 52
    assert carer["payments"][0]["pounds"] == "400.10"


def test_csv_runs_nothing():
    records = given(
        carers=[{**CARER, "carer_id": "=cmd|' /C calc'!A1"}],
        arrangements=[{**LIVES_IN, "carer_id": "=cmd|' /C calc'!A1"}],
    )
    lines = csv_bytes(of(records, "2025-26")).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("tax_year,scheme_id,carer_id")
    assert "'=cmd" in lines[1]


def test_pdf_shows_hostile_ids_as_they_are():
    records = given(
        carers=[{**CARER, "carer_id": "<b>C</b>&<img src=x>"}],
        arrangements=[{**LIVES_IN, "carer_id": "<b>C</b>&<img src=x>"}],
    )
    assert "<b>C</b>&<img src=x>" in text_of(of(records, "2025-26"))


def test_each_carer_has_a_page_of_their_own():
    people = [{**ADULT, "person_id": f"P-{number}"} for number in (1, 2, 3)]
    records = given(
        carers=[{**CARER, "carer_id": f"C-{number}"} for number in (1, 2, 3)],
        people=people,
        arrangements=[{**LIVES_IN, "carer_id": f"C-{number}", "person_id": f"P-{number}"} for number in (1, 2, 3)],
    )
    pages = pages_of(of(records, "2025-26"))
    for number in (1, 2, 3):
        mine = [page for page in pages if f"Carer C-{number}:" in page]
        assert len(mine) == 1
        assert f"P-{number}" in mine[0]
        assert not any(f"P-{other}" in mine[0] for other in {1, 2, 3} - {number})


def test_the_pdf_keeps_the_standards_and_is_the_same_every_time():
    statements = made("2026-27", payments=[{**FEE, "period_ends_on": date(2026, 6, 1)}])
    first = pdf_bytes(statements)
    assert first == pdf_bytes(statements)
    assert standards(first, "ua1", "2a") == []


def test_three_files_are_written(tmp_path):
    paths = write_statements(made("2025-26"), tmp_path / "out")
    assert [path.name for path in paths] == [f"statement-2025-26.{ending}" for ending in ("json", "csv", "pdf")]
    assert all(path.stat().st_size for path in paths)


def of(records: RecordSet, label: str, until: date = LATER) -> Statements:
    return statements_of(records, TaxYear.named(label), until, values=LAW.values, clauses=LAW.clauses)


def pages_of(statements: Statements) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(statements))).pages]


def text_of(statements: Statements) -> str:
    return " ".join(" ".join(pages_of(statements)).split())
