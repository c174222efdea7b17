"""Views of what people supported were asked: each person, each occasion, and the last answer on belonging."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view

# From least to most, as `surveys.answer` has them.
BELONGING_STEPS = {"never": 0, "some_of_the_time": 1, "most_of_the_time": 2, "all_the_time": 3}


@view("people_asked", table="people", key="person_id")
def people_asked(records: Records) -> Rows:
    """One row per person with a live arrangement, with when they first started and when they were first and last asked.

    Declining is an answer; a question without one is not. `scheme_asks_since_on` is the first answer of anybody.
    """
    answers = records["surveys"].where(col("answer").is_not_null())
    answered = col("answered_on")
    return (
        records.view("people_supported")
        .pick("person_id", "scheme_id")
        .attach(records.view("arrangements"), "person_id", started_on=col("started_on").min())
        .attach(
            answers,
            "person_id",
            answers=pl.len(),
            first_answered_on=answered.min(),
            last_answered_on=answered.max(),
        )
        .attach(answers, "scheme_id", scheme_asks_since_on=answered.min())
    )


@view("survey_occasions", table="surveys", key="response_id")
def survey_occasions(records: Records) -> Rows:
    """One row per person with a live arrangement and day of answers: the first that does not say who gave it, or else
    the first.
    """
    unmarked = col("answered_by").is_null()
    surveys = records["surveys"]
    return (
        surveys.attach(records.view("people_supported"), "person_id", supported=pl.len())
        .where(col("supported") > 0)
        .attach(
            surveys,
            {"person_id": "person_id", "answered_on": "answered_on"},
            answers=pl.len(),
            unmarked=unmarked.filter(unmarked).count(),
            first_unmarked=col("response_id").filter(unmarked).min(),
            first_response=col("response_id").min(),
        )
        .where(col("response_id") == pl.coalesce("first_unmarked", "first_response"))
    )


@view("belonging", table="surveys", key="response_id")
def belonging(records: Records) -> Rows:
    """One row per person with a live arrangement: their last answer on belonging, and how far it fell.

    `last_review_on` is the last review of a plan or agreement of theirs.
    """
    reviews = records.view("arrangements_live")
    return (
        records["surveys"]
        .where((col("question") == "belonging_family") & col("answer").is_in(list(BELONGING_STEPS)))
        .derive(step=col("answer").replace_strict(BELONGING_STEPS, default=None, return_dtype=pl.Int32))
        .previous("person_id", "answered_on", "response_id", previous_step="step", previous_on="answered_on")
        .latest_by("person_id", "answered_on", "response_id")
        .derive(fall=col("previous_step") - col("step"))
        .attach(records.view("people_supported"), "person_id", supported=pl.len())
        .where(col("supported") > 0)
        .attach(reviews, "person_id", last_review_on=col("last_review_on").max())
    )
