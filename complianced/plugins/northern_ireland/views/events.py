"""Incidents that a carer and the agency must report; absences and visits of those who run it; its evaluations."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view

# SR 2007/221 regs 16(3) and 33(3), where the kind of incident alone says so.
_BY_KIND = {
    "death": "death",
    "outbreak": "outbreak",
    "serious_injury": "serious_injury",
    "serious_illness": "serious_illness",
    "theft": "theft",
    "police": "police",
    "misconduct": "misconduct",
    "missing": "absence",
}
_HARM = ("low", "moderate", "severe", "prolonged_psychological", "death")
_RUNS_IT_ALONE = ("director", "responsible_individual")


@view("incidents_reported", table="incidents", key="incident_id")
def incidents_reported(records: Records) -> Rows:
    """One row per incident, with what it is reported as and who stands behind the placement.

    `notice` is empty where nothing is to be reported: a kind that the Regulations do not name counts as an adverse
    event only where harm is recorded. Whether an absence was long enough is for the rule to say.
    """
    named = col("kind").replace_strict(_BY_KIND, default=None, return_dtype=pl.String)
    adverse = pl.when(col("harm").is_in(_HARM)).then(pl.lit("adverse_event"))
    return (
        records.view("incidents")
        .look_up(records["people"], "person_id", placing_authority="placing_authority", funding="funding")
        .derive(notice=pl.coalesce(named, adverse))
    )


@view("absences_of_managers", table="absences", key="absence_id")
def absences_of_managers(records: Records) -> Rows:
    """One row per absence, with whether it is of the person in charge and the day until which it has run so far."""
    alone = (col("provider_type") == "individual") & col("role").is_in(_RUNS_IT_ALONE)
    return (
        records.view("absences")
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .look_up(records["staff"], "staff_id", staff_ended_on="ended_on")
        .derive(
            in_charge=(col("role") == "registered_manager") | alone.fill_null(False),
            away_until=pl.min_horizontal("ended_on", "staff_ended_on").fill_null(records.today),
        )
        .derive(away_so_far=pl.min_horizontal("away_until", records.today))
    )


@view("provider_visits", table="governance", key="event_id")
def provider_visits(records: Records) -> Rows:
    """One row per scheme: the provider's last visit, and those who should have its report and are not shown to have it.

    A provider who is an individual and manages the agency makes no visits and has no row.
    """
    schemes = records.view("schemes")
    listed = col("report_recipients").fill_null(pl.lit([], pl.List(pl.String)))
    body = pl.when(col("provider_type") == "partnership").then(pl.lit("partners")).otherwise(pl.lit("directors"))
    individual = col("provider_type").eq_missing("individual")
    wanted = pl.concat_list(
        pl.when(~listed.list.contains("regulator") & col("regulator_sent_on").is_null()).then(pl.lit("regulator")),
        pl.when(~listed.list.contains("manager") & (col("managers") > 0)).then(pl.lit("manager")),
        pl.when(~individual & ~listed.list.contains(body)).then(body),
    ).list.drop_nulls()
    return (
        records.view("events_by_kind")
        .where(col("kind") == "provider_visit")
        .look_up(schemes, "scheme_id", managers="registered_managers")
        .where(~individual | (col("managers") > 0))
        .derive(without_report=wanted)
    )


@view("quality_reviews", table="governance", key="event_id")
def quality_reviews(records: Records) -> Rows:
    """One row per scheme and its last evaluation of quality: whether it says that people were consulted (empty where it
    says neither), and the day up to it on which a person last answered a survey.
    """
    said = records["checklist"].where(col("item") == "engagement")
    reviews = records.view("events_by_kind").where(
        (col("kind") == "quality_of_care_review") & col("event_id").is_not_null()
    )
    answers = (
        records["surveys"]
        .look_up(reviews, "scheme_id", reviewed_on="happened_on")
        .where(col("answered_on") <= col("reviewed_on"))
    )
    return reviews.attach(said, "event_id", consulted=col("present").any(ignore_nulls=False)).attach(
        answers, "scheme_id", last_answered_on=col("answered_on").max()
    )
