"""The Homeshare measures count whom they say they count, and nobody before their time has run."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from complianced.measures.figure import Period
from complianced.measures.homeshare import HomeshareMeasures, homeshare_measures
from complianced.sample import make_records
from complianced.schemas.registry import CONTRACT
from complianced.testing.planting import typed_records
from complianced.testing.records import records_from

AS_OF = date(2026, 11, 22)
Row = dict[str, Any]


def person(name: str, registered: date | None, *, role: str = "homesharer", left: date | None = None) -> Row:
    return {"participant_id": name, "role": role, "registered_on": registered, "left_on": left}


def match(sharer: str, started: date | None, ended: date | None = None, *, holder: str = "hh", **more: Any) -> Row:
    return {"householder_id": holder, "homesharer_id": sharer, "started_on": started, "ended_on": ended} | more


def measured(people: list[Row], matches: list[Row], **options: Any) -> HomeshareMeasures:
    given = {"homeshare_participants": people, "homeshare_matches": matches}
    records = records_from(given, CONTRACT, nation="england", service="homeshare", **options.pop("supply", {}))
    found = homeshare_measures(records, options.pop("as_of", AS_OF), **options)
    assert found is not None
    return found


HOLDER = person("hh", date(2020, 1, 1), role="householder")


def test_matched_on_the_last_day_of_four_months_is_in_time_and_the_day_after_is_not() -> None:
    people = [person("a", date(2026, 3, 10)), person("b", date(2026, 3, 10)), HOLDER]
    found = measured(
        people, [match("a", date(2026, 7, 10)), match("b", date(2026, 7, 11), holder="hh")]
    ).matched_in_time
    assert (found.numerator, found.denominator, found.value) == (1, 2, 0.5)


def test_those_who_registered_less_than_four_months_ago_are_not_counted_yet() -> None:
    found = measured([person("a", date(2026, 7, 22)), person("b", date(2026, 7, 23)), HOLDER], []).matched_in_time
    assert (found.numerator, found.denominator) == (0, 1)
    assert found.period == Period(date(2025, 7, 23), date(2026, 7, 22))


def test_someone_without_a_day_of_registration_is_left_out_and_said_to_be() -> None:
    found = measured([person("a", None), HOLDER], []).matched_in_time
    assert (found.denominator, found.value, found.left_out) == (0, None, 1)


def test_a_day_that_could_not_be_read_is_left_out_too() -> None:
    supply = {"unreadable_cells": ["homeshare_participants.registered_on"]}
    found = measured([person("a", date(2026, 3, 10))], [], supply=supply).matched_in_time
    assert (found.denominator, found.left_out) == (0, 1)


def test_people_can_be_counted_by_role() -> None:
    people = [person("a", date(2026, 3, 10)), person("hh", date(2026, 3, 1), role="householder")]
    matches = [match("a", date(2026, 5, 1))]
    assert measured(people, matches).matched_in_time.denominator == 2
    assert measured(people, matches, role="householder").matched_in_time.denominator == 1


def test_six_months_to_the_day_is_not_over_six_months() -> None:
    matches = [
        match("a", date(2025, 12, 1), date(2026, 6, 1)),
        match("a", date(2025, 12, 1), date(2026, 6, 2)),
        match("a", date(2026, 2, 1)),
    ]
    found = measured([person("a", date(2025, 1, 1)), HOLDER], matches).lasting
    assert (found.numerator, found.denominator) == (2, 3)


def test_a_match_that_has_not_had_six_months_is_not_counted_yet() -> None:
    matches = [match("a", date(2026, 5, 21)), match("a", date(2026, 5, 22))]
    found = measured([person("a", date(2025, 1, 1)), HOLDER], matches).lasting
    assert (found.numerator, found.denominator) == (1, 1)


def test_length_is_the_mean_of_those_that_ended_in_the_year() -> None:
    matches = [
        match("a", date(2025, 11, 1), date(2025, 11, 22)),
        match("a", date(2025, 11, 3), date(2025, 11, 23)),
        match("a", date(2026, 1, 1), date(2026, 2, 10)),
        match("a", date(2026, 11, 12)),
    ]
    found = measured([person("a", date(2025, 1, 1)), HOLDER], matches)
    assert (found.length.value, found.length.numerator, found.length.denominator) == (30.0, 60.0, 2)
    assert (found.length_so_far.value, found.length_so_far.denominator) == (10.0, 1)


def test_without_an_ending_there_is_no_mean() -> None:
    found = measured([HOLDER, person("a", date(2025, 1, 1))], [match("a", date(2026, 1, 1))]).length
    assert (found.value, found.denominator) == (None, 0)


def test_a_match_that_ended_before_it_began_is_left_out() -> None:
    matches = [match("a", date(2026, 6, 1), date(2026, 5, 1))]
    found = measured([HOLDER, person("a", date(2025, 1, 1))], matches).length
    assert (found.denominator, found.left_out) == (0, 1)


def test_those_who_left_unmatched_are_a_share_of_all_who_were_there() -> None:
    people = [
        person("never", date(2026, 1, 1), left=date(2026, 3, 1)),
        person("matched", date(2026, 1, 1), left=date(2026, 8, 1)),
        person("here", date(2026, 1, 1)),
        person("long gone", date(2020, 1, 1), left=date(2025, 11, 22)),
    ]
    found = measured([*people, HOLDER], [match("matched", date(2026, 2, 1), date(2026, 7, 20))]).left_unmatched
    assert (found.numerator, found.denominator, found.value) == (1, 4, 0.25)


def test_a_planned_match_is_not_a_match_yet() -> None:
    people = [person("a", date(2026, 1, 1), left=date(2026, 11, 20)), HOLDER]
    found = measured(people, [match("a", date(2026, 12, 1))])
    assert found.current_matches.value == 0
    assert found.left_unmatched.numerator == 1


def test_a_signed_match_without_a_day_of_moving_in_is_said_to_be_left_out() -> None:
    matches = [match("a", None, agreement_signed_on=date(2026, 5, 1))]
    found = measured([person("a", date(2026, 1, 1)), HOLDER], matches).current_matches
    assert (found.value, found.left_out) == (0, 1)


def test_the_measures_are_as_of_the_day() -> None:
    people = [person("a", date(2025, 1, 1)), HOLDER]
    matches = [match("a", date(2025, 2, 1), date(2026, 3, 1))]
    assert measured(people, matches, as_of=date(2026, 2, 28)).current_matches.value == 1
    assert measured(people, matches, as_of=date(2026, 3, 1)).current_matches.value == 0


def test_only_the_schemes_asked_for_are_counted() -> None:
    people = [person("a", date(2026, 3, 10)) | {"scheme_id": "other"}, HOLDER]
    assert measured(people, [], scheme_ids=["schemes-1"], role="homesharer").matched_in_time.denominator == 0


def test_nothing_is_measured_where_matches_were_not_supplied() -> None:
    records = records_from({}, CONTRACT, nation="england", service="homeshare", absent=["homeshare_matches"])
    assert homeshare_measures(records, AS_OF) is None


def test_an_unknown_role_is_refused() -> None:
    records = records_from({}, CONTRACT, nation="england", service="homeshare")
    with pytest.raises(ValueError, match="carer"):
        homeshare_measures(records, AS_OF, role="carer")


def test_a_sample_organisation_can_be_measured_whole() -> None:
    frames = make_records("wales", service="homeshare", households=40, years=3, seed=1, as_of=AS_OF, contract=CONTRACT)
    found = homeshare_measures(typed_records(frames, CONTRACT), AS_OF)
    assert found is not None
    for figure in found:
        assert figure.left_out == 0
        assert figure.denominator > 0
        assert figure.value is not None
        assert figure.unit != "share" or 0 <= figure.value <= 1
