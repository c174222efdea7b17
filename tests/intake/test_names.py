"""Files, sheets and headings: what is not of the contract is named, with the likely meaning."""

from tests.intake.records import INFORMATIVE, codes, one, problems, read

PEOPLE = "person_id\nP1\n"


def test_headings_are_matched_regardless_of_case_spaces_and_hyphens(write):
    records = read(write(**{"Home Checks.csv": "Check ID,HOUSEHOLD-ID,kind,checked on\nK1,H1,gas,2026-01-01\n"}))
    assert problems(records) == []
    assert records.supplied["home_checks"] == {"check_id", "household_id", "kind", "checked_on", "scheme_id"}


def test_an_unknown_column_is_named_with_the_likely_one(write):
    records = read(write(carers="carer_id,aproved_on,zzz\nC1,2026-01-01,x\n"))
    found = problems(records)
    assert [problem.code for problem in found] == ["unknown_column", "unknown_column"]
    assert 'Did you mean "approved_on"?' in found[0].problem
    assert "mapping.toml" in found[1].problem


def test_an_empty_column_without_a_heading_is_passed_over_and_a_filled_one_told(write):
    assert problems(read(write(people="person_id,,\nP1,,\n"))) == []
    assert one(read(write(people="person_id,\nP1,x\n"))).code == "unknown_column"


def test_an_unknown_file_is_named_with_the_likely_table(write):
    records = read(write(people=PEOPLE, carer="carer_id\nC1\n", rota="a\n1\n"))
    assert codes(records) == ["unknown_table", "unknown_table"]
    assert 'Did you mean "carers"?' in problems(records)[0].problem
    assert "rota.csv" in problems(records)[1].problem


def test_what_may_lie_beside_the_records_is_passed_over(write):
    folder = write(people=PEOPLE, **{"README.txt": "x", "notes.md": "x", ".hidden.csv": "x", "complianced.toml": ""})
    (folder / "documents").mkdir()
    (folder / "documents" / "policy.csv").write_text("x")
    assert problems(read(folder)) == []


def test_a_column_that_stands_twice_is_told_and_its_differences_doubted(write):
    records = read(write(carers="carer_id,status,Status\nC1,approved,approved\nC2,approved,ended\n"))
    assert one(records).code == "duplicate_column"
    assert records.frames["carers"]["status"].to_list() == ["approved", None]
    assert records.frames["carers"]["status?"].to_list() == [False, True]


def test_a_table_that_stands_twice_makes_the_set_incomplete(write):
    records = read(write(people=PEOPLE, **{"People.tsv": "person_id\nP2\n"}))
    assert codes(records) == ["duplicate_table"]
    assert len(records.incomplete) == 1
    assert records.frames["people"].height == 1


def test_what_was_not_supplied_is_told_once_each(write):
    records = read(write(stays="stay_id,started_at\nT1,2026-01-01\n"))
    told = [
        (problem.code, problem.table, problem.column) for problem in records.problems if problem.code in INFORMATIVE
    ]
    assert ("missing_column", "stays", "ended_at") in told
    assert ("missing_table", "people", None) in told
    assert ("missing_column", "stays", "scheme_id") not in told
    assert len(told) == len(set(told))
    assert records.supplied == {"stays": {"stay_id", "started_at", "scheme_id"}}
