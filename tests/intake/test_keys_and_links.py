"""Keys, links and schemes: nothing dropped in silence, nothing counted twice."""

import pytest

from complianced.schemas.recordset import unreadable
from tests.intake.conftest import SCHEME
from tests.intake.records import codes, one, problems, read


def test_an_id_in_no_linked_table_is_told_and_kept(write):
    records = read(write(carers="carer_id,household_id\nC1,H1\nC2,H9\n", households="household_id\nH1\n"))
    assert one(records).code == "dangling"
    assert one(records).record_id == "C2"
    assert records.frames["carers"]["household_id"].to_list() == ["H1", "H9"]
    assert records.frames["carers"][unreadable("household_id")].to_list() == [False, True]


def test_nothing_dangles_where_the_linked_table_was_not_supplied(write):
    assert problems(read(write(carers="carer_id,household_id\nC1,H9\n"))) == []


def test_nothing_dangles_where_the_linked_table_has_no_keys(write):
    assert problems(read(write(carers="carer_id,household_id\nC1,H9\n", households="postcode\nAB1\n"))) == []


def test_an_id_that_differs_only_by_case_is_put_right_and_told(write):
    records = read(write(carers="carer_id,household_id\nC1, h1 \n", households="household_id\nH1 \n"))
    assert one(records).code == "id_differs"
    assert records.frames["carers"]["household_id"].to_list() == ["H1"]
    assert unreadable("household_id") not in records.frames["carers"].columns


def test_an_id_that_could_be_either_of_two_dangles(write):
    records = read(write(carers="carer_id,household_id\nC1,ab\n", households="household_id\nAb\naB\n"))
    assert sorted(codes(records)) == ["dangling", "id_differs"]
    assert records.frames["households"]["household_id"].to_list() == ["Ab", "aB"]


@pytest.mark.parametrize(
    ("subject_type", "table", "key"),
    [("staff", "staff", "staff_id"), ("carer", "carers", "carer_id"),
     ("household_member", "household_members", "member_id"),
     ("homesharer", "homeshare_participants", "participant_id"),
     ("householder", "homeshare_participants", "participant_id")],
)  # fmt: skip
def test_a_subject_is_looked_for_in_the_table_of_its_type(subject_type, table, key, write):
    rows = "".join(f"D{number},{subject_type},X{number},dbs,basic\n" for number in (1, 2))
    disclosures = f"disclosure_id,subject_type,subject_id,body,level\n{rows}"
    records = read(write(disclosures=disclosures, **{table: f"{key}\nX1\n"}))
    dangling = [problem.record_id for problem in problems(records) if problem.code == "dangling"]
    assert dangling == ["D2"]


def test_a_disposed_record_never_dangles(write):
    records = read(
        write(record_disposals="disposal_id,subject_type,subject_id,destroyed_on\nX1,person,P9,2026-01-01\n",
              people="person_id\nP1\n")
    )  # fmt: skip
    assert problems(records) == []


def test_identical_copies_are_one_record(write):
    records = read(write(carers="carer_id,name,status\nC1,a,approved\nC2,b,ended\nC1,a,Approved\n"))
    assert one(records).code == "duplicate_key"
    assert one(records).row == 4
    assert records.frames["carers"].select("carer_id", "_row").rows() == [("C1", 2), ("C2", 3)]
    assert records.frames["carers"].columns[-1] == "_row"
    assert not any(name.endswith("?") for name in records.frames["carers"].columns)


def test_where_copies_differ_no_rule_may_rely_on_the_cell(write):
    rows = "C1,a,approved,2026-01-01,en\nC1,a,ended,,en\nC1,a,approved,soon,en\n"
    carers = f"carer_id,name,status,approved_on,languages\n{rows}"
    records = read(write(carers=carers))
    frame = records.frames["carers"]
    assert frame.height == 1
    assert frame.select("status", "status?", "approved_on", "approved_on?", "name").rows() == [
        (None, True, None, True, "a")
    ]
    assert codes(records) == ["not_a_date", "duplicate_key", "duplicate_key"]
    assert "differ in status, approved_on" in problems(records)[1].problem


def test_a_record_without_a_key_is_audited_under_its_row(write):
    records = read(write(carers="carer_id,name\n,a\nC2,b\n,c\n"))
    frame = records.frames["carers"]
    assert frame["carer_id"].to_list() == ["row-2", "C2", "row-4"]
    assert frame[unreadable("carer_id")].to_list() == [True, False, True]
    assert codes(records) == ["key_empty", "key_empty"]


def test_a_made_up_key_never_meets_a_real_one(write):
    records = read(write(carers="carer_id,name\nrow-3,a\n,b\n"))
    assert records.frames["carers"]["carer_id"].n_unique() == 2


def test_a_table_without_its_key_column_is_still_read(write):
    records = read(write(carers="name,status\na,approved\nb,ended\n"))
    assert records.frames["carers"]["carer_id"].to_list() == ["row-2", "row-3"]
    assert "carer_id" not in records.supplied["carers"]
    assert next(problem.column for problem in records.problems if problem.code == "missing_column") == "carer_id"


def test_a_required_cell_that_is_empty_is_told_and_the_record_kept(write):
    records = read(write(carers="carer_id,status\nC1,\nC2,approved\n"))
    assert one(records).code == "required_empty"
    assert records.frames["carers"].height == 2
    assert unreadable("status") not in records.frames["carers"].columns


def test_the_only_scheme_is_filled_in_everywhere(write):
    records = read(write(schemes=SCHEME, carers="carer_id\nC1\n", people="person_id,scheme_id\nP1,\nP2,S1\n"))
    assert problems(records) == []
    assert records.frames["carers"]["scheme_id"].to_list() == ["S1"]
    assert records.frames["people"]["scheme_id"].to_list() == ["S1", "S1"]
    assert "scheme_id" in records.supplied["carers"]


def test_without_a_scheme_table_the_scheme_is_called_scheme(write):
    records = read(write(carers="carer_id\nC1\n"))
    assert records.frames["carers"]["scheme_id"].to_list() == ["scheme"]
    assert "schemes" not in records.supplied


def test_without_a_scheme_table_the_one_scheme_named_is_the_scheme(write):
    records = read(write(carers="carer_id,scheme_id\nC1,S7\n", people="person_id\nP1\n"))
    assert records.frames["people"]["scheme_id"].to_list() == ["S7"]


def test_a_lone_scheme_without_an_id_takes_the_one_that_records_name(write):
    records = read(
        write(schemes="name,service,nation\nHarbour,shared_lives,wales\n", carers="carer_id,scheme_id\nC1,S7\n")
    )
    assert records.frames["schemes"]["scheme_id"].to_list() == ["S7"]
    assert problems(records) == []


def test_of_several_schemes_an_empty_cell_could_be_any(write):
    schemes = SCHEME + "S2,Hill,shared_lives,wales\n"
    records = read(write(schemes=schemes, carers="carer_id,scheme_id\nC1,S1\nC2,\n", people="person_id\nP1\n"))
    assert codes(records) == ["scheme_unknown", "scheme_unknown"]
    assert records.frames["carers"]["scheme_id?"].to_list() == [False, True]
    assert records.frames["people"]["scheme_id?"].to_list() == [True]
    assert "scheme_id" not in records.supplied["people"]


def test_a_scheme_that_is_not_listed_dangles(write):
    assert one(read(write(schemes=SCHEME, carers="carer_id,scheme_id\nC1,S9\n"))).code == "dangling"


def test_checklist_codes_are_judged_where_they_are_known(write):
    folder = write(checklist="item_id,item\nI1,Aims\nI2,aimz\n")
    known = {"every": frozenset({"registration_statement"}), "statement_of_purpose": frozenset({"aims"})}
    records = read(folder, checklist=known)
    assert records.frames["checklist"]["item"].to_list() == ["aims", None]
    assert 'Did you mean "aims"?' in one(records).problem
    assert records.contract["checklist"].column("item").kind == "text"
    assert problems(read(folder)) == []
