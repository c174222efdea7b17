"""The recruitment measures say how far enquirers come and how long it takes, of those who have had the time."""

from __future__ import annotations

from datetime import date
from typing import Any

from complianced.measures.figure import Period
from complianced.measures.recruitment import RecruitmentMeasures, recruitment_measures
from complianced.sample import make_records
from complianced.schemas.registry import CONTRACT
from complianced.testing.planting import typed_records
from complianced.testing.records import records_from

AS_OF = date(2026, 11, 22)


def measured(*applications: dict[str, Any], as_of: date = AS_OF) -> RecruitmentMeasures:
    found = recruitment_measures(records_from({"applications": list(applications)}, CONTRACT, nation="england"), as_of)
    assert found is not None
    return found


def test_an_open_application_stands_at_its_furthest_stage() -> None:
    found = measured(
        {"enquired_on": date(2026, 9, 1), "home_visited_on": date(2026, 10, 23)},
        {"enquired_on": date(2026, 9, 1), "home_visited_on": date(2026, 11, 12)},
        {"enquired_on": date(2026, 11, 20)},
        {"enquired_on": date(2026, 1, 20), "decision": "declined", "decided_on": date(2026, 5, 1)},
    )
    assert [(each.stage, each.applications) for each in found.open_stages] == [
        ("enquired_on", 1),
        ("home_visited_on", 2),
    ]
    assert (found.open_stages[1].median_days, found.open_stages[1].oldest_days) == (20.0, 30)


def test_conversion_is_of_enquiries_that_have_had_six_months() -> None:
    early = {"enquired_on": date(2026, 5, 22)}
    found = measured(
        early | {"panel_on": date(2026, 9, 1), "decision": "approved", "decided_on": date(2026, 9, 2)},
        early | {"applied_on": date(2026, 6, 1), "decision": "withdrawn", "decided_on": date(2026, 6, 9)},
        early,
        {"enquired_on": date(2026, 5, 23), "decision": "approved", "decided_on": date(2026, 9, 2)},
    )
    shares = {figure.name: (figure.numerator, figure.denominator) for figure in found.conversion}
    assert shares["contacted_on"] == (2, 3)
    assert shares["applied_on"] == (2, 3)
    assert shares["home_visited_on"] == (1, 3)
    assert shares["approved"] == (1, 3)
    assert (found.withdrawn.numerator, found.withdrawn.value) == (1, 1 / 3)
    assert found.withdrawn.period == Period(date(2025, 5, 23), date(2026, 5, 22))


def test_time_is_from_enquiry_to_decision_for_those_decided_in_the_year() -> None:
    found = measured(
        {"enquired_on": date(2026, 1, 1), "decision": "approved", "decided_on": date(2026, 4, 11)},
        {"enquired_on": date(2026, 1, 1), "decision": "approved", "decided_on": date(2026, 2, 20)},
        {"enquired_on": date(2025, 1, 1), "decision": "approved", "decided_on": date(2025, 11, 22)},
        {"enquired_on": None, "decision": "approved", "decided_on": date(2026, 2, 20)},
    )
    approved = next(each for each in found.times if each.decision == "approved")
    assert (approved.applications, approved.median_days) == (2, 75)
    assert (approved.shortest_days, approved.longest_days, approved.left_out) == (50, 100, 1)


def test_without_a_decision_there_is_no_time() -> None:
    approved = measured({"enquired_on": date(2026, 1, 1)}).times[0]
    assert (approved.applications, approved.median_days) == (0, None)


def test_what_was_decided_later_was_open_on_the_day() -> None:
    late = {"enquired_on": date(2026, 1, 1), "applied_on": date(2026, 2, 1), "decision": "approved"}
    found = measured(late | {"decided_on": date(2026, 8, 2)}, as_of=date(2026, 8, 1))
    assert [each.stage for each in found.open_stages] == ["applied_on"]
    assert found.conversion[-1].numerator == 0


def test_published_times_come_with_year_and_source_and_aims_are_marked() -> None:
    published = measured().published
    assert all(each.year and each.source and each.shortest <= each.longest for each in published)
    assert [(each.shortest, each.longest, each.unit) for each in published if each.aim] == [(4, 6, "weeks")]


def test_nothing_is_measured_where_applications_were_not_supplied() -> None:
    gone = records_from({}, CONTRACT, nation="england", absent=["applications"])
    assert recruitment_measures(gone, AS_OF) is None


def test_a_sample_scheme_can_be_measured_whole() -> None:
    frames = make_records("scotland", households=60, years=3, seed=1, as_of=AS_OF, contract=CONTRACT)
    found = recruitment_measures(typed_records(frames, CONTRACT), date(2025, 2, 1))
    assert found is not None
    assert found.withdrawn.denominator > 0
    assert all(figure.left_out == 0 for figure in found.conversion)
    numerators = [figure.numerator for figure in found.conversion]
    assert numerators == sorted(numerators, reverse=True)
