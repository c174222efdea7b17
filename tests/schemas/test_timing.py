"""Records as they were known on a day: later rows are left out and said, later dates not yet known, plans kept."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest

from complianced.schemas.contract import Column, Kind, Table
from complianced.schemas.recordset import RecordSet
from complianced.schemas.registry import CONTRACT
from complianced.schemas.timing import ARISES, LOOKS_AHEAD, as_known_on
from complianced.testing.records import records_from

DAY = date(2026, 5, 31)


def known(**given: list[dict[str, object]]) -> RecordSet:
    return as_known_on(records_from(given, CONTRACT, nation="england"), DAY)


def test_a_row_that_arose_later_is_left_out_and_said() -> None:
    records = known(visits=[{"carer_id": "C", "visited_on": date(2026, 6, 1)}, {"carer_id": "C", "visited_on": DAY}])
    assert records.frame("visits")["visited_on"].to_list() == [DAY]
    assert [problem.code for problem in records.problems] == ["after_audit_date"]
    assert "1 row is dated after 2026-05-31" in records.problems[0].problem


def test_a_date_that_lies_later_is_not_yet_known() -> None:
    records = known(complaints=[{"received_on": DAY, "responded_on": date(2026, 6, 10)}])
    assert records.frame("complaints")["responded_on"].to_list() == [None]


def test_a_moment_later_the_same_day_is_known_and_its_companion_goes_with_it() -> None:
    records = known(
        concerns=[
            {"concern_id": "1", "raised_at": datetime(2026, 5, 31, 23, 59), "referred_at": datetime(2026, 6, 1, 0, 1)}
        ]
    )
    concern = records.frame("concerns").row(0, named=True)
    assert concern["raised_at"] is not None
    assert concern["referred_at"] is None
    assert concern["referred_at_latest"] is None


@pytest.mark.parametrize("column", ["started_on", "ended_on"])
def test_a_planned_absence_is_known_before_it_begins(column: str) -> None:
    absence = {"staff_id": "S", "started_on": date(2026, 7, 1), "ended_on": date(2026, 9, 1)}
    assert known(absences=[absence]).frame("absences")[column].null_count() == 0


def test_an_expiry_lies_ahead_by_nature() -> None:
    records = known(insurances=[{"subject_type": "scheme", "kind": "home", "expires_on": date(2027, 1, 1)}])
    assert records.frame("insurances")["expires_on"].to_list() == [date(2027, 1, 1)]


def test_tables_without_dates_stay_as_they_are() -> None:
    assert known(checklist=[{"item": "aims"}]).frame("checklist").height == 1


def test_every_name_it_knows_is_in_the_contract() -> None:
    assert all(column in CONTRACT[table] for table, columns in ARISES.items() for column in columns)
    every = {column.name for table in CONTRACT.values() for column in table.columns}
    assert every >= LOOKS_AHEAD


def test_the_dates_of_a_plugins_table_say_themselves_whether_they_look_ahead() -> None:
    table = Table(
        "ponds",
        "ponds",
        "One pond",
        (
            Column("pond_id", Kind.ID, required=True),
            Column("dug_on", Kind.DATE, arises=True),
            Column("filled_on", Kind.DATE),
            Column("swim_on", Kind.DATE, ahead=True),
        ),
    )
    later, earlier = date(2026, 11, 23), date(2026, 11, 22)
    frame = pl.DataFrame(
        {
            "pond_id": ["dug later", "filled later", "all known"],
            "dug_on": [later, earlier, earlier],
            "filled_on": [later, later, earlier],
            "swim_on": [later, later, later],
        }
    )
    known = as_known_on(RecordSet({"ponds": table}, {"ponds": frame}, {}), earlier)
    assert known.frames["ponds"].rows() == [
        ("filled later", earlier, None, later),
        ("all known", earlier, earlier, later),
    ]
    assert [problem.code for problem in known.problems] == ["after_audit_date"]
