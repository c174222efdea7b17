"""Matrices count people in role, by state on the day, and no name can come into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from complianced.measures.matrices import DISCLOSURE_AGES, TRAINING_STATES, matrices
from complianced.measures.matrix import Matrix
from complianced.schemas.registry import CONTRACT
from complianced.testing.records import records_from

AS_OF = date(2026, 11, 22)
Row = dict[str, Any]


def carer(name: str, **more: Any) -> Row:
    return {"carer_id": name, "status": "approved", "approved_on": date(2020, 1, 1), **more}


def course(of: str, ends: date | None, **more: Any) -> Row:
    return {"subject_type": "carer", "subject_id": of, "course": "medicines", "completed_on": date(2024, 1, 1),
            "expires_on": ends, **more}  # fmt: skip


def disclosure(of: str, issued: date | None, **more: Any) -> Row:
    return {"subject_type": "carer", "subject_id": of, "issued_on": issued, **more}


def found(name: str, as_of: date = AS_OF, **tables: Any) -> Matrix:
    records = records_from(tables, CONTRACT, nation="wales", service="shared_lives")
    return next(matrix for matrix in matrices(records, as_of) if matrix.name == name)


def medicines(matrix: Matrix) -> dict[str, int]:
    counts = matrix.counts[matrix.rows.index("Medicines")]
    return {name: count for name, count in zip(matrix.columns, counts, strict=True) if count}


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        (date(2026, 11, 21), "Lapsed"),
        (date(2026, 11, 22), "Due in 13 weeks"),  # the last day still counts
        (date(2027, 2, 21), "Due in 13 weeks"),
        (date(2027, 2, 22), "In date"),
        (None, "No end known"),
    ],
)
def test_a_course_stands_by_the_end_of_its_record(ends: date | None, state: str) -> None:
    assert medicines(found("training-carers", carers=[carer("C1")], training=[course("C1", ends)])) == {state: 1}


def test_the_latest_time_a_course_was_taken_counts() -> None:
    training = [course("C1", date(2030, 1, 1), completed_on=date(2023, 1, 1)),
                course("C1", date(2026, 1, 1), completed_on=date(2025, 1, 1))]  # fmt: skip
    assert medicines(found("training-carers", carers=[carer("C1")], training=training)) == {"Lapsed": 1}


def test_only_people_in_role_are_counted_and_every_row_adds_up() -> None:
    carers = [carer("C1"), carer("C2", status="ended", ended_on=date(2026, 1, 1)), carer("C3", status="applicant"),
              carer("C4", ended_on=AS_OF), carer("C5", approved_on=date(2027, 1, 1)), carer("C6")]  # fmt: skip
    matrix = found("training-carers", carers=carers, training=[course("C1", date(2028, 1, 1)),
                                                               course("C2", date(2028, 1, 1))])  # fmt: skip
    assert medicines(matrix) == {"In date": 1, "None recorded": 1}
    assert set(matrix.denominators) == {2}
    assert all(sum(counts) == 2 for counts in matrix.counts)


def test_a_course_that_nobody_has_taken_is_shown() -> None:
    matrix = found("training-carers", carers=[carer("C1")], training=[course("C1", None)])
    at = matrix.rows.index("Safeguarding adults")
    assert matrix.counts[at] == (0, 0, 0, 0, 1)
    assert matrix.columns == TRAINING_STATES


def test_records_that_were_not_supplied_are_named_and_nothing_is_counted() -> None:
    records = records_from({"carers": [carer("C1")]}, CONTRACT, nation="wales", absent=["training", "staff.role"])
    first, _, disclosures = matrices(records, AS_OF)
    assert (first.missing, first.counts) == (("training",), ())
    assert disclosures.missing == ()
    records = records_from({"carers": [carer("C1")]}, CONTRACT, nation="wales", absent=["household_members"])
    *_, disclosures = matrices(records, AS_OF)
    assert (disclosures.missing, disclosures.rows) == (("household_members",), ("Carers", "Staff"))


def test_cells_that_could_not_be_read_are_counted_apart() -> None:
    given = {"carers": [carer("C1")], "training": [course("C1", date(2028, 1, 1))]}
    records = records_from(given, CONTRACT, nation="wales", unreadable_cells=["training.completed_on"])
    assert matrices(records, AS_OF)[0].left_out == 1
    records = records_from(given, CONTRACT, nation="wales", unreadable_cells=["training.expires_on"])
    assert medicines(matrices(records, AS_OF)[0]) == {"No end known": 1}


def test_a_word_that_the_contract_does_not_know_is_counted_and_not_shown() -> None:
    records = records_from({"carers": [carer("C1")], "training": [course("C1", None)]}, CONTRACT, nation="wales")
    training = records.frame("training").with_columns(course=pl.lit("for Tomos ap Rhys"))
    first = matrices(replace(records, frames={**records.frames, "training": training}), AS_OF)[0]
    assert "Tomos" not in str(first)
    assert first.left_out == 1


def test_a_homeshare_organisation_is_not_asked_for_carers() -> None:
    people = [{"participant_id": "P1", "role": "householder"}, {"participant_id": "P2", "role": "homesharer"}]
    records = records_from({"homeshare_participants": people}, CONTRACT, nation="wales", service="homeshare")
    staff, disclosures = matrices(records, AS_OF)
    assert staff.title == "Training of staff"
    assert disclosures.rows == ("Staff", "Householders", "Homesharers")
    assert disclosures.denominators == (0, 1, 1)


@pytest.mark.parametrize(
    ("issued", "checked", "age"),
    [
        (date(2025, 11, 23), None, "Under 1 year"),
        (date(2025, 11, 22), None, "1 to 2 years"),
        (date(2024, 11, 22), None, "2 to 3 years"),
        (date(2023, 11, 22), None, "Older"),
        (date(2023, 11, 22), date(2026, 1, 1), "Older, checked this year"),
        (date(2023, 11, 22), date(2025, 11, 22), "Older"),
        (None, None, "No date"),
    ],
)
def test_a_disclosure_stands_by_its_age(issued: date | None, checked: date | None, age: str) -> None:
    matrix = found("disclosures", carers=[carer("C1"), carer("C2")],
                   disclosures=[disclosure("C1", issued, status_checked_on=checked)])  # fmt: skip
    counts = dict(zip(DISCLOSURE_AGES, matrix.counts[matrix.rows.index("Carers")], strict=True))
    assert {name: count for name, count in counts.items() if count} == {age: 1, "None recorded": 1}


def test_adults_of_the_household_are_counted_and_children_are_not() -> None:
    home, left = {"household_id": "H1"}, {"household_id": "H2"}
    members = [{"member_id": "M1", "born_on": date(2008, 11, 22)} | home,
               {"member_id": "M2", "born_on": date(2008, 11, 23)} | home, {"member_id": "M3", "born_on": None} | home,
               {"member_id": "M4", "born_on": date(1990, 1, 1)} | left]  # fmt: skip
    since = {"approved_on": date(2020, 1, 1)}
    carers = [{"carer_id": "C1", "status": "approved"} | since | home,
              {"carer_id": "C2", "status": "ended", "ended_on": AS_OF} | since | left]  # fmt: skip
    matrix = found("disclosures", households=[home, left], carers=carers, household_members=members, disclosures=[])
    assert matrix.denominators[matrix.rows.index("Adults in carers' homes")] == 2
