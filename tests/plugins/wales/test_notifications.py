"""Wales's register of notifiable events: whom to tell of what and by when, when they were told, how late that was."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from complianced.law.book import Law
from complianced.plugins.host import load_host
from complianced.rules.view import Records
from complianced.rules.views.notifications import notifications_of
from complianced.testing.records import records_from

HOST = load_host()
AS_OF = date(2026, 11, 22)
PEOPLE: dict[str, list[dict[str, Any]]] = {
    "people": [{"person_id": "p"}],
    "carers": [{"carer_id": "k", "status": "approved", "approved_on": date(2018, 1, 1)}],
    "staff": [{"staff_id": "m", "role": "registered_manager", "started_on": date(2018, 1, 1)}],
    "arrangements": [{"person_id": "p", "carer_id": "k", "kind": "live_in", "started_on": date(2020, 1, 1)}],
}


def register(as_of: date = AS_OF, **given: list[dict[str, Any]]) -> pl.DataFrame:
    records = records_from(PEOPLE | given, HOST.contract, nation="wales")
    views = Records(records, HOST.rulebook.views, as_of, "wales")
    law = Law(HOST.rulebook.bundle("wales").law.values, "wales", as_of)
    return notifications_of(views.view("notifications_wales"), law)


def only(frame: pl.DataFrame) -> dict[str, Any]:
    assert frame.height == 1, frame
    return frame.row(0, named=True)


def death(**more: Any) -> dict[str, Any]:
    return {"incident_id": "i", "kind": "death", "person_id": "p", "known_at": "2026-11-10 09:00"} | more


def test_a_notice_within_a_day_is_no_days_late() -> None:
    row = only(register(incidents=[death(regulator_notified_at="2026-11-11 09:00")]))
    assert (row["event"], row["recipient"], row["due_on"], row["days_late"]) == (
        "death",
        "regulator",
        date(2026, 11, 11),
        None,
    )


def test_a_notice_that_was_never_sent_grows_late_by_the_day() -> None:
    assert only(register(incidents=[death()]))["days_late"] == 11


def test_the_commissioner_who_placed_somebody_is_told_too() -> None:
    people = [{"person_id": "p", "placing_authority": "A council"}]
    rows = register(people=people, incidents=[death(regulator_notified_at="2026-11-10 10:00")])
    assert set(rows["recipient"]) == {"regulator", "commissioner"}


def test_a_planned_absence_is_told_ahead_and_a_short_one_to_nobody() -> None:
    away = {"absence_id": "a", "staff_id": "m", "planned": True, "started_on": date(2026, 12, 20)}
    row = only(register(absences=[away | {"ended_on": date(2027, 1, 20)}]))
    assert (row["event"], row["due_on"]) == ("planned_absence", date(2026, 12, 13))
    assert register(absences=[away | {"ended_on": date(2026, 12, 30)}]).is_empty()


def test_a_revised_statement_of_purpose_is_told_28_days_before_it_takes_effect() -> None:
    papers = [
        {"document_id": "d1", "kind": "statement_of_purpose", "effective_on": date(2021, 1, 1)},
        {"document_id": "d2", "kind": "statement_of_purpose", "effective_on": date(2026, 3, 1)},
    ]
    row = only(register(documents=papers))
    assert (row["record_id"], row["due_on"]) == ("d2", date(2026, 2, 1))


def test_what_was_known_before_the_regulations_is_not_in_the_register() -> None:
    assert register(incidents=[death(known_at="2019-04-28 09:00")]).is_empty()


def test_an_allegation_against_a_carer_is_told_to_regulator_and_council() -> None:
    concern = {"concern_id": "c", "person_id": "p", "alleged": "carer", "raised_at": "2026-11-01 09:00"}
    rows = register(concerns=[concern])
    assert set(rows["recipient"]) == {"regulator", "local_authority"}
    assert rows.filter(pl.col("recipient") == "local_authority")["due_on"].to_list() == [None]
