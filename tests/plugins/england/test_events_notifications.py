"""England's register of notifiable events: whom to tell of what and by when, when they were told, how late that was."""

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
    "arrangements": [
        {"person_id": "p", "carer_id": "k", "kind": "live_in", "started_on": date(2020, 1, 1), "personal_care": True}
    ],
}


def register(as_of: date = AS_OF, **given: list[dict[str, Any]]) -> pl.DataFrame:
    records = records_from(PEOPLE | given, HOST.contract, nation="england")
    views = Records(records, HOST.rulebook.views, as_of, "england")
    law = Law(HOST.rulebook.bundle("england").law.values, "england", as_of)
    return notifications_of(views.view("notifications_england"), law)


def only(frame: pl.DataFrame) -> dict[str, Any]:
    assert frame.height == 1, frame
    return frame.row(0, named=True)


def death(**more: Any) -> dict[str, Any]:
    return {"incident_id": "i", "kind": "death", "person_id": "p", "known_at": "2026-11-10 09:00"} | more


def test_a_notice_in_time_is_no_days_late() -> None:
    row = only(register(incidents=[death(regulator_notified_at="2026-11-13 23:00")]))
    assert row == {
        "scheme_id": "schemes-1",
        "table": "incidents",
        "record_id": "i",
        "event": "death",
        "recipient": "regulator",
        "known_on": date(2026, 11, 10),
        "told_on": date(2026, 11, 13),
        "due_on": date(2026, 11, 13),
        "days_late": None,
    }


def test_a_late_notice_is_counted_in_days_from_when_it_was_due() -> None:
    row = only(register(incidents=[death(regulator_notified_at="2026-11-15 08:00")]))
    assert row["days_late"] == 2


def test_a_notice_never_given_is_late_by_the_days_until_the_audit() -> None:
    row = only(register(incidents=[death()]))
    assert (row["told_on"], row["days_late"]) == (None, 9)


def test_a_notice_not_yet_due_is_not_late() -> None:
    assert only(register(as_of=date(2026, 11, 13), incidents=[death()]))["days_late"] is None


def test_an_event_of_unknown_day_has_no_due_day() -> None:
    row = only(register(incidents=[death(known_at=None)]))
    assert (row["known_on"], row["due_on"], row["days_late"]) == (None, None, None)


def test_hours_count_on_the_last_day_too() -> None:
    breach = {"incident_id": "i", "kind": "data_breach", "known_at": "2026-11-10 09:00"}
    row = only(register(incidents=[breach | {"ico_notified_at": "2026-11-13 09:01"}]))
    assert (row["recipient"], row["due_on"], row["days_late"]) == ("information_commissioner", date(2026, 11, 13), 1)
    assert only(register(incidents=[breach | {"ico_notified_at": "2026-11-13 09:00"}]))["days_late"] is None


def test_a_stop_of_24_hours_is_not_notifiable_and_a_longer_one_is() -> None:
    stop = {"kind": "service_disruption", "known_at": "2026-11-10 09:00"}
    assert register(incidents=[stop | {"disruption_hours": 24.0}]).is_empty()
    assert only(register(incidents=[stop | {"disruption_hours": 24.5}]))["event"] == "service_disruption"
    assert only(register(incidents=[stop]))["event"] == "service_disruption"


def test_a_planned_absence_is_due_before_it_starts_and_a_short_one_not_at_all() -> None:
    staff = [{"staff_id": "m", "role": "registered_manager", "started_on": date(2020, 1, 1)}]
    away = {"staff_id": "m", "planned": True, "started_on": date(2026, 12, 1)}
    row = only(register(staff=staff, absences=[away | {"ended_on": date(2026, 12, 29)}]))
    assert (row["event"], row["due_on"], row["days_late"]) == ("planned_absence", date(2026, 11, 3), 19)
    assert register(staff=staff, absences=[away | {"ended_on": date(2026, 12, 28)}]).is_empty()


def test_where_nothing_sets_a_day_there_is_none() -> None:
    concern = {"concern_id": "c", "person_id": "p", "raised_at": "2026-11-10 09:00"}
    rows = {row["recipient"]: row for row in register(concerns=[concern]).iter_rows(named=True)}
    assert rows["local_authority"]["due_on"] is None
    assert rows["regulator"]["days_late"] == 9


def test_one_event_may_have_several_recipients() -> None:
    died = [{"person_id": "p", "died_on": date(2026, 11, 10), "primary_need": "learning_disability"}]
    rows = register(people=died, incidents=[death(regulator_notified_at="2026-11-10 10:00")])
    assert sorted(rows["recipient"]) == ["leder", "regulator"]


def test_nobody_is_told_of_what_is_outside_personal_care() -> None:
    outside = [PEOPLE["arrangements"][0] | {"personal_care": False}]
    assert register(arrangements=outside, incidents=[death()]).is_empty()


def test_nothing_happened_is_an_empty_register() -> None:
    assert register().is_empty()
