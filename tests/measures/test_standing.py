"""Facts say how a scheme stands on the day: out of how many, what was not supplied, and what could not be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from complianced.measures.fact import UNREADABLE, Fact, Listing, Standing
from complianced.measures.standing import standing
from complianced.schemas.recordset import RecordSet
from complianced.schemas.registry import CONTRACT
from complianced.testing.records import records_from

AS_OF = date(2026, 11, 22)
Row = dict[str, Any]


def carer(name: str, **more: Any) -> Row:
    return {"carer_id": name, "status": "approved", "approved_on": date(2020, 1, 1), "kind": "carer", **more}


def arrangement(name: str, **more: Any) -> Row:
    return {"arrangement_id": name, "kind": "live_in", "started_on": date(2022, 1, 1), "person_id": "P1", **more}


def records(absent: Any = (), unreadable: Any = (), service: str = "shared_lives", **tables: Any) -> RecordSet:
    return records_from(tables, CONTRACT, nation="england", service=service, absent=absent, unreadable_cells=unreadable)


def fact_in(found: Standing, label: str) -> Fact:
    (only,) = [fact for group in found.groups for fact in group.facts if fact.label == label]
    return only


def fact(label: str, as_of: date = AS_OF, **given: Any) -> Fact:
    return fact_in(standing(records(**given), as_of), label)


def listing(title: str, as_of: date = AS_OF, **given: Any) -> Listing:
    groups = standing(records(**given), as_of).groups
    (only,) = [group.listing for group in groups if group.listing and group.listing.title == title]
    return only


REVIEWED = "Carers in role reviewed in the last 12 months"
RECEIVED = "Complaints received in the last 12 months"


@pytest.mark.parametrize(
    ("held", "as_of", "counted"),
    [
        (date(2025, 11, 22), date(2026, 11, 22), 1),  # the same day a year later is still in time
        (date(2025, 11, 22), date(2026, 11, 23), 0),
        (date(2026, 11, 22), date(2026, 11, 22), 1),
        (date(2026, 11, 23), date(2026, 11, 22), 0),  # not yet known
        (date(2024, 2, 29), date(2025, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 3, 1), 0),
    ],
)
def test_a_yearly_review_counts_until_the_same_day_a_year_later(held: date, as_of: date, counted: int) -> None:
    found = fact(REVIEWED, as_of, carers=[carer("C1")], carer_reviews=[{"kind": "annual", "held_on": held}])
    assert (found.value, found.out_of) == (counted, 1)


@pytest.mark.parametrize(
    ("received", "as_of", "counted"),
    [
        (date(2025, 11, 23), date(2026, 11, 22), 1),
        (date(2025, 11, 22), date(2026, 11, 22), 0),  # a year of days has each day once
        (date(2026, 11, 22), date(2026, 11, 22), 1),
        (date(2027, 3, 1), date(2028, 2, 29), 1),
        (date(2027, 2, 28), date(2028, 2, 29), 0),
        (date(2028, 2, 29), date(2029, 2, 28), 1),
    ],
)
def test_what_happened_is_counted_over_twelve_months(received: date, as_of: date, counted: int) -> None:
    assert fact(RECEIVED, as_of, complaints=[{"received_on": received}]).value == counted


def test_the_twelve_months_are_given_with_the_facts() -> None:
    found = standing(records(), AS_OF)
    assert (found.since, found.as_of) == (date(2025, 11, 23), AS_OF)


def test_nought_is_not_the_same_as_not_supplied() -> None:
    assert fact(RECEIVED, complaints=[]) == Fact(RECEIVED, 0)
    assert fact(RECEIVED, absent=["complaints"]) == Fact(RECEIVED, missing=("complaints",))
    found = fact(REVIEWED, carers=[carer("C1")], absent=["carer_reviews.held_on"])
    assert (found.value, found.missing) == (None, ("carer_reviews.held_on",))
    assert fact("Carers in role", carers=[carer("C1")], absent=["carers.status"]).missing == ("carers.status",)


def test_a_column_that_no_fact_reads_is_not_missed() -> None:
    groups = standing(records(absent=["carers.name"]), AS_OF).groups
    assert [fact.label for group in groups for fact in group.facts if fact.missing] == []


def test_what_could_not_be_read_is_counted_apart() -> None:
    given: Any = {"carers": [carer("C1"), carer("C2")], "carer_reviews": [{"carer_id": "C1", "held_on": AS_OF}]}
    found = fact(REVIEWED, **given, unreadable=["carer_reviews.held_on"])
    assert (found.value, found.out_of, found.unreadable) == (0, 1, 1)
    found = fact(REVIEWED, **given, unreadable=["carers.approved_on"])
    assert (found.value, found.out_of, found.unreadable) == (0, 0, 2)
    found = fact(RECEIVED, complaints=[{"received_on": AS_OF}], unreadable=["complaints.received_on"])
    assert (found.value, found.unreadable, found.undated) == (0, 1, 0)


def test_a_readable_review_settles_what_an_unreadable_one_leaves_open() -> None:
    given = records(carers=[carer("C1")], carer_reviews=[{"held_on": AS_OF}, {"held_on": None}])
    reviews = given.frame("carer_reviews").with_columns(pl.Series("held_on?", [False, True]))
    found = fact_in(standing(replace(given, frames={**given.frames, "carer_reviews": reviews}), AS_OF), REVIEWED)
    assert (found.value, found.out_of, found.unreadable) == (1, 1, 0)


def test_what_has_no_day_is_counted_apart() -> None:
    found = fact(RECEIVED, complaints=[{"received_on": None}, {"received_on": AS_OF}])
    assert (found.value, found.undated) == (1, 1)
    found = fact("Incidents in the last 12 months", incidents=[{"kind": "fire"}, {"kind": "fire", "known_at": AS_OF},
                                                               {"kind": "theft", "occurred_at": AS_OF}])  # fmt: skip
    assert (found.value, found.undated, dict(found.parts)) == (2, 1, {"fire": 1, "theft": 1})


def test_only_carers_in_role_and_their_homes_are_counted() -> None:
    gone = {"status": "ended", "ended_on": date(2026, 1, 1)}
    carers = [carer("C1", household_id="H1"), carer("C2", household_id="H2", **gone), carer("C3", status="applicant"),
              carer("C4", ended_on=AS_OF), carer("C5", kind="support_carer")]  # fmt: skip
    given = {"carers": carers, "households": [{"household_id": "H1"}, {"household_id": "H2"}]}
    found = fact("Carers in role", **given)
    assert (found.value, dict(found.parts)) == (2, {"carer": 1, "support_carer": 1})
    assert fact("Homes of carers in role", **given).value == 1


def test_an_arrangement_ends_on_its_last_day_and_when_its_person_dies() -> None:
    people = [{"person_id": "P1"}, {"person_id": "P2", "died_on": AS_OF}]
    arrangements = [arrangement("A1"), arrangement("A2", ended_on=AS_OF), arrangement("A3", person_id="P2"),
                    arrangement("A4", started_on=date(2026, 11, 23))]  # fmt: skip
    given: Any = {"people": people, "arrangements": arrangements, "carers": [carer("C1")]}
    assert fact("Live arrangements", **given).value == 1
    assert fact("People supported on the day", **given).value == 1
    before = fact("Live arrangements", date(2026, 11, 21), **given)
    assert (before.value, before.parts) == (3, (("live_in", 3),))


def test_plans_and_reviews_are_out_of_the_live_arrangements() -> None:
    given: Any = {
        "people": [{"person_id": "P1"}],
        "carers": [carer("C1")],
        "arrangements": [arrangement("A1"), arrangement("A2"), arrangement("A3", ended_on=date(2026, 1, 1))],
        "plans": [{"arrangement_id": "A1", "made_at": date(2023, 1, 1)}, {"arrangement_id": "A3", "made_at": AS_OF}],
        "plan_reviews": [{"arrangement_id": "A2", "kind": "plan", "held_on": date(2025, 11, 21)}],
    }
    planned = fact("Live arrangements with a plan", **given)
    assert (planned.value, planned.out_of) == (1, 2)
    reviewed = fact("Live arrangements with a review in the last 12 months", **given)
    assert (reviewed.value, reviewed.out_of) == (0, 2)


def test_the_current_version_of_a_document_counts_and_its_review_is_due() -> None:
    documents = [
        {"document_id": "D1", "kind": "medicines_policy", "effective_on": date(2024, 1, 1),
         "review_due_on": date(2025, 1, 1)},
        {"document_id": "D2", "kind": "medicines_policy", "approved_on": date(2025, 1, 1), "review_due_on": AS_OF},
        {"document_id": "D3", "kind": "medicines_policy", "approved_on": AS_OF, "effective_on": date(2027, 1, 1),
         "review_due_on": date(2028, 1, 1)},
        {"document_id": "D4", "kind": "statement_of_purpose", "approved_on": date(2026, 1, 1)},
    ]  # fmt: skip
    found = listing("Policies and other documents", documents=documents)
    assert found.rows == (("medicines_policy", date(2025, 1, 1), AS_OF),)
    assert fact("Policies and other documents, past their review", documents=documents) == Fact(
        "Policies and other documents, past their review", 0, 1
    )
    tomorrow = fact("Policies and other documents, past their review", date(2026, 11, 23), documents=documents)
    assert (tomorrow.value, tomorrow.out_of) == (1, 1)
    assert listing("Statement of purpose and guide", documents=documents).rows == (
        ("statement_of_purpose", date(2026, 1, 1), None),
    )


def test_a_review_day_that_could_not_be_read_is_not_shown_as_none() -> None:
    documents = [{"kind": "medicines_policy", "approved_on": date(2025, 1, 1), "review_due_on": AS_OF}]
    given: Any = {"documents": documents, "unreadable": ["documents.review_due_on"]}
    assert listing("Policies and other documents", **given).rows == (
        ("medicines_policy", date(2025, 1, 1), UNREADABLE),
    )
    found = fact("Policies and other documents, past their review", **given)
    assert (found.value, found.out_of, found.unreadable) == (0, 0, 1)


def test_governance_gives_the_last_event_of_each_kind() -> None:
    events = [{"kind": "quality_audit", "happened_on": day} for day in (date(2025, 1, 1), date(2026, 1, 1))]
    events.append({"kind": "survey", "happened_on": date(2025, 1, 1)})
    found = listing("Governance, by kind of event", governance=events)
    assert found.rows == (("quality_audit", date(2026, 1, 1), 1), ("survey", date(2025, 1, 1), 0))
    assert listing("Governance, by kind of event", absent=["governance"]).missing == ("governance",)
    assert listing("Governance, by kind of event", governance=events,
                   unreadable=["governance.happened_on"]).unreadable == 3  # fmt: skip


def test_the_last_check_of_a_home_counts_to_its_last_day() -> None:
    checks = [
        {"household_id": "H1", "kind": "gas", "checked_on": date(2024, 1, 1), "expires_on": date(2027, 1, 1)},
        {"household_id": "H1", "kind": "gas", "checked_on": date(2025, 11, 22), "expires_on": AS_OF},
        {"household_id": "H1", "kind": "vehicle", "checked_on": date(2026, 1, 1)},
    ]
    given: Any = {"carers": [carer("C1", household_id="H1")], "households": [{"household_id": "H1"}],
                  "home_checks": checks}  # fmt: skip
    title = "Homes of carers in role, by their last check of each kind"
    rows = {row[0]: row[1:] for row in listing(title, **given).rows}
    assert (rows["gas"], rows["vehicle"], rows["fire_risk"]) == ((1, 1, 0, 0, 0), (1, 0, 0, 1, 0), (1, 0, 0, 0, 1))
    rows = {row[0]: row[1:] for row in listing(title, date(2026, 11, 23), **given).rows}
    assert rows["gas"] == (1, 0, 1, 0, 0)


def test_papers_count_once_for_each_person_and_only_when_satisfactory() -> None:
    checks = [
        {"subject_type": "carer", "subject_id": "C1", "item": "identity", "received_on": AS_OF, "satisfactory": True},
        {"subject_type": "carer", "subject_id": "C1", "item": "identity", "received_on": AS_OF, "satisfactory": True},
        {"subject_type": "carer", "subject_id": "C2", "item": "identity", "received_on": AS_OF, "satisfactory": False},
        {"subject_type": "carer", "subject_id": "C2", "item": "health", "satisfactory": True},
        {"subject_type": "staff", "subject_id": "S1", "item": "identity", "received_on": AS_OF, "satisfactory": True},
    ]
    given: Any = {"carers": [carer("C1"), carer("C2")], "file_checks": checks,
                  "staff": [{"staff_id": "S1", "role": "scheme_worker"}]}  # fmt: skip
    found = listing("Papers on file, received and satisfactory", **given)
    assert (found.rows, found.out_of) == ((("identity", 1, 1),), (2, 1))


def test_an_authority_for_deprivation_of_liberty_is_current_to_its_last_day() -> None:
    given: Any = {"people": [{"person_id": "P1"}], "carers": [carer("C1")], "arrangements": [arrangement("A1")]}
    for ends, current, soon in ((AS_OF, 1, 1), (date(2026, 11, 21), 0, 0), (date(2027, 2, 21), 1, 1),
                                (date(2027, 2, 22), 1, 0)):  # fmt: skip
        liberty = [{"authority": "court_of_protection", "authorised_on": date(2026, 1, 1), "expires_on": ends}]
        assert fact("Authorities for deprivation of liberty, current", **given, liberty=liberty).value == current
        assert fact("Of these, ending in the next 13 weeks", **given, liberty=liberty).value == soon


def test_a_role_that_nobody_holds_any_more_is_vacant() -> None:
    staff = [{"staff_id": "S1", "role": "registered_manager", "ended_on": AS_OF},
             {"staff_id": "S2", "role": "scheme_worker", "started_on": date(2020, 1, 1)}]  # fmt: skip
    assert fact("Roles once held and vacant on the day", staff=staff).value == ("registered_manager",)
    assert fact("Staff in post", staff=staff) == Fact("Staff in post", 1, parts=(("scheme_worker", 1),))
    assert fact("Registered managers in post", staff=staff).value == 0
    assert fact("Roles once held and vacant on the day", date(2026, 11, 21), staff=staff).value == 0


def test_dates_of_one_scheme_are_given_and_of_several_counted() -> None:
    one = [{"scheme_id": "S1", "registered_on": date(2019, 4, 29), "registered_services": ["personal_care"]}]
    assert fact("Registered since", schemes=one).value == date(2019, 4, 29)
    assert fact("Registered services", schemes=one).value == ("personal_care",)
    two = [*one, {"scheme_id": "S2"}]
    assert (fact("Registered since", schemes=two).value, fact("Registered since", schemes=two).out_of) == (1, 2)
    found = fact("Registered since", schemes=one, unreadable=["schemes.registered_on"])
    assert (found.value, found.unreadable) == (None, 1)


def test_schemes_that_were_not_asked_for_are_left_out() -> None:
    schemes = [{"scheme_id": "S1"}, {"scheme_id": "S2"}]
    complaints = [{"scheme_id": name, "received_on": AS_OF} for name in ("S1", "S2", "S2")]
    given = records(schemes=schemes, complaints=complaints)
    assert fact_in(standing(given, AS_OF, ["S2"]), RECEIVED).value == 2
    assert fact_in(standing(given, AS_OF), RECEIVED).value == 3


def test_a_word_that_the_contract_does_not_know_is_not_shown() -> None:
    given = records(carers=[carer("C1")], incidents=[{"kind": "fire", "known_at": AS_OF}],
                    documents=[{"kind": "charter"}])  # fmt: skip
    strange = {
        name: given.frame(name).with_columns(kind=pl.lit("Tomos ap Rhys"))
        for name in ("carers", "incidents", "documents")
    }
    found = standing(replace(given, frames={**given.frames, **strange}), AS_OF)
    assert "Tomos" not in str(found)
    assert fact_in(found, "Incidents in the last 12 months").unreadable == 1


def test_a_homeshare_organisation_is_asked_for_matches_and_not_for_carers() -> None:
    people = [{"participant_id": "P1", "role": "householder", "interviewed_on": AS_OF},
              {"participant_id": "P2", "role": "homesharer"},
              {"participant_id": "P3", "role": "homesharer", "left_on": AS_OF}]  # fmt: skip
    matches = [{"match_id": "M1", "householder_id": "P1", "homesharer_id": "P2", "started_on": date(2026, 1, 1)}]
    given: Any = {"service": "homeshare", "homeshare_participants": people, "homeshare_matches": matches}
    tables = {group.table for group in standing(records(**given), AS_OF).groups}
    assert {"homeshare_matches", "complaints"} <= tables
    assert not {"carers", "arrangements", "schemes"} & tables
    found = fact("Homesharers interviewed", **given)
    assert (found.value, found.out_of) == (0, 1)
    assert fact("Live matches", **given).value == 1
    # It has no regulator to tell.
    labels = [each.label for group in standing(records(**given), AS_OF).groups for each in group.facts]
    assert "Of these, told to the regulator" not in labels
