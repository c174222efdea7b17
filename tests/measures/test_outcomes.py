"""The outcome measures count each person once, show nothing of small groups, and set published figures apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from complianced.measures.figure import Period
from complianced.measures.outcomes import (
    SUPPRESSED_BELOW,
    Distribution,
    baseline,
    comparisons,
    coverage,
    distributions,
    movement,
    over_time,
)
from complianced.measures.questions import QUESTIONS
from complianced.plugins.host import load_host
from complianced.sample import make_records
from complianced.schemas.recordset import RecordSet
from complianced.schemas.registry import CONTRACT
from complianced.testing.planting import typed_records
from complianced.testing.records import records_from

AS_OF = date(2026, 11, 22)
Row = dict[str, Any]


def answer(person: str, given: str | None, on: date = date(2026, 10, 1), question: str = "safety", **more: Any) -> Row:
    return {"person_id": person, "answer": given, "answered_on": on, "question": question} | more


def records(surveys: list[Row], **given: Any) -> RecordSet:
    people = sorted({row["person_id"] for row in surveys})
    rows = {"people": [{"person_id": name} for name in people], "surveys": surveys} | given.pop("rows", {})
    return records_from(rows, CONTRACT, nation="england", **given)


def of(surveys: list[Row], **given: Any) -> Distribution:
    (found,) = distributions(records(surveys, **given), AS_OF, questions=["safety"])
    return found


def crowd(number: int, given: str = "all_the_time", **more: Any) -> list[Row]:
    return [answer(f"p{place}", given, **more) for place in range(number)]


def test_nine_people_are_too_few_to_show_and_ten_are_not() -> None:
    few, enough = of(crowd(9)), of(crowd(10))
    assert few.suppressed
    assert (few.answered, few.declined, few.by_proxy, few.answers) == (None, None, None, ())
    assert not enough.suppressed
    assert enough.answered == 10


def test_declining_does_not_make_a_group_big_enough() -> None:
    found = of([*crowd(9), answer("q", "declined")])
    assert found.suppressed
    assert found.declined is None


def test_each_person_counts_once_with_their_last_answer() -> None:
    surveys = [*crowd(10, on=date(2026, 2, 1)), answer("p0", "never")]
    found = of(surveys)
    assert found.answered == 10
    assert {each.answer: each.people for each in found.answers} == {
        "all_the_time": 9,
        "most_of_the_time": 0,
        "some_of_the_time": 0,
        "never": 1,
    }
    assert found.share_of(["never"]) == 0.1


def test_someone_who_declined_lately_keeps_the_answer_they_gave() -> None:
    found = of([*crowd(10, on=date(2026, 2, 1)), answer("p0", "declined"), answer("q", "declined")])
    assert (found.answered, found.declined) == (10, 1)


def test_answers_before_the_year_do_not_count() -> None:
    surveys = [*crowd(10), answer("q", "never", on=date(2025, 11, 22)), answer("r", "never", on=date(2025, 11, 23))]
    assert of(surveys).answered == 11


def test_an_answer_that_could_not_be_read_does_not_count() -> None:
    assert of(crowd(10), unreadable_cells=["surveys.answer"]).suppressed


def test_answers_given_for_people_are_counted_apart() -> None:
    found = of([*crowd(10, answered_by="person"), answer("q", "never", answered_by="proxy")])
    assert (found.answered, found.by_proxy) == (11, 1)


def test_an_answer_from_another_scale_is_shown_and_not_lost() -> None:
    found = of([*crowd(10), answer("q", "yes")])
    assert found.answers[-1].answer == "yes"
    assert sum(each.people for each in found.answers) == found.answered


def test_other_schemes_can_be_left_out() -> None:
    set_of_two = records([*crowd(10), answer("q", "never", scheme_id="other")])
    (found,) = distributions(set_of_two, AS_OF, questions=["safety"], scheme_ids=["schemes-1"])
    assert found.answered == 10


def test_half_years_follow_one_another_and_end_on_the_day() -> None:
    found = over_time(records(crowd(10)), AS_OF, periods=3, questions=["safety"])
    assert [each.period for each in found] == [
        Period(date(2025, 5, 23), date(2025, 11, 22)),
        Period(date(2025, 11, 23), date(2026, 5, 22)),
        Period(date(2026, 5, 23), date(2026, 11, 22)),
    ]
    assert [each.suppressed for each in found] == [True, True, False]


def moved(surveys: list[Row]) -> tuple[int | None, int | None, int | None, int | None]:
    found = {each.question.key: each for each in movement(records(surveys), AS_OF)}["safety"]
    return found.people, found.better, found.same, found.worse


def test_movement_compares_each_persons_first_answer_with_their_last() -> None:
    first = crowd(10, "some_of_the_time", on=date(2024, 2, 1))
    last = [*crowd(8, "some_of_the_time"), answer("p8", "all_the_time"), answer("p9", "never")]
    between = crowd(10, "all_the_time", on=date(2025, 2, 1))
    assert moved([*first, *between, *last]) == (10, 1, 8, 1)


def test_movement_of_fewer_than_ten_is_not_shown() -> None:
    surveys = [*crowd(10, on=date(2024, 2, 1)), *crowd(9)]
    assert moved(surveys) == (None, None, None, None)


def test_questions_about_a_change_have_no_movement_of_their_own() -> None:
    asked = {each.question.key for each in movement(records(crowd(1)), AS_OF)}
    assert "safety" in asked
    assert "physical_health" not in asked


LIVE = {"carers": [{"carer_id": "k"}]}


def arrangement(person: str, started: date, ended: date | None = None) -> Row:
    return {"person_id": person, "carer_id": "k", "kind": "live_in", "started_on": started, "ended_on": ended}


def test_coverage_is_a_share_of_the_people_supported_now() -> None:
    rows = {
        **LIVE,
        "people": [{"person_id": name} for name in "abcd"] + [{"person_id": "e", "died_on": date(2026, 5, 1)}],
        "arrangements": [
            arrangement("a", date(2024, 1, 1)),
            arrangement("b", date(2024, 1, 1)),
            arrangement("c", date(2024, 1, 1)),
            arrangement("d", date(2024, 1, 1), AS_OF),
            arrangement("e", date(2024, 1, 1)),
        ],
    }
    surveys = [
        answer("a", "declined", on=date(2026, 3, 22)),
        answer("b", "never", on=date(2026, 3, 21)),
        answer("c", None),
        answer("d", "never"),
    ]
    found = coverage(records(surveys, rows=rows), AS_OF)
    assert found is not None
    assert (found.numerator, found.denominator) == (1, 3)


def test_baseline_waits_until_the_weeks_have_run_out() -> None:
    rows = {
        **LIVE,
        "people": [{"person_id": name} for name in "abc"],
        "arrangements": [
            arrangement("a", date(2026, 8, 1)),
            arrangement("b", date(2026, 8, 1)),
            arrangement("c", date(2026, 9, 28)),
        ],
    }
    surveys = [answer("a", "never", on=date(2026, 9, 26)), answer("b", "never", on=date(2026, 9, 27))]
    found = baseline(records(surveys, rows=rows), AS_OF)
    assert found is not None
    assert (found.numerator, found.denominator) == (1, 2)


def test_published_figures_keep_their_year_edition_and_source() -> None:
    found = comparisons(records(crowd(12, question="belonging_family")), AS_OF)
    belonging = next(each for each in found if each.question.key == "belonging_family")
    assert (belonging.own, belonging.answered, belonging.published.percent) == (1.0, 12, 97)
    for each in found:
        assert each.published.year
        assert each.published.edition
        assert each.published.source
    assert {each.own for each in found if each.question.key != "belonging_family"} == {None}


def test_nothing_is_measured_where_surveys_were_not_supplied() -> None:
    gone = records([], absent=["surveys"])
    assert distributions(gone, AS_OF) == ()
    assert movement(gone, AS_OF) == ()
    assert comparisons(gone, AS_OF) == ()
    assert coverage(gone, AS_OF) is None
    assert baseline(gone, AS_OF) is None


def test_every_question_of_the_contract_has_words_of_ours() -> None:
    assert tuple(QUESTIONS) == CONTRACT["surveys"].column("question").choices
    for question in QUESTIONS.values():
        assert set(question.answers) <= set(CONTRACT["surveys"].column("answer").choices)


def test_the_measures_suppress_at_the_number_that_the_law_data_names() -> None:
    value = load_host().rulebook.bundle("outcomes").law.values["suppressed_below"].at(AS_OF, "england")
    assert value is not None
    assert value.value == SUPPRESSED_BELOW


@pytest.mark.parametrize("households", [3, 40])
def test_a_sample_scheme_can_be_measured_whole(households: int) -> None:
    frames = make_records("england", households=households, years=3, seed=1, as_of=AS_OF, contract=CONTRACT)
    scheme = typed_records(frames, CONTRACT)
    found = distributions(scheme, AS_OF)
    assert [each.question.key for each in found] == list(QUESTIONS)
    assert all(each.suppressed == (households == 3) for each in found)
    for each in found:
        assert each.suppressed or sum(one.share for one in each.answers) == pytest.approx(1)
