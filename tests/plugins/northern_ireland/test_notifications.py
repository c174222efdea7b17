"""Northern Ireland's register of notifiable events: RQIA and the placing authority, each with the law's clock."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from complianced.law.book import Law
from complianced.plugins.host import load_host
from complianced.rules.view import Records
from complianced.rules.views.notifications import notifications_of
from complianced.testing.records import records_from

HOST = load_host()
AS_OF = date(2026, 11, 22)
PEOPLE: dict[str, list[dict[str, Any]]] = {
    "people": [
        {"person_id": "p", "placing_authority": "T", "funding": "hsc_trust"},
        {"person_id": "own", "funding": "self"},
    ],
}


def register(as_of: date = AS_OF, **given: list[dict[str, Any]]) -> pl.DataFrame:
    records = records_from(PEOPLE | given, HOST.contract, nation="northern_ireland")
    views = Records(records, HOST.rulebook.views, as_of, "northern_ireland")
    law = Law(HOST.rulebook.bundle("northern_ireland").law.values, "northern_ireland", as_of)
    return notifications_of(views.view("notifications_northern_ireland"), law)


def told(frame: pl.DataFrame) -> dict[str, Any]:
    return {row["recipient"]: row for row in frame.iter_rows(named=True)}


def incident(**more: Any) -> dict[str, Any]:
    return {"incident_id": "i", "kind": "theft", "person_id": "p", "known_at": "2026-11-10 09:00"} | more


def test_rqia_and_the_placing_authority_each_have_a_line() -> None:
    rows = told(register(incidents=[incident(regulator_notified_at="2026-11-11 09:00")]))
    assert set(rows) == {"regulator", "placing_authority"}
    assert rows["regulator"]["days_late"] is None
    assert rows["regulator"]["due_on"] == date(2026, 11, 11)
    assert rows["placing_authority"]["told_on"] is None
    assert rows["placing_authority"]["days_late"] == 11


def test_a_notice_a_minute_after_24_hours_is_late() -> None:
    rows = told(register(incidents=[incident(regulator_notified_at="2026-11-11 09:01")]))
    assert rows["regulator"]["days_late"] == 1


def test_nobody_is_told_of_a_self_funder_but_rqia() -> None:
    assert set(told(register(incidents=[incident(person_id="own")]))) == {"regulator"}


@pytest.mark.parametrize(("hours", "lines"), [(12.0, 0), (12.5, 2), (None, 2)])
def test_an_unexplained_absence_counts_beyond_twelve_hours(hours: float | None, lines: int) -> None:
    assert register(incidents=[incident(kind="missing", missing_hours=hours)]).height == lines


@pytest.mark.parametrize(("harm", "lines"), [("none", 0), ("low", 2)])
def test_other_kinds_count_where_somebody_was_harmed(harm: str, lines: int) -> None:
    assert register(incidents=[incident(kind="medicines_error", harm=harm)]).height == lines


def test_concerns_absences_changes_revisions_and_requests_are_listed() -> None:
    frame = register(
        staff=[{"staff_id": "m", "role": "registered_manager", "started_on": date(2020, 1, 1)}],
        concerns=[{"concern_id": "c", "person_id": "p", "raised_at": "2026-11-01 10:00"}],
        absences=[
            {"staff_id": "m", "started_on": date(2026, 6, 1), "ended_on": date(2026, 7, 1), "planned": True},
            {"staff_id": "m", "started_on": date(2026, 9, 1), "ended_on": date(2026, 9, 20), "planned": True},
        ],
        changes=[{"kind": "conviction", "happened_on": date(2026, 5, 1)}, {"kind": "other", "happened_on": AS_OF}],
        documents=[
            {"kind": "service_guide", "effective_on": date(2020, 1, 1)},
            {"kind": "service_guide", "effective_on": date(2026, 1, 1)},
        ],
        regulator_requests=[{"kind": "improvement_plan", "received_on": date(2026, 10, 1)}],
    )
    assert sorted(frame["event"]) == [
        "abuse",
        "conviction",
        "planned_absence",
        "request_of_regulator",
        "return_of_manager",
        "service_guide_revised",
    ]
    due = {row["event"]: row["due_on"] for row in frame.iter_rows(named=True)}
    assert due["planned_absence"] == date(2026, 5, 4)
    assert due["return_of_manager"] == date(2026, 7, 8)
    assert due["service_guide_revised"] == date(2026, 1, 29)
    assert due["request_of_regulator"] == date(2026, 11, 1)
